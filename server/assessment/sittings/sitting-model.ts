import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';
import type { AttemptResult, MarkedPoints } from '../grade-attempt.ts';

/** A result, and the version of the course whose keys gave it. */
export interface GradedSitting {
  gradedBy: string;
  result: AttemptResult;
}

/**
 * A finished attempt in a quarter of its size: what was answered and what it earned. Item analysis counts it and a
 * regrade reads it, so that neither has to walk through the attempts themselves. Derived from them (`rebuild-sittings.ts`).
 */
export interface SittingRecord extends GradedSitting {
  /** The attempt's. */
  _id: string;
  /** `course:quiz:learner:number`, see `placeOf`: the sittings of one learner stand side by side. */
  place: string;
  learner: string;
  course: string;
  quiz: string;
  kind: 'quiz' | 'exam';
  number: number;
  /** The version that was begun. */
  version: string;
  finishedAt: Date;
  /** Question id -> response; null: not answered. */
  responses: Record<string, unknown>;
  /** Question id -> what a person gave for its answer. */
  marks?: Record<string, MarkedPoints> | undefined;
  /** Question id -> seconds between the answer before and this one, where questions stand on pages of their own. */
  seconds?: Record<string, number> | undefined;
  /** Since when the counters of item analysis have to be told. */
  uncounted?: Date | undefined;
  /** What the counters hold of it, where a regrade has changed it since. */
  counted?: GradedSitting | undefined;
  /** The regrade that changed it last. */
  regrade?: string | undefined;
  /** Raised with every change of the result. */
  revision: number;
  schemaVersion: number;
}

const schema = new Schema<SittingRecord>(
  {
    _id: { type: String, required: true },
    place: { type: String, required: true },
    learner: { type: String, required: true },
    course: { type: String, required: true },
    quiz: { type: String, required: true },
    kind: { type: String, required: true },
    number: { type: Number, required: true },
    version: { type: String, required: true },
    gradedBy: { type: String, required: true },
    finishedAt: { type: Date, required: true },
    responses: { type: Schema.Types.Mixed, default: {} },
    marks: { type: Schema.Types.Mixed },
    seconds: { type: Schema.Types.Mixed },
    result: { type: Schema.Types.Mixed, required: true },
    uncounted: Date,
    counted: { type: Schema.Types.Mixed },
    regrade: String,
    revision: { type: Number, default: 1 },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'sittings', minimize: false },
);
schema.index({ place: 1 });
schema.index({ uncounted: 1 });

export const sittingModel = defineModel('Sitting', schema);
