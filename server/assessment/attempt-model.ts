import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';
import type { AttemptResult } from './grade-attempt.ts';

/** A question of an attempt, and what was drawn for it (the order of its options). */
export interface DrawnQuestion {
  id: string;
  arrangement: unknown;
}

export interface AnswerRecord {
  response: unknown;
  at: Date;
  /** The device that gave the answer that counts. */
  device: string;
  /** Device -> the highest sequence that has arrived from it for this question. */
  seen?: Record<string, number>;
}

/** What a person gave for an answer. */
export interface MarkRecord extends GivenMark {
  /** What it was before it was corrected, the earliest first. */
  earlier?: GivenMark[] | undefined;
}

export interface GivenMark {
  /** Criterion id -> points of the rubric. */
  points: Record<string, number>;
  /** '' for none. */
  comment: string;
  /** Account of who marked. */
  by: string;
  at: Date;
  /** Why it took the place of the one before; absent in the first. */
  reason?: string | undefined;
}

/** One sitting of a quiz or an exam: a frozen list of its questions, and the answers as they are given. */
export interface AttemptRecord {
  /** `attemptId(learner, course, quiz, number)`: two starts at once give one attempt. */
  _id: string;
  learner: string;
  course: string;
  /** The version of the course whose questions are asked and whose key grades. */
  version: string;
  quiz: string;
  kind: 'quiz' | 'exam';
  /** From 1, without a gap. */
  number: number;
  state: 'open' | 'finished';
  /** An exam: the units of competency that are sat. */
  units?: string[] | undefined;
  /** In the order asked. */
  questions: DrawnQuestion[];
  /** What the draw and the arrangements were drawn from. */
  seed: string;
  startedAt: Date;
  deadline?: Date | undefined;
  finishedAt?: Date | undefined;
  /** Question id -> its answer; ids contain no dots. */
  answers: Record<string, AnswerRecord>;
  /** Questions to be looked at again. */
  marked: Record<string, true>;
  /** Question id -> what a person gave for its answer; absent where nobody has marked any. */
  marks?: Record<string, MarkRecord> | undefined;
  /** Absent for a moment, or after a crash, between finishing and grading. */
  result?: AttemptResult | undefined;
  /** After a regrade: the version whose keys gave the result. */
  gradedBy?: string | undefined;
  /**
   * When somebody has to look at this attempt even if its learner does not: an open one when its time is over, a
   * finished one from its end on until it is graded, counted and announced; absent otherwise.
   */
  due?: Date | undefined;
  /** Its id under another account of the same person, before the two became one. */
  movedFrom?: string | undefined;
  schemaVersion: number;
}

const schema = new Schema<AttemptRecord>(
  {
    _id: { type: String, required: true },
    learner: { type: String, required: true },
    course: { type: String, required: true },
    version: { type: String, required: true },
    quiz: { type: String, required: true },
    kind: { type: String, required: true },
    number: { type: Number, required: true },
    state: { type: String, required: true },
    units: { type: [String], default: undefined },
    questions: { type: Schema.Types.Mixed, required: true },
    seed: { type: String, required: true },
    startedAt: { type: Date, required: true },
    deadline: Date,
    finishedAt: Date,
    answers: { type: Schema.Types.Mixed, default: {} },
    marked: { type: Schema.Types.Mixed, default: {} },
    marks: { type: Schema.Types.Mixed },
    result: { type: Schema.Types.Mixed },
    gradedBy: String,
    due: Date,
    movedFrom: String,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'attempts', minimize: false },
);
// The only index: attempts are found by their deterministic `_id`, and every index is paid for with each answer saved.
schema.index({ due: 1, _id: 1 });

export const attemptModel = defineModel('Attempt', schema);

/** Where an attempt went that a certificate may still name by its old id. */
export interface MovedAttempt {
  /** The old id. */
  _id: string;
  to: string;
  schemaVersion: number;
}

const movedSchema = new Schema<MovedAttempt>(
  { _id: { type: String, required: true }, to: { type: String, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'moved_attempts' },
);
export const movedAttemptModel = defineModel('MovedAttempt', movedSchema);
