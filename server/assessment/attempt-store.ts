import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { insertAsIs, selectOptionalById, selectSomeById, updateAndSelect, updateInTurn } from '../storage/storage.ts';
import { allAtOnce, answerUpdates, type Answer } from './answer-updates.ts';
import { attemptId } from './attempt-id.ts';
import { attemptModel, movedAttemptModel, type AttemptRecord, type MarkRecord } from './attempt-model.ts';
import { withErased, withoutComments } from './erased-answers.ts';
import type { AttemptResult } from './grade-attempt.ts';

/** What of an attempt never changes once it has begun, so that it may be kept in memory. */
export type AttemptOutline = Readonly<
  Pick<AttemptRecord, '_id' | 'learner' | 'course' | 'version' | 'quiz' | 'kind' | 'number' | 'units' | 'questions' | 'deadline'>
>;

/** Outlines of about 3 KB each. */
const KEPT_OUTLINES = 5000;
const PROBED_AT_ONCE = 3;

export type AttemptStore = ReturnType<typeof createAttemptStore>;

export function createAttemptStore(connection: Connection) {
  const attempts = attemptModel(connection);
  const moves = movedAttemptModel(connection);
  const outlines = new Map<string, AttemptOutline>();

  const selectOptional = (id: string): Promise<AttemptRecord | undefined> => selectOptionalById(attempts, id);

  const keepOutline = ({ _id, learner, course, version, quiz, kind, number, units, questions, deadline }: AttemptRecord): AttemptOutline => {
    const outline = { _id, learner, course, version, quiz, kind, number, units, questions, deadline };
    if (outlines.size >= KEPT_OUTLINES) outlines.clear();
    outlines.set(_id, outline);
    return outline;
  };

  return {
    selectOptional,

    /** From memory where it can be: an answer that is saved needs no other read. */
    async selectOptionalOutline(id: string): Promise<AttemptOutline | undefined> {
      const known = outlines.get(id);
      if (known) return known;
      const attempt = await selectOptional(id);
      return attempt && keepOutline(attempt);
    },

    /** The last attempt of a quiz; `counted` attempts are known to have been finished, `known` has just been read. Numbers have no gap. */
    async selectOptionalLast(learner: string, course: string, quiz: string, counted: number, known?: AttemptRecord): Promise<AttemptRecord | undefined> {
      let last = known && known.number >= counted ? known : undefined;
      for (let from = last ? last.number + 1 : Math.max(1, counted); ; from += PROBED_AT_ONCE) {
        const ids = Array.from({ length: PROBED_AT_ONCE }, (_, index) => attemptId(learner, course, quiz, from + index));
        const found = await selectSomeById(attempts, ids);
        last = found.reduce<AttemptRecord | undefined>((latest, attempt) => (latest && latest.number > attempt.number ? latest : attempt), last);
        if (found.length < PROBED_AT_ONCE) return last;
      }
    },

    /** Every attempt of a quiz. Numbers have no gap. */
    async selectAll(learner: string, course: string, quiz: string): Promise<AttemptRecord[]> {
      const all: AttemptRecord[] = [];
      for (let from = 1; ; from += PROBED_AT_ONCE) {
        const ids = Array.from({ length: PROBED_AT_ONCE }, (_, index) => attemptId(learner, course, quiz, from + index));
        const found = await selectSomeById(attempts, ids);
        all.push(...found);
        if (found.length < PROBED_AT_ONCE) return all;
      }
    },

    async selectByIds(ids: readonly string[]): Promise<AttemptRecord[]> {
      return selectSomeById(attempts, ids);
    },

    /** Inserts the attempt, or gives the one that a start at the same moment has inserted. */
    async createOnce(attempt: AttemptRecord): Promise<AttemptRecord> {
      try {
        await insertAsIs(attempts, attempt);
        keepOutline(attempt);
        return attempt;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return (await selectOptional(attempt._id)) ?? attempt;
      }
    },

    /** Saves answers in an attempt that is open; true when something was saved. See `answerUpdates` for the rule. */
    async saveAnswers(id: string, answers: readonly Answer[], at: Date): Promise<boolean> {
      const inTurn = answerUpdates(answers, at);
      const together = inTurn.length > 1 ? allAtOnce(inTurn) : undefined;
      // Most often all of them are news: then they are one update.
      if (together && (await updateInTurn(attempts, [{ filter: { _id: id, state: 'open', ...together.condition }, update: together.update }]))) return true;
      return updateInTurn(
        attempts,
        inTurn.map(({ condition, update }) => ({ filter: { _id: id, state: 'open', ...condition }, update })),
      );
    },

    /** Closes an open attempt for answers; undefined when it was closed before. What it returns is final. */
    async close(id: string, finishedAt: Date): Promise<AttemptRecord | undefined> {
      return updateAndSelect(attempts, { _id: id, state: 'open' }, { $set: { state: 'finished', finishedAt, due: finishedAt } });
    },

    async saveResult(id: string, result: AttemptResult): Promise<void> {
      await updateInTurn(attempts, [{ filter: { _id: id, state: 'finished' }, update: { $set: { result } } }]);
    },

    /** Keeps a mark for an answer that has none, and has the attempt graded anew; undefined where it has one. */
    async saveMark(id: string, question: string, mark: MarkRecord, now: Date): Promise<AttemptRecord | undefined> {
      const unmarked = { _id: id, state: 'finished' as const, [`marks.${question}`]: { $exists: false } };
      const update = { $set: { [`marks.${question}`]: mark, due: now }, $unset: { result: 1 } };
      return (await attempts.findOneAndUpdate(unmarked, update, { returnDocument: 'after' }).lean()) ?? undefined;
    },

    /** Another mark in the place of `before`, and the attempt is graded anew; undefined where that is no longer the mark. */
    async correctMark(id: string, question: string, before: MarkRecord, mark: MarkRecord, now: Date): Promise<AttemptRecord | undefined> {
      const unchanged = { _id: id, state: 'finished' as const, [`marks.${question}.at`]: before.at };
      const update = { $set: { [`marks.${question}`]: mark, due: now }, $unset: { result: 1 } };
      return (await attempts.findOneAndUpdate(unchanged, update, { returnDocument: 'after' }).lean()) ?? undefined;
    },

    /** After a regrade, or after it was undone (`gradedBy` undefined). */
    async replaceResult(id: string, result: AttemptResult, gradedBy: string | undefined): Promise<void> {
      const update = gradedBy === undefined ? { $set: { result }, $unset: { gradedBy: 1 as const } } : { $set: { result, gradedBy } };
      await attempts.updateOne({ _id: id, state: 'finished' }, update);
    },

    /** Finished attempts, a page of them in the order of `_id`: for what is worked out from all of them anew. */
    async selectPageOfFinished(afterId: string | undefined, size: number): Promise<AttemptRecord[]> {
      const filter = { state: 'finished' as const, ...(afterId !== undefined && { _id: { $gt: afterId } }) };
      return attempts.find(filter).sort({ _id: 1 }).limit(size).lean();
    },

    /** Erasure: what was written or sent for these questions, and what was said of it; of an attempt still open, everything. */
    async forgetAnswers({ _id, state, answers, marks }: AttemptRecord, questions: readonly string[]): Promise<void> {
      outlines.delete(_id);
      const $set = state === 'open' ? { answers: {}, marked: {} } : { answers: withErased(answers, questions), ...(marks && { marks: withoutComments(marks) }) };
      await attempts.updateOne({ _id }, { $set });
    },

    async rememberMove(old: string, to: string): Promise<void> {
      await moves.updateOne({ _id: old }, { $set: { to, schemaVersion: 1 } }, { upsert: true });
    },

    /** Where attempts went that are no longer found by these ids. */
    async selectMoves(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      return new Map((await moves.find({ _id: { $in: [...ids] } }).lean()).map(({ _id, to }) => [_id, to]));
    },

    async remove(id: string): Promise<void> {
      outlines.delete(id);
      await attempts.deleteOne({ _id: id });
    },

    /** Graded, counted and announced: nobody has to look at it any more. `result`: saved as well, unless there is one, which a regrade gave. */
    async settle(id: string, result?: AttemptResult): Promise<void> {
      const $unset = { due: 1 as const };
      const finished = { _id: id, state: 'finished' };
      if (result && (await updateInTurn(attempts, [{ filter: { ...finished, result: { $exists: false } }, update: { $set: { result }, $unset } }]))) return;
      await updateInTurn(attempts, [{ filter: finished, update: { $unset } }]);
    },

    /** Attempts that somebody has to look at, a page of them, the one that waits longest first; `after`: the last of the page before. */
    async selectPageOfDue(now: Date, after: Pick<AttemptRecord, '_id' | 'due'> | undefined, size: number): Promise<AttemptRecord[]> {
      const { due: from, _id } = after ?? {};
      const beyond = from && _id !== undefined ? { $or: [{ due: { $gt: from } }, { due: from, _id: { $gt: _id } }] } : {};
      return attempts.find({ due: { $lte: now, ...(from && { $gte: from }) }, ...beyond }).sort({ due: 1, _id: 1 }).limit(size).lean();
    },
  };
}
