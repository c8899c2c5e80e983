import { randomBytes } from 'node:crypto';
import { inLanguage, type Question } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { timeOfDay } from '../web/i18n/dates.ts';
import type { Translate } from '../web/i18n/translate.ts';
import { allQuestionsAddress, answerAddress, fileBase, finishAddress, offlineQuizAddress, questionAddress, reportAddress, resultAddress } from './addresses.ts';
import { answeredWith, fingerprintOf, isAnswered, isMarked, MARKED } from './answers.ts';
import { questionsOf, type Asked } from './asked-questions.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { shownOf } from './question-pictures.ts';
import { valueOf, type Presented, type ResponseForm } from './question-types/question-type.ts';
import { typeOf } from './question-types/registry.ts';
import { mayBeTakenAlong } from './sync/may-be-taken.ts';

/** An open attempt as its pages show it. Nothing here looks at a key. */
export interface AttemptPage {
  readonly attempt: AttemptRecord;
  readonly asked: Asked;
  readonly now: Date;
  readonly language: Language;
  readonly t: Translate;
  /** As a phone takes it along. */
  readonly kept?: boolean;
}

const MINUTE_MS = 60_000;
/** Six characters of base64url. */
const PAGE_NAME_BYTES = 4;

/** Each loading of a page is a device of its own: what it says last counts over what it said before, and over nothing else. */
const pageName = (): string => randomBytes(PAGE_NAME_BYTES).toString('base64url');

const frame = ({ attempt, asked, now, language }: AttemptPage) => {
  const title = inLanguage(asked.quiz.title, language);
  const { deadline } = attempt;
  return {
    title,
    masthead: 'attempt',
    phone: attempt.kind === 'quiz' && !deadline,
    takeHref: mayBeTakenAlong(attempt, asked.quiz) ? offlineQuizAddress(attempt._id) : undefined,
    script: 'scripts/phone.js',
    timer: deadline && {
      minutes: Math.max(0, Math.ceil((deadline.getTime() - now.getTime()) / MINUTE_MS)),
      endsAt: deadline.toISOString(),
      now: now.toISOString(),
      thenHref: resultAddress(attempt._id),
    },
    attempt: { title, kind: attempt.kind },
  };
};

export const fieldNameOf = (question: Pick<Question, 'id'>): string => `response.${question.id}`;

/** A question with what was typed instead of what is saved. */
const withTyped = ({ value, parts, scenes }: Presented, fields: ResponseForm | undefined): Pick<Presented, 'value' | 'parts'> => ({
  // A story's way is not typed: it stands where it stood.
  ...(fields && value !== undefined && !scenes && { value: valueOf(fields) }),
  ...(fields && parts && { parts: parts.map((part) => ({ ...part, value: valueOf(fields, `response.${part.id}`) })) }),
});

const presentOne = ({ attempt, asked, language, kept }: AttemptPage, question: Question, number: number, rejected?: Rejected) => {
  const arrangement = attempt.questions[number - 1]?.arrangement;
  const response = answeredWith(attempt, question.id)?.response;
  const { text, body } = shownOf(question, asked.course, kept);
  const presented = typeOf(question).present(inLanguage(body, language), arrangement, response);
  return { id: question.id, number, type: question.type, text: inLanguage(text, language), reviewed: false, fileBase: fileBase(attempt._id, question.id), ...presented, ...withTyped(presented, rejected?.fields) };
};

/** What was typed and cannot be read, so that it stands in its fields again. */
export interface Rejected {
  /** As a question type gets it. */
  readonly fields: ResponseForm;
  readonly sentence: string;
}

/** The fields of `assessment/question`; `number` from 1. */
export function presentQuestion(page: AttemptPage, question: Question, number: number, rejected?: Rejected) {
  const { attempt, asked, language, t } = page;
  const answer = answeredWith(attempt, question.id);
  return {
    ...frame(page),
    question: presentOne(page, question, number, rejected),
    total: attempt.questions.length,
    marked: isMarked(attempt, question.id),
    savedAt: answer && isAnswered(attempt, question) ? timeOfDay(answer.at, language) : undefined,
    error: rejected && t(rejected.sentence),
    action: `${questionAddress(attempt._id, number)}?shown=${fingerprintOf(question, answer?.response)}${isMarked(attempt, question.id) ? MARKED : ''}&page=${pageName()}`,
    strip: questionsOf(asked, attempt).map((one, index) => ({
      number: index + 1,
      answered: isAnswered(attempt, one),
      marked: isMarked(attempt, one.id),
      current: index + 1 === number,
    })),
    reportHref: reportAddress(attempt._id, number),
  };
}

/** The fields of `assessment/all-questions`. */
export function presentAllQuestions(page: AttemptPage, rejected: Readonly<Record<string, Rejected>> = {}) {
  const { attempt, asked, language, t } = page;
  const questions = questionsOf(asked, attempt);
  const latest = questions.map((one) => answeredWith(attempt, one.id)?.at ?? new Date(0)).reduce((a, b) => (a > b ? a : b), new Date(0));
  const shown = questions.map((one) => fingerprintOf(one, answeredWith(attempt, one.id)?.response)).join('.');
  return {
    ...frame(page),
    questions: questions.map((one, index) => ({ ...presentOne(page, one, index + 1, rejected[one.id]), name: fieldNameOf(one) })),
    savedAt: latest.getTime() > 0 ? timeOfDay(latest, language) : undefined,
    errors: Object.fromEntries(Object.entries(rejected).map(([id, { sentence }]) => [`q-${id}`, t(sentence)])),
    action: `${allQuestionsAddress(attempt._id)}?shown=${shown}&page=${pageName()}`,
  };
}

/** The fields of `assessment/confirm`. */
export function presentConfirm(page: AttemptPage) {
  const { attempt, asked } = page;
  const cells = questionsOf(asked, attempt).map((question, index) => ({
    number: index + 1,
    href: answerAddress(attempt._id, index + 1, asked.quiz.layout),
    answered: isAnswered(attempt, question),
    marked: isMarked(attempt, question.id),
  }));
  const place = ({ number, href }: (typeof cells)[number]) => ({ number, href });
  return {
    ...frame(page),
    total: cells.length,
    open: cells.filter((cell) => !cell.answered).map(place),
    marked: cells.filter((cell) => cell.marked).map(place),
    finishHref: finishAddress(attempt._id),
    backHref: answerAddress(attempt._id, cells.length, asked.quiz.layout),
  };
}

