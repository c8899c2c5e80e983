import { inLanguage } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { fileHeaders } from '../assessment/answer-files.ts';
import type { Marking } from '../assessment/mark-answer.ts';
import type { MarkingRecord } from '../assessment/marking-model.ts';
import { filesIn } from '../assessment/question-types/file.ts';
import { typeOf } from '../assessment/question-types/registry.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { selectMarkings } from './marking-list.ts';
import { courseTitle } from './learner-result.ts';

export const MARKING_PATH = '/admin/marking';
export { fileHeaders };

const titleOf = ({ learning }: Administration, course: string, language: Language): string => {
  const found = learning.courses.course(course);
  return found ? courseTitle(found, language) : course;
};

export interface MarkingsQuery {
  readonly state: MarkingRecord['state'];
  readonly after?: string | undefined;
}

/** The fields of `views/administration/markings.ejs`: who has waited longest comes first, or who was marked last. */
export async function presentMarkings(administration: Administration, { state, after }: MarkingsQuery, received: Received<unknown, unknown, unknown>) {
  const { language, t } = received;
  const { rows: shown, next } = await selectMarkings(administration, signedIn(received), state, after);
  const people = await administration.accounts.accounts.selectByIds([...new Set(shown.map(({ learner }) => learner))]);
  const names = new Map(people.map(({ _id, name }) => [_id, name]));
  return {
    state,
    tabs: [
      { href: MARKING_PATH, text: t('Menunggu'), current: state === 'waiting' },
      { href: `${MARKING_PATH}?state=marked`, text: t('Sudah dinilai'), current: state === 'marked' },
    ],
    rows: shown.map((row: MarkingRecord) => ({
      href: `${MARKING_PATH}/${row._id}`,
      name: names.get(row.learner) ?? row.learner,
      course: titleOf(administration, row.course, language),
      at: dateAndTime(row.at, language),
    })),
    nextHref: next === undefined ? undefined : `${MARKING_PATH}?state=${state}&after=${encodeURIComponent(next)}`,
  };
}

export interface MarkingErrors {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** The fields of `views/administration/marking.ejs`. */
export async function presentMarking(administration: Administration, marking: Marking, { language }: Received<unknown, unknown, unknown>, form?: MarkingErrors) {
  const { row, question, rubric, response, mark } = marking;
  const given = mark ? [...(mark.earlier ?? []), mark] : [];
  const people = await administration.accounts.accounts.selectByIds([...new Set([row.learner, ...given.map(({ by }) => by)])]);
  const nameOf = (id: string): string => people.find(({ _id }) => _id === id)?.name ?? id;
  const answer = typeof response === 'string' ? response : '';
  const typed = (name: string): string | undefined => {
    const value = form?.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const isFiles = typeOf(question).uploads !== undefined;
  const body = typeOf(question).review(inLanguage(question.body, language), [], response);
  return {
    person: nameOf(row.learner),
    course: titleOf(administration, row.course, language),
    at: dateAndTime(row.at, language),
    text: inLanguage(question.text, language),
    answer: isFiles ? undefined : answer,
    files: isFiles ? filesIn(answer) : [],
    fileBase: `${MARKING_PATH}/${row._id}/files/`,
    modelAnswer: body.modelAnswer,
    action: `${MARKING_PATH}/${row._id}`,
    isMarked: mark !== undefined,
    history: given.toReversed().map(({ points, comment, by, at, reason }) => ({
      by: nameOf(by),
      at: dateAndTime(at, language),
      points: rubric.map(({ id, title, points: most }) => `${title}: ${points[id] ?? 0} / ${most}`),
      comment,
      reason,
    })),
    reason: typed('reason') ?? '',
    criteria: rubric.map(({ id, title, points }) => ({
      name: `points.${id}`,
      title,
      value: typed(`points.${id}`) ?? String(mark?.points[id] ?? ''),
      options: Array.from({ length: points + 1 }, (_, given) => ({ value: String(given), text: `${given} / ${points}` })),
    })),
    comment: typed('comment') ?? mark?.comment ?? '',
    errors: form?.errors ?? {},
  };
}
