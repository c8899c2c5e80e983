import type { Question } from '../../content/course.ts';
import { ownValue } from '../answers.ts';
import { optionalQuizOf, withKeyOf, type Asked } from '../asked-questions.ts';
import type { Assessment } from '../assessment.ts';
import { earnedIn, gradeAttempt, type AttemptResult, type MarkedPoints } from '../grade-attempt.ts';
import type { SittingRecord } from '../sittings/sitting-model.ts';

/** A question that would earn something else in a sitting; `more` than before, or less. */
export interface QuestionShift {
  readonly id: string;
  readonly more: boolean;
}

/** `untouched`: no question of it has another key; `touched`: one has, and the result stays. */
export interface JudgedSitting {
  readonly sitting: SittingRecord;
  readonly kind: 'untouched' | 'touched' | 'changed' | 'unreadable';
  /** By the new keys. Where nothing changes, the result as it is. */
  readonly result: AttemptResult;
  readonly questions: readonly QuestionShift[];
}

/** What grades the sittings of one version of one quiz, as it is and as it would be. */
interface Keys {
  readonly held: Asked;
  /** Question id -> the question with its new key, where that is another one. */
  readonly changed: ReadonlyMap<string, Question>;
}

const sameKey = (one: Question, other: Question): boolean =>
  one.points === other.points && JSON.stringify(one.body) === JSON.stringify(other.body);

export type SittingJudge = ReturnType<typeof createSittingJudge>;

/** Judges sittings of a course by the keys of `version`. What it works out for a version it keeps as long as it lives. */
export function createSittingJudge({ asked }: Pick<Assessment, 'asked'>, course: string, version: string) {
  const known = new Map<string, Promise<Keys | undefined>>();

  const read = async (sitting: Pick<SittingRecord, 'course' | 'quiz' | 'version' | 'gradedBy'>): Promise<Keys | undefined> => {
    const held = await asked.of(sitting);
    const today = await asked.courseOf(course, version);
    const now = new Map(optionalQuizOf(today, sitting.quiz)?.questions.map((question) => [question.id, question]));
    const changed = [...held.questions].flatMap(([id, question]): [string, Question][] => {
      const rekeyed = withKeyOf(question, now.get(id));
      return sameKey(question, rekeyed) ? [] : [[id, rekeyed]];
    });
    return { held, changed: new Map(changed) };
  };

  /** Undefined: a version that is not to be had. */
  const keysFor = (sitting: SittingRecord): Promise<Keys | undefined> => {
    const name = `${sitting.quiz}:${sitting.version}:${sitting.gradedBy}`;
    const keys = known.get(name) ?? read(sitting).catch(() => undefined);
    known.set(name, keys);
    return keys;
  };

  return {
    async judge(sitting: SittingRecord): Promise<JudgedSitting> {
      const keys = await keysFor(sitting);
      if (!keys) return { sitting, kind: 'unreadable', result: sitting.result, questions: [] };
      return judgeBy(keys, sitting);
    },
  };
}

const givenIn = ({ responses, marks = {} }: SittingRecord) => ({
  responseTo: (id: string): unknown => ownValue(responses, id) ?? undefined,
  markOf: (id: string): MarkedPoints | undefined => ownValue(marks, id),
});

function judgeBy({ held, changed }: Keys, sitting: SittingRecord): JudgedSitting {
  const ids = Object.keys(sitting.responses);
  const asked = changed.size === 0 ? [] : ids.filter((id) => changed.has(id));
  if (asked.length === 0) return { sitting, kind: 'untouched', result: sitting.result, questions: [] };
  const given = givenIn(sitting);
  const questions: QuestionShift[] = [];
  let weighs = false;
  for (const id of asked) {
    const question = changed.get(id);
    if (!question) continue;
    const before = ownValue(sitting.result.questions, id) ?? 0;
    const after = earnedIn(question, given);
    if (after !== before) questions.push({ id, more: after > before });
    if (question.points !== held.questions.get(id)?.points) weighs = true;
  }
  if (questions.length === 0 && !weighs) return { sitting, kind: 'touched', result: sitting.result, questions };
  const result = gradeAttempt({
    quiz: held.quiz,
    competencies: held.course.competencies,
    questions: ids.flatMap((id) => changed.get(id) ?? held.questions.get(id) ?? []),
    ...given,
  });
  return { sitting, kind: 'changed', result, questions };
}
