import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** A serial that is taken, for ever. Without a certificate in its slot that bears it, it is what a crash left: unknown. */
export interface SerialRecord {
  /** The serial's key, see `serial.ts`. */
  _id: string;
  /** `_id` of the certificate. */
  slot: string;
  reservedAt: Date;
  schemaVersion: number;
}

const serialSchema = new Schema<SerialRecord>(
  {
    _id: { type: String, required: true },
    slot: { type: String, required: true },
    reservedAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'serials' },
);

export const serialModel = defineModel('Serial', serialSchema);
