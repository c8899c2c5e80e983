import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** Failures to sign in, by account and by account and address. */
export interface ThrottleRecord {
  /** `name:NAME` or `name:NAME:ADDRESS` */
  _id: string;
  failures: number;
  lastAt: Date;
  /** When the record no longer matters. */
  expiresAt: Date;
  schemaVersion: number;
}

const schema = new Schema<ThrottleRecord>(
  {
    _id: { type: String, required: true },
    failures: { type: Number, default: 0 },
    lastAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'throttles' },
);
schema.index({ expiresAt: 1 });

export const throttleModel = defineModel('Throttle', schema);
