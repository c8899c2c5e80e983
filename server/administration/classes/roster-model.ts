import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** What becomes of a row: `perhaps` waits for somebody to say whether it is the account that is there. */
export type Fate = 'new' | 'perhaps' | 'refused';

/** A list that was looked at; nothing of it counts until it is applied. */
export interface RosterRecord {
  _id: string;
  class: string;
  by: string;
  fileName: string;
  createdAt: Date;
  appliedAt?: Date | undefined;
  schemaVersion: number;
}

/** One line of the list. */
export interface RosterRow {
  /** `roster:line`, the line padded so that text sorts as numbers do. */
  _id: string;
  roster: string;
  /** Line in the sheet, the head being the first. */
  line: number;
  name: string;
  village?: string | undefined;
  regionCode?: string | undefined;
  phone?: string | undefined;
  fate: Fate;
  /** Why it is refused, a sentence in Indonesian. */
  reason?: string | undefined;
  /** The account it may be. */
  candidate?: string | undefined;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const rosterSchema = new Schema<RosterRecord>(
  { _id: text, class: text, by: text, fileName: text, createdAt: { type: Date, required: true }, appliedAt: Date, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'rosters' },
);
rosterSchema.index({ class: 1 });
rosterSchema.index({ createdAt: 1 });
export const rosterModel = defineModel('Roster', rosterSchema);

const rowSchema = new Schema<RosterRow>(
  {
    _id: text, roster: text, line: { type: Number, required: true }, name: { type: String, default: '' }, village: String, regionCode: String, phone: String,
    fate: text, reason: String, candidate: String, schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'roster-rows' },
);
rowSchema.index({ roster: 1, _id: 1 });
export const rosterRowModel = defineModel('RosterRow', rowSchema);
