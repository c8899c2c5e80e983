import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** The running numbers of one pattern in one year. Those named by a year alone are from before patterns had their own. */
export interface RunningNumberRecord {
  /** See `seriesOf`; `YYYY` of an old one. */
  _id: string;
  /** The last one given. */
  last: number;
  schemaVersion: number;
}

const runningNumberSchema = new Schema<RunningNumberRecord>(
  {
    _id: { type: String, required: true },
    last: { type: Number, default: 0 },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'certificate_numbers' },
);

export const runningNumberModel = defineModel('CertificateNumber', runningNumberSchema);

/** A document number that is taken, for ever. */
export interface TakenNumberRecord {
  /** As it is printed. */
  _id: string;
  takenAt: Date;
  schemaVersion: number;
}

const takenNumberSchema = new Schema<TakenNumberRecord>(
  {
    _id: { type: String, required: true },
    takenAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'document_numbers' },
);

export const takenNumberModel = defineModel('DocumentNumber', takenNumberSchema);
