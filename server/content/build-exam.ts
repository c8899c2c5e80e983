import { findAlikeMinimums } from './alike-minimums.ts';
import { buildQuestions, sittingOf, type Building } from './build-questions.ts';
import { competenciesOf, type CourseHead } from './course-head.ts';
import type { Question, Quiz } from './course.ts';
import { guessOfExam } from './guess-chance.ts';
import type { LoadedExam } from './load-exam.ts';
import { chosenBanks } from './load-banks.ts';
import type { LoadedModule, LoadedQuiz } from './load-modules.ts';
import { alikeMinimums, competencyWithoutQuestions, drawMoreThanThereIs, drawTooSmall, fewQuestions, guessableExam, offlineAndOnline, questionsOfExam } from './mistakes/assessment.ts';
import { translated } from './translated.ts';

/** With fewer questions a unit says little about a person, and guessing a lot (product: at least 5). */
const LEAST_PER_UNIT = 5;
const FAIR_GUESS = 0.01;

export function buildQuiz(loaded: LoadedQuiz, building: Building): Quiz | undefined {
  const { parsed, translations } = loaded;
  const from = chosenBanks(loaded.from, building);
  const questions = [loaded, ...from.banks].flatMap((bank) => buildQuestions(bank, building));
  const { quiz } = parsed;
  if (!quiz) return undefined;
  const there = [parsed, ...from.banks.map((bank) => bank.parsed)].reduce((sum, bank) => sum + bank.questions.length, 0);
  if (from.isComplete && quiz.draw !== undefined && quiz.draw > there) building.report(parsed.drawPlace, drawMoreThanThereIs(quiz.draw, there));
  const online = [parsed, ...from.banks.map((bank) => bank.parsed)].flatMap((bank) => bank.questions.find(({ compiled }) => compiled?.needsNetwork)?.id ?? [])[0];
  if (quiz.offline === true && online) building.report(parsed.offlinePlace, offlineAndOnline(online.name));
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

export function buildExam(all: LoadedExam, head: CourseHead, building: Building): Quiz | undefined {
  const loaded = chosenBanks(all, building);
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

/** What a quiz shows with its key, an exam should not ask again. */
export function reportSharedQuestions(modules: readonly LoadedModule[], built: readonly Quiz[], exam: Quiz, { report }: Building): void {
  const asked = new Set(exam.questions.map(({ id }) => id));
  for (const { quiz } of modules) {
    const place = quiz?.from.named[0]?.place;
    const own = built.find(({ id }) => id === quiz?.parsed.quiz?.id);
    const shared = own?.questions.filter(({ id }) => asked.has(id)).length ?? 0;
    if (place && shared > 0) report(place, questionsOfExam(shared));
  }
}
