import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';
import type { SittingAtRevision } from '../sittings/sitting-store.ts';

/** Field of a question -> sum over all attempts; see `contribution.ts` for what is summed. */
export type Sums = Record<string, number>;

/**
 * The sums that item analysis is worked out from, of one quiz or exam in all its versions. One document, so that adding
 * attempts and remembering which is one atomic update, and a page costs one look-up however many attempts there are.
 */
export interface CounterRecord {
  /** `course:quiz` */
  _id: string;
  course: string;
  quiz: string;
  /** Attempts that were counted. */
  attempts: number;
  questions: Record<string, Sums>;
  /** Unit of competency (see `fieldName`) -> `MINIMUM_QUESTIONS_RIGHT` -> attempts. */
  units: Record<string, Sums>;
  /** What the last update added: it may be that the sittings have not been told. */
  counting: SittingAtRevision[];
  revision: number;
  schemaVersion: number;
}

const schema = new Schema<CounterRecord>(
  {
    _id: { type: String, required: true },
    course: { type: String, required: true },
    quiz: { type: String, required: true },
    attempts: { type: Number, default: 0 },
    questions: { type: Schema.Types.Mixed, default: {} },
    units: { type: Schema.Types.Mixed, default: {} },
    counting: { type: Schema.Types.Mixed, default: [] },
    revision: { type: Number, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'item_counters', minimize: false },
);

export const counterModel = defineModel('ItemCounter', schema);
