import { inLanguage, type Course, type Lesson, type Question } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { visibleLessons, type NextStep } from '../learning/progress.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { courseAddress, lessonAddress, quizAddress } from '../learning/addresses.ts';
import { fileBase, reportAddress } from './addresses.ts';
import { answeredWith, ownValue } from './answers.ts';
import { questionsOf, type Asked } from './asked-questions.ts';
import { mayReview, windowOf } from './attempt-rules.ts';
import { countDrawn } from './draw.ts';
import type { GradedAttempt } from './finish-attempt.ts';
import { wholePercent } from './percent.ts';
import { shownOf } from './question-pictures.ts';
import { typeOf } from './question-types/registry.ts';
import type { Start } from './start.ts';

export interface ResultPage {
  readonly attempt: GradedAttempt;
  readonly asked: Asked;
  /** How things are for the next attempt. */
  readonly start: Start;
  /** Undefined: nothing is to be shown as next. */
  readonly next: NextStep | undefined;
  readonly certificate: string | undefined;
  readonly now: Date;
  readonly language: Language;
}

const HUNDREDTHS = 100;
const shownPoints = (points: number): number => Math.round(points * HUNDREDTHS) / HUNDREDTHS;

/** Worked out once for each course that the catalogue holds: every question of every result asks for its lesson. */
const lessonsById = new WeakMap<Course, ReadonlyMap<string, Lesson>>();
function lessonOf(course: Course, id: string): Lesson | undefined {
  const known = lessonsById.get(course) ?? new Map(course.modules.flatMap((module) => visibleLessons(module)).map((lesson) => [lesson.id, lesson]));
  lessonsById.set(course, known);
  return known.get(id);
}

const lessonLink = (course: Course, id: string | undefined, language: Language) => {
  const lesson = id === undefined ? undefined : lessonOf(course, id);
  return lesson && { href: lessonAddress(course.id, lesson.id), title: inLanguage(lesson.title, language) };
};

/** On what the key rests; a version that was kept may lack the entry that its question names. */
const sourcesOf = ({ sources }: Course, question: Question) =>
  question.sources.flatMap((label) => {
    const source = Object.hasOwn(sources, label) ? sources[label] : undefined;
    return source ? [{ title: source.title, href: source.url }] : [];
  });

/** A question with its key and what was earned, as `assessment/review` shows it; only for who may see keys. */
export const presentReviewed = ({ attempt, asked, language }: Pick<ResultPage, 'attempt' | 'asked' | 'language'>, question: Question, number: number) => {
  const response = answeredWith(attempt, question.id)?.response;
  const arrangement = attempt.questions[number - 1]?.arrangement;
  const earned = attempt.result.questions[question.id] ?? 0;
  const { text, feedback, body } = shownOf(question, asked.course);
  return {
    id: question.id,
    number,
    type: question.type,
    text: inLanguage(text, language),
    reviewed: true,
    waits: attempt.result.waiting?.includes(question.id) ?? false,
    fileBase: fileBase(attempt._id, question.id),
    ...typeOf(question).review(inLanguage(body, language), arrangement, response),
    score: shownPoints(earned * question.points),
    points: question.points,
    explanation: feedback && inLanguage(feedback, language),
    sources: sourcesOf(asked.course, question),
    lesson: lessonLink(asked.course, question.lesson, language),
    reportHref: reportAddress(attempt._id, number),
  };
};

/** What a person marks: that it waits, or what was given and said. It holds no key, so it may always be read. */
const presentMarks = ({ attempt, asked }: ResultPage) =>
  questionsOf(asked, attempt).flatMap((question, index) => {
    const mark = ownValue(attempt.marks ?? {}, question.id);
    if (!mark && !attempt.result.waiting?.includes(question.id)) return [];
    const rubric = typeOf(question).rubric?.(question.body.original) ?? [];
    return [
      {
        number: index + 1,
        comment: mark?.comment,
        criteria: mark && rubric.map(({ id, title, points }) => ({ title, points: mark.points[id] ?? 0, of: points })),
      },
    ];
  });

