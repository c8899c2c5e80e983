import type { Connection } from 'mongoose';
import { compareTexts, mergedPage } from '../../storage/merged-page.ts';
import { classModel, classPlaceModel, type ClassRecord } from './class-model.ts';

/** The place of every class, for who reaches everything. */
const EVERYWHERE = 'all';
/** The newest classes on a page without further ones. */
const MOST_SHOWN = 200;

export const trainerPlace = (account: string): string => `trainer:${account}`;

type Placed = Pick<ClassRecord, '_id' | 'course' | 'regions' | 'trainers' | 'state'>;
const placesOf = ({ regions, trainers }: Placed): string[] => [EVERYWHERE, ...regions, ...trainers.map(trainerPlace)];
const idOf = (place: string, classId: string): string => `${place}~${classId}`;

export interface ListedClasses {
  /** Region codes spelt out, or a trainer's place; undefined: everywhere. */
  readonly places: readonly string[] | undefined;
  readonly archived?: boolean;
  readonly course?: string | undefined;
}

/** Classes as they stand in lists, the newest first. */
export function createClassListing(connection: Connection) {
  const classes = classModel(connection);
  const places = classPlaceModel(connection);

  const selectPage = async ({ places: wanted, archived = false, course }: ListedClasses, after: string | undefined, size: number): Promise<ClassRecord[]> => {
    const lists = (wanted ?? [EVERYWHERE]).map((place) => (from: string | undefined, most: number) =>
      places
        .find({ place, archived, ...(course === undefined ? {} : { course }), ...(from === undefined ? {} : { class: { $lt: from } }) })
        .sort({ class: -1 })
        .limit(most)
        .lean());
    const found = lists.length === 0 ? [] : await mergedPage(lists, { after, size, positionOf: (row) => row.class, compare: (a, b) => compareTexts(b, a) });
    const byId = new Map((await classes.find({ _id: { $in: found.map((row) => row.class) } }).lean()).map((record) => [record._id, record]));
    return found.flatMap((row) => byId.get(row.class) ?? []);
  };

  return {
    selectListed: selectPage,
    /** The newest that are not archived. `regions`: only classes of these; undefined: all. */
    selectNewest: (regions: readonly string[] | undefined): Promise<ClassRecord[]> => selectPage({ places: regions }, undefined, MOST_SHOWN),
    /** All classes that name this trainer, archived ones too. */
    async selectOfTrainer(account: string): Promise<ClassRecord[]> {
      const found = await places.find({ place: trainerPlace(account) }).lean();
      const own = await classes.find({ _id: { $in: found.map((row) => row.class) } }).lean();
      // A place may outlive for a moment what put it there.
      return own.filter(({ trainers }) => trainers.includes(account));
    },
    /** Written before the class itself: a place without its class is passed over. */
    async putPlaces(record: Placed): Promise<void> {
      const shared = { class: record._id, course: record.course, archived: record.state === 'archived', schemaVersion: 1 };
      for (const place of placesOf(record)) await places.updateOne({ _id: idOf(place, record._id) }, { $set: { ...shared, place } }, { upsert: true });
    },
    /** Where it stood before and stands no more. */
    async dropPlaces(before: Placed, after: Placed): Promise<void> {
      const kept = new Set(placesOf(after));
      const gone = placesOf(before).filter((place) => !kept.has(place));
      if (gone.length > 0) await places.deleteMany({ _id: { $in: gone.map((place) => idOf(place, before._id)) } });
    },
  };
}
