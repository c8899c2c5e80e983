import mongoose, { Schema, type Connection, type Model } from 'mongoose';
import { defineModel } from '../../server/storage/storage.ts';

/** A storage to judge: its connection, empty, and how to be rid of it. */
export interface Opened {
  readonly connection: Connection;
  close(): Promise<void>;
}

export interface Thing {
  _id: string;
  learner?: string | null | undefined;
  course?: string;
  score?: number;
  count?: number;
  active?: boolean;
  at?: Date;
  ref?: mongoose.Types.ObjectId;
  bytes?: Buffer;
  tags?: string[];
  answers?: Record<string, unknown>;
  place?: { region?: string; village?: string };
  slot?: string;
}

function thingSchema(collection: string): Schema<Thing> {
  const schema = new Schema<Thing>(
    {
      _id: { type: String, required: true },
      learner: String,
      course: String,
      score: Number,
      count: Number,
      active: Boolean,
      at: Date,
      ref: Schema.Types.ObjectId,
      bytes: Buffer,
      tags: { type: [String], default: undefined },
      answers: { type: Schema.Types.Mixed },
      place: { type: new Schema({ region: String, village: String }, { _id: false }) },
      slot: String,
    },
    { versionKey: false, minimize: false, collection },
  );
  schema.index({ learner: 1, course: 1 });
  schema.index({ score: -1, _id: 1 });
  return schema;
}

let made = 0;

/** A model of things over an empty collection of its own, with its indexes. */
export async function thingModel(connection: Connection, unique = false): Promise<Model<Thing>> {
  const schema = thingSchema(`things${process.pid}x${made}`);
  if (unique) schema.index({ course: 1, slot: 1 }, { unique: true });
  const model = defineModel<Thing>(`Thing${made++}`, schema)(connection);
  await model.init();
  return model;
}

export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? error.code : String(error)),
  );

export const ids = (things: readonly { _id: string }[]): string[] => things.map(({ _id }) => _id);

/** What the parts of the contract get: an empty model for each test, and how to declare a test. */
export interface Judged {
  readonly things: () => Model<Thing>;
  /** From now on, and empty again, with a unique index over course and slot. */
  readonly startUnique: () => Promise<void>;
  readonly promise: (title: string, act: () => Promise<void>) => void;
}
