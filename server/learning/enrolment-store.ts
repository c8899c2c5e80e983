import type { Connection } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { insertMissing } from '../storage/insert-missing.ts';
import { selectOptionalById, updateInTurn } from '../storage/storage.ts';
import { enrolmentModel, type EnrolmentRecord } from './enrolment-model.ts';

export const enrolmentId = (learner: string, course: string): string => `${learner}:${course}`;

export type EnrolmentStore = ReturnType<typeof createEnrolmentStore>;

export function createEnrolmentStore(connection: Connection, whereabouts: Whereabouts = NOBODY_FOLLOWS) {
  const enrolments = enrolmentModel(connection);
  return {
    /** Enrols once; enrolling again changes nothing. True when it was new. */
    async enrol(learner: string, course: string, version: string): Promise<boolean> {
      const now = new Date();
      try {
        await whereabouts.around(learner, () =>
          enrolments.create({ _id: enrolmentId(learner, course), learner, course, version, startedAt: now, lastAt: now, read: {}, seconds: {} }),
        );
        return true;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },

    /** Enrols many; who is enrolled stays as it is. `at`: what tells those enrolled by this from others. */
    async enrolMany(learners: readonly string[], course: string, version: string, at: Date): Promise<void> {
      const facts = { course, version, startedAt: at, lastAt: at, read: {}, seconds: {}, schemaVersion: 1 };
      await insertMissing(enrolments, learners.map((learner): EnrolmentRecord => ({ _id: enrolmentId(learner, course), learner, ...facts })));
    },

    /** Takes back what `enrolMany` did at that moment, but for those who have begun to read. */
    async removeUntouched(learners: readonly string[], course: string, at: Date): Promise<void> {
      await enrolments.deleteMany({ _id: { $in: learners.map((learner) => enrolmentId(learner, course)) }, startedAt: at, lastAt: at, lastLesson: { $exists: false } });
    },

    selectOptional: (learner: string, course: string): Promise<EnrolmentRecord | undefined> =>
      selectOptionalById(enrolments, enrolmentId(learner, course)),

    /** Of some learners in one course, by learner; who is not in it is absent. */
    async selectSome(course: string, learners: readonly string[]): Promise<ReadonlyMap<string, EnrolmentRecord>> {
      const found = await enrolments.find({ _id: { $in: learners.map((learner) => enrolmentId(learner, course)) } }).lean();
      return new Map(found.map((enrolment) => [enrolment.learner, enrolment]));
    },

    async selectOfLearner(learner: string): Promise<EnrolmentRecord[]> {
      return enrolments.find({ learner }).lean();
    },

    /** The enrolments of one course, a page of them in the order of `_id`. */
    async selectPageOfCourse(course: string, afterId: string | undefined, size: number): Promise<EnrolmentRecord[]> {
      const filter = afterId ? { course, _id: { $gt: afterId } } : { course };
      return enrolments.find(filter).sort({ _id: 1 }).limit(size).lean();
    },

    /** From now on the learner has to finish this version: a certificate is renewed by what the course demands today. */
    async moveToVersion(learner: string, course: string, version: string): Promise<void> {
      await whereabouts.around(learner, () => enrolments.updateOne({ _id: enrolmentId(learner, course) }, { $set: { version } }));
    },

    /** All enrolments, a page of them in the order of `_id`. */
    async selectPage(afterId: string | undefined, size: number): Promise<EnrolmentRecord[]> {
      return enrolments.find(afterId ? { _id: { $gt: afterId } } : {}).sort({ _id: 1 }).limit(size).lean();
    },

    async rememberPlace(learner: string, course: string, lesson: string): Promise<void> {
      await enrolments.updateOne(
        { _id: enrolmentId(learner, course) },
        { $set: { lastLesson: lesson, lastAt: new Date() } },
      );
    },

    async setBookmark(learner: string, course: string, lesson: string, on: boolean): Promise<void> {
      const path = `bookmarks.${lesson}`;
      await enrolments.updateOne({ _id: enrolmentId(learner, course) }, on ? { $set: { [path]: new Date() } } : { $unset: { [path]: 1 } });
    },

    /** Whether a lesson has a note: a sign, so that its page need not ask. */
    async noteIsThere(learner: string, course: string, lesson: string, is: boolean): Promise<void> {
      const path = `noted.${lesson}`;
      await enrolments.updateOne({ _id: enrolmentId(learner, course) }, is ? { $set: { [path]: true } } : { $unset: { [path]: 1 } });
    },

    /** Marks a lesson as read; the first time counts. */
    async markRead(learner: string, course: string, lesson: string): Promise<void> {
      await whereabouts.around(learner, () =>
        enrolments.updateOne(
          { _id: enrolmentId(learner, course), [`read.${lesson}`]: { $exists: false } },
          { $set: { [`read.${lesson}`]: new Date() } },
        ),
      );
    },

    /**
     * What a phone noted: lessons read, of which the first time counts, and the seconds that a device has counted for a lesson, all told: a
     * number that only grows, so that what is told again, late or in another order adds nothing twice. All in one update, repeated where
     * another phone was faster.
     */
    async takeNotes(enrolment: EnrolmentRecord, reads: readonly string[], counted: readonly CountedSeconds[]): Promise<void> {
      for (let known: EnrolmentRecord | undefined = enrolment; known; known = await selectOptionalById(enrolments, enrolment._id)) {
        const change = changeOf(known, reads, counted, new Date());
        if (!change) return;
        if (await updateInTurn(enrolments, [{ filter: { _id: enrolment._id, ...change.condition }, update: change.update }])) return;
      }
    },

    /** What was read under another account of the same person is added to this one, once. */
    async moveTo({ _id, learner: from, course, version, read, seconds, startedAt, lastAt, bookmarks = {}, noted = {} }: EnrolmentRecord, into: string): Promise<void> {
      await this.enrol(into, course, version);
      const earliest = Object.fromEntries(Object.entries(read).map(([lesson, at]) => [`read.${lesson}`, at]));
      const added = Object.fromEntries(Object.entries(seconds).map(([lesson, spent]) => [`seconds.${lesson}`, spent]));
      const marker = `merged.${from}`;
      const update = { $min: { ...earliest, startedAt }, $max: { lastAt }, $set: { [marker]: true, ...Object.fromEntries(Object.entries(bookmarks).map(([lesson, at]) => [`bookmarks.${lesson}`, at])), ...Object.fromEntries(Object.keys(noted).map((lesson) => [`noted.${lesson}`, true])) }, ...(Object.keys(added).length > 0 && { $inc: added }) };
      await enrolments.updateOne({ _id: enrolmentId(into, course), [marker]: { $exists: false } }, update);
      await enrolments.deleteOne({ _id });
    },

    /** Bookmarks, and which devices told of which seconds, are nobody’s business once the learner has no name. */
    async forgetOwnThings(learner: string): Promise<void> {
      await enrolments.updateMany({ learner }, { $unset: { phones: 1, bookmarks: 1, noted: 1 } });
    },

    async addSeconds(learner: string, course: string, lesson: string, seconds: number): Promise<void> {
      await enrolments.updateOne(
        { _id: enrolmentId(learner, course) },
        { $inc: { [`seconds.${lesson}`]: seconds }, $set: { lastAt: new Date() } },
      );
    },
  };
}

/** `total`: seconds since the device first saw the lesson. */
export interface CountedSeconds {
  readonly device: string;
  readonly lesson: string;
  readonly total: number;
}

/** Undefined: nothing of it is new. */
function changeOf(known: EnrolmentRecord, reads: readonly string[], counted: readonly CountedSeconds[], now: Date) {
  const condition: Record<string, unknown> = {};
  const $set: Record<string, unknown> = {};
  const $inc: Record<string, number> = {};
  for (const lesson of reads) {
    if (known.read[lesson] !== undefined) continue;
    condition[`read.${lesson}`] = { $exists: false };
    $set[`read.${lesson}`] = now;
  }
  const highest = new Map<string, CountedSeconds>();
  for (const one of counted) {
    const path = `phones.${one.device}.${one.lesson}`;
    if (one.total > (highest.get(path)?.total ?? 0)) highest.set(path, one);
  }
  for (const [path, { device, lesson, total }] of highest) {
    const before = known.phones?.[device]?.[lesson];
    if (before !== undefined && before >= total) continue;
    condition[path] = before ?? { $exists: false };
    $set[path] = total;
    $inc[`seconds.${lesson}`] = ($inc[`seconds.${lesson}`] ?? 0) + total - (before ?? 0);
  }
  if (Object.keys($set).length === 0) return undefined;
  $set.lastAt = now;
  return { condition, update: { $set, ...(Object.keys($inc).length > 0 && { $inc }) } };
}
