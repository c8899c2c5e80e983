import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { randomId } from '../../accounts/random-id.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { classModel, memberModel, type ClassRecord } from './class-model.ts';

/** Stands for "any number", so that taking a seat is one comparison. */
export const NO_QUOTA = 1_000_000_000;
/** A request that began so long ago is over, one way or the other. */
const STALE_MS = 60_000;
/** Marks one who goes. */
const LEAVING = 'out_';
const BATCH = 1000;
const MOST_TRIES = 10;

export const seatsLeftOf = (quota: number | undefined, members: number): number => (quota ?? NO_QUOTA) - members;

const isFresh = (since: Date): boolean => Date.now() - since.getTime() < STALE_MS;
/** Something was cut off between a member and the counter. */
export const needsRecount = ({ unsettled = {} }: Pick<ClassRecord, 'unsettled'>): boolean => Object.values(unsettled).some((since) => !isFresh(since));

/**
 * The seats of a class. A seat is taken in one atomic update that also leaves a token; then the member is written with that
 * token, then the token goes. Whoever is cut off in between leaves a token, and `recount` sets the counters right from the
 * members themselves. So a quota is never exceeded by codes, and no seat is lost for ever.
 */
export function createSeats(connection: Connection) {
  const classes = classModel(connection);
  const members = memberModel(connection);
  const held = (token: string) => ({ [`unsettled.${token}`]: { $exists: true } });
  const done = (token: string) => ({ [`unsettled.${token}`]: 1 as const });

  /** How many members there are, those left out that took a seat with one of these tokens. */
  const countMembers = async (classId: string, except: ReadonlySet<string>): Promise<number> => {
    let counted = 0;
    for (let after = ''; ; ) {
      const batch = await members.find({ class: classId, _id: { $gt: after } }, { token: 1 }).sort({ _id: 1 }).limit(BATCH).lean();
      counted += batch.filter(({ token }) => token === undefined || !except.has(token)).length;
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) return counted;
      // Reading alone lets nobody else in between.
      await nextTurn();
      after = last._id;
    }
  };

  return {
    /** The token of a seat; undefined: the class is full or not open. */
    async takeSeat(classId: string): Promise<string | undefined> {
      const token = randomId();
      const { modifiedCount } = await classes.updateOne(
        { _id: classId, state: 'open', seatsLeft: { $gt: 0 } },
        { $inc: { seatsLeft: -1, memberCount: 1, seatVersion: 1 }, $set: { [`unsettled.${token}`]: new Date() } },
      );
      return modifiedCount === 1 ? token : undefined;
    },
    /** The member sits. */
    async settleSeat(classId: string, token: string): Promise<void> {
      await classes.updateOne({ _id: classId, ...held(token) }, { $unset: done(token), $inc: { seatVersion: 1 } });
    },
    /** The seat is free again; once, however often it is asked for. */
    async giveSeatBack(classId: string, token: string): Promise<void> {
      await classes.updateOne({ _id: classId, ...held(token) }, { $unset: done(token), $inc: { seatsLeft: 1, memberCount: -1, seatVersion: 1 } });
    },
    /** Says that a member goes, before it does; the token is settled where nobody went, else given back. */
    async beginLeaving(classId: string): Promise<string> {
      const token = LEAVING + randomId();
      await classes.updateOne({ _id: classId }, { $set: { [`unsettled.${token}`]: new Date() }, $inc: { seatVersion: 1 } });
      return token;
    },
    /** Counts the members anew: after a list, and after something was cut off. Gives up where others keep changing them: the next look does it. */
    async recount(classId: string): Promise<void> {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const record = await selectOptionalById(classes, classId);
        if (!record) return;
        const entries = Object.entries(record.unsettled ?? {});
        const fresh = new Set(entries.filter(([, since]) => isFresh(since)).map(([token]) => token));
        if ([...fresh].some((token) => token.startsWith(LEAVING))) return;
        // Each that is on its way counts once, whether its member was there already or not.
        const memberCount = fresh.size + (await countMembers(classId, fresh));
        const stale = Object.fromEntries(entries.filter(([token]) => !fresh.has(token)).map(([token]) => [`unsettled.${token}`, 1 as const]));
        const { matchedCount } = await classes.updateOne(
          { _id: classId, seatVersion: record.seatVersion },
          { $set: { memberCount, seatsLeft: seatsLeftOf(record.quota, memberCount) }, $inc: { seatVersion: 1 }, ...(Object.keys(stale).length > 0 ? { $unset: stale } : {}) },
        );
        if (matchedCount === 1) return;
      }
    },
  };
}
