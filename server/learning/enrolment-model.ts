import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/**
 * A learner in a course, and how far he or she has read. One document holds the whole progress of a course, so
 * that a lesson page costs one look-up.
 */
export interface EnrolmentRecord {
  /** `learner:course` */
  _id: string;
  learner: string;
  course: string;
  /** The version of the course that was begun; `on_change: pin` holds the learner to what it demands. */
  version: string;
  startedAt: Date;
  /** Where to go on, on any device. */
  lastLesson?: string | undefined;
  lastAt: Date;
  /** Lesson id -> when it was read to its end. */
  read: Record<string, Date>;
  /** Lesson id -> seconds it was looked at. */
  seconds: Record<string, number>;
  /** Device -> lesson id -> seconds that it has told of, read without a network; they are in `seconds` too. */
  phones?: Record<string, Record<string, number>> | undefined;
  /** Accounts of the same person whose progress was added. */
  merged?: Record<string, true> | undefined;
  /** Lesson id -> when it was marked to be found again. */
  bookmarks?: Record<string, Date> | undefined;
  /** Lessons that have a note (`lesson-notes`), so that a page without one asks for none. */
  noted?: Record<string, true> | undefined;
  schemaVersion: number;
}

/** When something was last learned. Undefined: nothing yet, since being enrolled alone is no learning. */
export const lastLearned = ({ startedAt, lastAt }: Pick<EnrolmentRecord, 'startedAt' | 'lastAt'>): Date | undefined => (lastAt > startedAt ? lastAt : undefined);

const schema = new Schema<EnrolmentRecord>(
  {
    _id: { type: String, required: true },
    learner: { type: String, required: true },
    course: { type: String, required: true },
    version: { type: String, required: true },
    startedAt: { type: Date, required: true },
    lastLesson: String,
    lastAt: { type: Date, required: true },
    read: { type: Schema.Types.Mixed, default: {} },
    seconds: { type: Schema.Types.Mixed, default: {} },
    phones: { type: Schema.Types.Mixed, default: undefined },
    merged: { type: Schema.Types.Mixed, default: undefined },
    bookmarks: { type: Schema.Types.Mixed, default: undefined },
    noted: { type: Schema.Types.Mixed, default: undefined },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'enrolments', minimize: false },
);
schema.index({ learner: 1 });
schema.index({ course: 1, _id: 1 });

export const enrolmentModel = defineModel('Enrolment', schema);
