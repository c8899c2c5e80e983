import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { statusCountModel, statusPlaceModel } from './status-model.ts';
import { ENTRIES, type StatusPlace } from './status-place.ts';

/** A list is filled by half, so that a random place is found by the second draw on average and never by the hundredth. */
const GIVEN_A_LIST = ENTRIES / 2;
const MOST_DRAWS = 100;
const PLACES = 'places';

const idOf = ({ list, index }: StatusPlace): string => `${list}:${index}`;

export type StatusStore = ReturnType<typeof createStatusStore>;

/** Places in status lists: drawn at random, so that neighbours in a list are no neighbours in a class. */
export function createStatusStore(connection: Connection) {
  const places = statusPlaceModel(connection);
  const counts = statusCountModel(connection);
  /** Two that make the first count at once: MongoDB refuses one of them, which then finds it (its manual, "Upsert with Unique Index"). */
  const countOne = async (): Promise<number> => {
    const next = { $inc: { given: 1 }, $setOnInsert: { schemaVersion: 1 } };
    const counted = await counts.findOneAndUpdate({ _id: PLACES }, next, { upsert: true, returnDocument: 'after' }).lean();
    return counted?.given ?? 1;
  };

  return {
    async reserve(slot: string): Promise<StatusPlace> {
      const given = await countOne().catch((problem: unknown) => {
        if (isDuplicateKey(problem)) return countOne();
        throw problem;
      });
      const list = Math.floor((given - 1) / GIVEN_A_LIST) + 1;
      for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
        const place = { list, index: randomInt(ENTRIES) };
        try {
          await places.create({ _id: idOf(place), slot });
          return place;
        } catch (problem) {
          if (!isDuplicateKey(problem)) throw problem;
        }
      }
      throw new Error(`no free place in status list ${list} in ${MOST_DRAWS} draws: is the random source broken?`);
    },

    /** Gives a place back that no certificate stands at. */
    async release(place: StatusPlace): Promise<void> {
      await places.deleteOne({ _id: idOf(place) });
    },

    /** How many lists there are; 0: no certificate has been issued. */
    async countLists(): Promise<number> {
      const counted = await counts.findOne({ _id: PLACES }).lean();
      return Math.ceil((counted?.given ?? 0) / GIVEN_A_LIST);
    },
  };
}
