import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/**
 * An answer that a person has to mark: a row of the queue. What was given for it stands with the attempt; this is written
 * again whenever a finished attempt is settled, so that a crash in between loses none.
 */
export interface MarkingRecord {
  /** `TIME:ATTEMPT:QUESTION`; the attempt's end in hexadecimal milliseconds, so that the order of ids is that of waiting. */
  _id: string;
  attempt: string;
  question: string;
  course: string;
  quiz: string;
  learner: string;
  state: 'waiting' | 'marked';
  /** When the attempt ended. */
  at: Date;
  /** When a person had marked it. */
  markedAt?: Date | undefined;
  schemaVersion: number;
}

const schema = new Schema<MarkingRecord>(
  {
    _id: { type: String, required: true },
    attempt: { type: String, required: true },
    question: { type: String, required: true },
    course: { type: String, required: true },
    quiz: { type: String, required: true },
    learner: { type: String, required: true },
    state: { type: String, required: true },
    at: { type: Date, required: true },
    markedAt: Date,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'markings' },
);
schema.index({ state: 1, _id: 1 });
schema.index({ state: 1, course: 1, _id: 1 });
schema.index({ learner: 1, markedAt: -1 });
schema.index({ learner: 1, state: 1, course: 1 });

export const markingModel = defineModel('Marking', schema);
