import type { Connection } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import type { Courses } from '../learning/learning.ts';
import type { Standing, Standings } from '../learning/standing.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { insertAsIs, selectOptionalById, updateInTurn, withoutAbsent } from '../storage/storage.ts';
import { currentEvidence, stillCounts } from './count-attempt.ts';
import { wholePercent } from './percent.ts';
import { standingModel, type StandingRecord } from './standing-model.ts';

export const standingId = (learner: string, course: string): string => `${learner}:${course}`;

/** What a change may replace. */
export type StandingChange = Partial<Pick<StandingRecord, 'quizzes' | 'units' | 'grants' | 'extraTime' | 'renewal'>>;

const emptyStanding = (learner: string, course: string): StandingRecord => ({
  _id: standingId(learner, course),
  learner,
  course,
  quizzes: {},
  units: [],
  grants: [],
  revision: 0,
  schemaVersion: 1,
});

export type StandingStore = ReturnType<typeof createStandingStore>;

export function createStandingStore(connection: Connection, whereabouts: Whereabouts = NOBODY_FOLLOWS) {
  const standings = standingModel(connection);

  /** True when nobody else changed the standing since it was read. */
  const replace = async (read: StandingRecord, change: StandingChange): Promise<boolean> => {
    const { _id, revision, learner } = read;
    if (revision > 0) {
      return whereabouts.around(learner, () => updateInTurn(standings, [{ filter: { _id, revision }, update: { $set: withoutAbsent({ ...change, revision: revision + 1 }) } }]));
    }
    try {
      await whereabouts.around(learner, () => insertAsIs(standings, { ...read, ...change, revision: 1 }));
      return true;
    } catch (problem) {
      if (!isDuplicateKey(problem)) throw problem;
      return false;
    }
  };

  /** The standing; empty where nothing has been finished or granted. */
  const select = async (learner: string, course: string): Promise<StandingRecord> =>
    (await selectOptionalById(standings, standingId(learner, course))) ?? emptyStanding(learner, course);

  return {
    select,
    replace,

    /**
     * Changes a standing by a rule that sees all of it; when somebody else changed it meanwhile, the rule is asked
     * again. What the rule throws is passed on, undefined changes nothing.
     */
    async change(learner: string, course: string, rule: (standing: StandingRecord) => StandingChange | undefined | Promise<StandingChange | undefined>): Promise<void> {
      for (;;) {
        const read = await select(learner, course);
        const change = await rule(read);
        if (!change || (await replace(read, change))) return;
      }
    },

    async remove(learner: string, course: string): Promise<void> {
      await standings.deleteOne({ _id: standingId(learner, course) });
    },

    /** Of some learners in one course, by learner; who has none is absent. */
    async selectSome(course: string, learners: readonly string[]): Promise<ReadonlyMap<string, StandingRecord>> {
      const found = await standings.find({ _id: { $in: learners.map((learner) => standingId(learner, course)) } }).lean();
      return new Map(found.map((standing) => [standing.learner, standing]));
    },

    /** The standings of one course, a page of them in the order of `_id`. */
    async selectPageOfCourse(course: string, afterId: string | undefined, size: number): Promise<StandingRecord[]> {
      const filter = afterId ? { course, _id: { $gt: afterId } } : { course };
      return standings.find(filter).sort({ _id: 1 }).limit(size).lean();
    },
  };
}

/** As the other rooms see it: whole percents, rounded down. */
export const presentStanding = ({ quizzes, units }: Pick<StandingRecord, 'quizzes' | 'units'>): Standing => ({
  quizzes: Object.fromEntries(
    Object.entries(quizzes).map(([quiz, { best, passed, attempts }]) => [quiz, { best: wholePercent(best), passed, attempts }]),
  ),
  units: Object.fromEntries(units.map(({ code, score, met }) => [code, { score: wholePercent(score), met }])),
});

/** The learning room's port. `courses`: as published now, which decides what of earlier versions counts. */
export function createStandings(connection: Connection, courses: Pick<Courses, 'course'>): Standings {
  const store = createStandingStore(connection);
  return {
    async of(learner, course) {
      const whole = await store.select(learner, course);
      const today = courses.course(course);
      const mustRetake = [...Object.values(whole.quizzes), ...whole.units].some((evidence) => !stillCounts(evidence, today));
      return { ...presentStanding(currentEvidence(whole, today)), ...(mustRetake && { mustRetake }) };
    },
  };
}
