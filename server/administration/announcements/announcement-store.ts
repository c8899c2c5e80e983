import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { announcementModel, dismissalModel, type AnnouncementRecord } from './announcement-model.ts';

export type AnnouncementStore = ReturnType<typeof createAnnouncementStore>;

/** Ids of one class sort by the time their keys begin with. */
const ofClass = (classId: string) => ({ class: classId });

export function createAnnouncementStore(connection: Connection) {
  const announcements = announcementModel(connection);
  const dismissals = dismissalModel(connection);
  return {
    /** Once for each id; false: it was there. */
    async create(record: AnnouncementRecord): Promise<boolean> {
      try {
        await announcements.create(record);
        return true;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },
    selectOptional: (id: string): Promise<AnnouncementRecord | undefined> => selectOptionalById(announcements, id),
    async selectSome(ids: readonly string[]): Promise<AnnouncementRecord[]> {
      return announcements.find({ _id: { $in: [...ids] } }).lean();
    },
    /** The newest first. */
    async selectNewest(classId: string, most: number): Promise<AnnouncementRecord[]> {
      return announcements.find(ofClass(classId)).sort({ _id: -1 }).limit(most).lean();
    },
    async withdraw(id: string): Promise<void> {
      await announcements.updateOne({ _id: id }, { $set: { withdrawnAt: new Date() }, $unset: { mailing: 1 } });
    },
    async selectMailing(most: number): Promise<AnnouncementRecord[]> {
      return announcements.find({ mailing: true }).limit(most).lean();
    },
    async endMailing(id: string): Promise<void> {
      await announcements.updateOne({ _id: id }, { $unset: { mailing: 1 } });
    },

    /** Once; again changes nothing. */
    async dismiss(announcement: string, learner: string): Promise<void> {
      try {
        await dismissals.create({ _id: `${announcement}:${learner}`, announcement, learner, at: new Date(), schemaVersion: 1 });
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
      }
    },
    /** Which of these the learner has put away. */
    async selectDismissed(ids: readonly string[], learner: string): Promise<ReadonlySet<string>> {
      const found = await dismissals.find({ _id: { $in: ids.map((id) => `${id}:${learner}`) } }).lean();
      return new Set(found.map(({ announcement }) => announcement));
    },
    /** How many have put it away, counted up to `most`. */
    async countDismissed(announcement: string, most: number): Promise<number> {
      return (await dismissals.find({ announcement }, { _id: 1 }).limit(most).lean()).length;
    },
  };
}