/** Each unit of the exam with the evidence that counts for it, and the lessons to read again where it is not met. */
const presentUnits = ({ asked: { course, quiz }, start, language }: ResultPage) => {
  const { perUnit } = countDrawn(quiz);
  const evidence = new Map(start.standing.units.map((unit) => [unit.code, unit]));
  return course.competencies.filter(({ code }) => perUnit.has(code)).map(({ code, title, minimum }) => {
    const unit = evidence.get(code);
    const lessons = course.modules.flatMap((module) => visibleLessons(module)).filter((lesson) => lesson.competencies.includes(code));
    return {
      code,
      title: inLanguage(title, language),
      score: wholePercent(unit?.score ?? 0),
      minimum,
      passed: unit?.met ?? false,
      lessons: unit?.met
        ? []
        : lessons.map(({ id, title: words, minutes }) => ({ href: lessonAddress(course.id, id), title: inLanguage(words, language), minutes })),
    };
  });
};

const presentRetake = ({ asked: { course, quiz }, start, language }: ResultPage) => {
  const { rule, used, unitsLeft, granted } = start;
  if (rule.state !== 'open' && rule.state !== 'waiting' && rule.state !== 'exhausted') return undefined;
  return {
    state: rule.state,
    href: quizAddress(course.id, quiz.id),
    questions: countDrawn(quiz, quiz.kind === 'exam' ? unitsLeft : undefined).total,
    number: used + 1,
    limit: quiz.attempts.limit && quiz.attempts.limit + granted,
    until: rule.state === 'waiting' ? dateAndTime(rule.until, language) : undefined,
  };
};

const presentNext = (course: Course, next: NextStep | undefined, language: Language) => {
  if (!next || next.kind === 'done') return undefined;
  if (next.kind === 'lesson') return { href: lessonAddress(course.id, next.lesson.id), title: inLanguage(next.lesson.title, language) };
  return { href: quizAddress(course.id, next.quiz.id), title: inLanguage(next.quiz.title, language) };
};

/** The fields of `assessment/result`. Answers and keys are in it only as far as the quiz lets them be seen. */
export function presentResult(page: ResultPage) {
  const { attempt, asked, start, next, certificate, language } = page;
  const { course, quiz } = asked;
  const title = inLanguage(quiz.title, language);
  // In a renewal the same exam is sat again: having passed it once opens nothing.
  const passedEver = attempt.result.passed || (start.standing.renewal === undefined || start.unitsLeft.length === 0) && (start.standing.quizzes[quiz.id]?.passed ?? false);
  const { closes } = windowOf(quiz);
  const seen = mayReview(quiz.review, { finished: true, passed: passedEver, closed: closes !== undefined && page.now >= closes });
  return {
    title,
    attempt: {
      kind: quiz.kind,
      title,
      number: attempt.number,
      finishedAt: dateAndTime(attempt.finishedAt, language),
      passed: attempt.result.passed,
      waits: (attempt.result.waiting?.length ?? 0) > 0,
    },
    marks: presentMarks(page),
    course: { shortTitle: inLanguage(course.shortTitle, language), href: courseAddress(course.id) },
    quiz: quiz.kind === 'quiz' ? { score: wholePercent(attempt.result.score), pass: quiz.pass } : undefined,
    units: quiz.kind === 'exam' ? presentUnits(page) : undefined,
    retake: presentRetake(page),
    certificate: certificate ? { href: certificate } : undefined,
    next: presentNext(course, next, language),
    review: seen ? { questions: questionsOf(asked, attempt).map((question, index) => presentReviewed(page, question, index + 1)) } : undefined,
    reviewWhen: seen || quiz.review === 'after-finish' ? undefined : quiz.review,
    closes: closes && dateAndTime(closes, language),
  };
}
