import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

export type ReportState = 'open' | 'answered' | 'dismissed';

/** A learner's word that something in a lesson or a question is wrong. */
export interface MistakeReportRecord {
  /** Milliseconds since 1970 as 12 hexadecimal digits, then 8 random characters: sorts by time. */
  _id: string;
  course: string;
  lesson?: string | undefined;
  question?: string | undefined;
  text: string;
  /** Account; undefined: somebody who was not signed in. */
  learner?: string | undefined;
  at: Date;
  state: ReportState;
  answer?: string | undefined;
  answeredBy?: string | undefined;
  answeredAt?: Date | undefined;
  /** Answered, and whoever reported it has not said that it was read. */
  unread?: boolean | undefined;
  schemaVersion: number;
}

const schema = new Schema<MistakeReportRecord>(
  {
    _id: { type: String, required: true },
    course: { type: String, required: true },
    lesson: String,
    question: String,
    text: { type: String, required: true },
    learner: String,
    at: { type: Date, required: true },
    state: { type: String, required: true },
    answer: String,
    answeredBy: String,
    answeredAt: Date,
    unread: Boolean,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'mistakeReports' },
);
schema.index({ state: 1, _id: -1 });
schema.index({ state: 1, course: 1, _id: -1 });
schema.index({ learner: 1, _id: -1 });
schema.index({ learner: 1, unread: 1, _id: -1 });

export const mistakeReportModel = defineModel('MistakeReport', schema);
