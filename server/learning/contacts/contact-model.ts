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
  /** The account whose number it is: who sets one as a trainer sets the own, an administrator says whose it is. Undefined: nobody's here. */
  owner?: string | undefined;
  at: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const schema = new Schema<ContactRecord>(
  { _id: text, name: text, phone: text, by: text, owner: String, at: { type: Date, required: true }, schemaVersion: { type: Number, default: 2 } },
  { versionKey: false, collection: 'trainer-contacts' },
);
// Before an owner was kept, whoever set a number counts as its owner.
schema.index({ by: 1 });
schema.index({ owner: 1 });

export const contactModel = defineModel('TrainerContact', schema);
