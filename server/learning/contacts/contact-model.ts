import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** Whom the learners of a course may ask on WhatsApp. */
export interface ContactRecord {
  /** Id of the course. */
  _id: string;
  /** As learners read it. */
  name: string;
  /** Digits alone, with the country's code: `6281234567890`. */
  phone: string;
  /** Account that set it. */
  by: string;
  at: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const schema = new Schema<ContactRecord>(
  { _id: text, name: text, phone: text, by: text, at: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'trainer-contacts' },
);

export const contactModel = defineModel('TrainerContact', schema);
