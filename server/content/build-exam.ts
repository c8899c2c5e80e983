import { findAlikeMinimums } from './alike-minimums.ts';
import { buildQuestions, sittingOf, type Building } from './build-questions.ts';
import { competenciesOf, type CourseHead } from './course-head.ts';
import type { Question, Quiz } from './course.ts';
import { guessOfExam } from './guess-chance.ts';
import type { LoadedExam } from './load-exam.ts';
import type { LoadedQuestions } from './load-questions.ts';
import type { ParsedQuestion } from './parsed.ts';
import { alikeMinimums, competencyWithoutQuestions, drawMoreThanThereIs, drawTooSmall, fewQuestions, guessableExam, unknownTag } from './mistakes/assessment.ts';
import { translated } from './translated.ts';

/** With fewer questions a unit says little about a person, and guessing a lot (product: at least 5). */
const LEAST_PER_UNIT = 5;
const FAIR_GUESS = 0.01;

export function buildQuiz(loaded: LoadedQuestions, building: Building): Quiz | undefined {
  const { parsed, translations } = loaded;
  const questions = buildQuestions(loaded, building);
  const { quiz } = parsed;
  if (!quiz) return undefined;
  const there = parsed.questions.length;
  if (quiz.draw !== undefined && quiz.draw > there) building.report(parsed.drawPlace, drawMoreThanThereIs(quiz.draw, there));
  return {
    ...sittingOf(quiz),
    kind: 'quiz',
    title: translated(quiz.title, translations.map(({ language, title }) => [language, title])),
    pass: quiz.pass,
    draw: quiz.draw === undefined ? undefined : { count: quiz.draw },
    questions,
  };
}

function checkUnits(loaded: LoadedExam, head: CourseHead, { report }: Building): void {
  const perUnit = loaded.exam?.draw?.per_competency;
  const all = loaded.banks.flatMap(({ parsed }) => parsed.questions);
  for (const [code, place] of head.competencyPlaces) {
    const there = all.filter(({ competency }) => competency?.name === code).length;
    if (there === 0) report(place, competencyWithoutQuestions(code));
    else if (perUnit === undefined && there < LEAST_PER_UNIT) report(place, fewQuestions(code, there, LEAST_PER_UNIT));
    else if (perUnit !== undefined && perUnit > there) report(loaded.drawPlace, drawMoreThanThereIs(perUnit, there, code));
  }
}

function checkGuessing(loaded: LoadedExam, head: CourseHead, questions: readonly Question[], { report }: Building): void {
  const chances = loaded.banks.flatMap(({ parsed }) =>
    parsed.questions.flatMap(({ compiled }) =>
      compiled ? [{ competency: compiled.common.competency, points: compiled.common.points, guess: compiled.guess }] : [],
    ),
  );
  if (chances.length !== questions.length || !loaded.exam) return;
  const attempts = loaded.exam.attempts?.limit ?? 0;
  const guess = guessOfExam(chances, competenciesOf(head), loaded.exam.draw?.per_competency, attempts);
  if (guess && guess.chance > FAIR_GUESS) report(loaded.attemptsPlace, guessableExam(guess));
}

function checkMinimums(head: CourseHead, questions: readonly Question[], perUnit: number | undefined, { report }: Building): void {
  const units = competenciesOf(head).flatMap(({ code, minimum }) => {
    const own = questions.filter(({ competency }) => competency === code);
    const isEven = new Set(own.map(({ points }) => points)).size === 1;
    return isEven ? [{ code, minimum, asked: Math.min(perUnit ?? own.length, own.length) }] : [];
  });
  for (const { code, ...found } of findAlikeMinimums(units)) {
    const place = head.competencyPlaces.get(code);
    if (place) report(place, alikeMinimums(found));
  }
}

/** The banks without the questions that the exam does not choose; one that holds a mistake stays, since its tags are not known. */
function chosenOf(all: LoadedExam, { report }: Building): LoadedExam {
  const { tags } = all;
  if (tags.length === 0) return all;
  const known = new Set(all.banks.flatMap(({ parsed }) => parsed.questions.flatMap(({ compiled }) => compiled?.common.tags ?? [])));
  if (all.isComplete) for (const tag of tags) if (!known.has(tag.name)) report(tag.place, unknownTag(tag.name, known));
  const wanted = new Set(tags.map(({ name }) => name));
  const isChosen = ({ compiled }: ParsedQuestion): boolean => !compiled || compiled.common.tags.some((tag) => wanted.has(tag));
  return { ...all, banks: all.banks.map((bank) => ({ ...bank, parsed: { ...bank.parsed, questions: bank.parsed.questions.filter(isChosen) } })) };
}

export function buildExam(all: LoadedExam, head: CourseHead, building: Building): Quiz | undefined {
  const loaded = chosenOf(all, building);
  const questions = loaded.banks.flatMap((bank) => buildQuestions(bank, building));
  const { exam } = loaded;
  const perUnit = exam?.draw?.per_competency;
  if (perUnit !== undefined && perUnit < LEAST_PER_UNIT) building.report(loaded.drawPlace, drawTooSmall(perUnit, LEAST_PER_UNIT));
  if (loaded.isComplete && head.competencyNames.isComplete) {
    checkUnits(loaded, head, building);
    checkGuessing(loaded, head, questions, building);
    checkMinimums(head, questions, perUnit, building);
  }
  if (!exam) return undefined;
  return {
    ...sittingOf(exam),
    kind: 'exam',
    title: translated(exam.title, loaded.titles),
    // An exam is passed unit by unit; this is never read for one.
    pass: 100,
    draw: perUnit === undefined ? undefined : { perCompetency: perUnit },
    questions,
  };
}
