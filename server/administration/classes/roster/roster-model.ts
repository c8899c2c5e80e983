import { Schema } from 'mongoose';
import { defineModel } from '../../../storage/storage.ts';

/**
 * What becomes of a row: `perhaps` may be an account that is there, `unclear` may mean several things; both wait for somebody to
 * decide and are left out until then.
 */
export type Fate = 'new' | 'perhaps' | 'unclear' | 'refused';
export const FATES = ['new', 'perhaps', 'unclear', 'refused'] as const satisfies readonly Fate[];

export type RosterState = 'reading' | 'failed' | 'previewed' | 'applying' | 'applied' | 'undoing' | 'undone';
/** States in which somebody is at work. */
export const WORKING = ['reading', 'applying', 'undoing'] as const satisfies readonly RosterState[];

/** An organisation that a list names, whatever it turns out to be. */
export interface ListedOrganisation {
  /** `nameKeyOf` what rows say. */
  key: string;
  /** As the first row has it. */
  name: string;
  /** How many rows name it. */
  rows: number;
  /** Id of the organisation that is meant, or `new`; undefined: unknown, and its rows come in without one. */
  means?: string | undefined;
}

/** A list that was sent in; nothing of it counts until it is applied. */
export interface RosterRecord {
  /** Begins with the time it was sent, so that the newest are found first. */
  _id: string;
  class: string;
  by: string;
  /** The regions of whoever sent it, empty for all: nobody with a smaller scope sees it, and nothing beyond it is applied. */
  scope: string[];
  /** Kabupaten or kota of the class: counts for rows that name none. */
  regionCode?: string | undefined;
  /** Regions of the class when the list came; empty: all. */
  regions: string[];
  fileName: string;
  createdAt: Date;
  state: RosterState;
  /** Why it could not be read, or not be undone: a sentence in Indonesian. */
  problem?: string | undefined;
  sheet?: string | undefined;
  /** Headings of columns that were not read. */
  ignored: string[];
  holdsNationalId: boolean;
  /** Those of the rows, in the order of the list. */
  organisations?: ListedOrganisation[] | undefined;
  counts: Record<Fate, number>;
  /** Rows of `perhaps` for which somebody has decided. */
  decided: number;
  /** Rows that the work under way is through with. */
  done: number;
  /** Learners that are in the class by this list. */
  taken: number;
  /** Accounts that an undo had to leave. */
  left: number;
  /** The last row that the work under way is through with. */
  cursor?: number | undefined;
  /** Undoing: nobody has entered by a code of this list, so that rows are taken back now. */
  checked?: boolean | undefined;
  /** Since it was first applied; `at` marks what it wrote. */
  applied?: { by: string; at: Date; course: string; version: string } | undefined;
  worker?: string | undefined;
  until?: Date | undefined;
  schemaVersion: number;
}

/** One line of the list. */
export interface RosterRow {
  /** `roster:line`, the line padded so that text sorts as numbers do. */
  _id: string;
  roster: string;
  /** As the spreadsheet counts. */
  line: number;
  name: string;
  village?: string | undefined;
  regionCode?: string | undefined;
  phone?: string | undefined;
  /** Name of an organisation, as it was typed; see `ListedOrganisation`. */
  organisation?: string | undefined;
  fate: Fate;
  /** Why it is refused or unclear, a sentence in Indonesian; `{line}` stands for `sameAs`. */
  reason?: string | undefined;
  question?: 'region' | 'phone' | 'namesake' | undefined;
  /** The regions that it may mean, `NO_REGION` among them. */
  regions?: string[] | undefined;
  /** An earlier row with this name. */
  sameAs?: number | undefined;
  /** What was typed, while it is unclear. */
  typed?: { region: string; phone: string } | undefined;
  answers?: Answers | undefined;
  /** Accounts it may be. */
  candidates?: string[] | undefined;
  /** Of `perhaps`: `new`, or the id of a candidate. */
  decision?: string | undefined;
  /** Whom it became; written before anything is done for it, and final. */
  account?: string | undefined;
  schemaVersion: number;
}

/** Instead of a code: serves in no kabupaten or kota. */
export const NO_REGION = 'none';

/** What somebody said to an unclear row. */
export interface Answers {
  /** A code, or `NO_REGION`. */
  region?: string | undefined;
  phone?: 'none' | undefined;
  namesake?: 'other' | undefined;
}

const text = { type: String, required: true } as const;
const number = { type: Number, default: 0 } as const;
const date = { type: Date, required: true } as const;
const counts = new Schema({ new: number, perhaps: number, unclear: number, refused: number }, { _id: false });
const applied = new Schema({ by: text, at: date, course: text, version: text }, { _id: false });

const listedOrganisation = new Schema<ListedOrganisation>({ key: text, name: text, rows: number, means: String }, { _id: false });

const rosterSchema = new Schema<RosterRecord>(
  {
    _id: text, class: text, by: text, scope: { type: [String], default: [] }, regionCode: String, regions: { type: [String], default: [] }, fileName: text, createdAt: date, state: text, problem: String, sheet: String,
    ignored: { type: [String], default: [] }, holdsNationalId: { type: Boolean, default: false }, organisations: { type: [listedOrganisation], default: undefined }, counts: { type: counts, default: {} }, decided: number, done: number, taken: number, left: number,
    cursor: Number, checked: Boolean, applied, worker: String, until: Date, schemaVersion: { type: Number, default: 2 },
  },
  { versionKey: false, collection: 'rosters' },
);
rosterSchema.index({ class: 1, _id: 1 });
rosterSchema.index({ state: 1 });
export const rosterModel = defineModel('Roster', rosterSchema);

const rowSchema = new Schema<RosterRow>(
  {
    _id: text, roster: text, line: { type: Number, required: true }, name: { type: String, default: '' }, village: String, regionCode: String, phone: String, organisation: String, fate: text, reason: String, question: String,
    regions: { type: [String], default: undefined }, sameAs: Number, typed: { type: new Schema({ region: String, phone: String }, { _id: false }) },
    answers: { type: new Schema({ region: String, phone: String, namesake: String }, { _id: false }) }, candidates: { type: [String], default: undefined }, decision: String, account: String,
    schemaVersion: { type: Number, default: 2 },
  },
  { versionKey: false, collection: 'roster-rows' },
);
rowSchema.index({ roster: 1, line: 1 });
rowSchema.index({ roster: 1, fate: 1, line: 1 });
export const rosterRowModel = defineModel('RosterRow', rowSchema);
