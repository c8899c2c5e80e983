import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** Something that a class is told. */
export interface AnnouncementRecord {
  /** `class:key`, the key made with the form and beginning with the time, so that a form sent twice tells once and the newest are found first. */
  _id: string;
  class: string;
  /** Plain text. */
  text: string;
  /** Account of whoever wrote it. */
  by: string;
  /** The regions that its author answers for; empty: all. Learners beyond them are not told. */
  scope: string[];
  createdAt: Date;
  /** Taken back: nobody sees it any more. */
  withdrawnAt?: Date | undefined;
  /** Mails still have to be put into the outbox. */
  mailing?: boolean | undefined;
  /** It goes out by mail too. */
  byMail: boolean;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const announcementSchema = new Schema<AnnouncementRecord>(
  {
    _id: text, class: text, text, by: text, scope: { type: [String], default: [] }, createdAt: { type: Date, required: true }, withdrawnAt: Date, mailing: Boolean,
    byMail: { type: Boolean, default: false }, schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'announcements' },
);
announcementSchema.index({ class: 1, _id: 1 });
announcementSchema.index({ mailing: 1 });
export const announcementModel = defineModel('Announcement', announcementSchema);

/** A learner has put an announcement away. */
export interface DismissalRecord {
  /** `announcement:learner` */
  _id: string;
  announcement: string;
  learner: string;
  at: Date;
  schemaVersion: number;
}

const dismissalSchema = new Schema<DismissalRecord>(
  { _id: text, announcement: text, learner: text, at: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'announcement-dismissals' },
);
dismissalSchema.index({ announcement: 1, _id: 1 });
export const dismissalModel = defineModel('AnnouncementDismissal', dismissalSchema);

/** A mail that has to go out, to one learner. The address is read from the account when it is sent, and is not kept here. */
export interface OutboxRecord {
  /** `announcement:learner`: nobody is written to twice for one announcement. */
  _id: string;
  announcement: string;
  learner: string;
  state: 'waiting' | 'sent' | 'failed';
  tries: number;
  /** When it is tried next; absent: not any more. */
  due?: Date | undefined;
  /** What the server said, as a code (`ECONNREFUSED`, `550`). */
  fault?: string | undefined;
  schemaVersion: number;
}

const outboxSchema = new Schema<OutboxRecord>(
  { _id: text, announcement: text, learner: text, state: text, tries: { type: Number, default: 0 }, due: Date, fault: String, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'outbox' },
);
outboxSchema.index({ due: 1 });
outboxSchema.index({ announcement: 1, state: 1 });
export const outboxModel = defineModel('Outbox', outboxSchema);
