import { Schema } from 'mongoose';
import { signatorySchema } from '../../certification/certificate-settings-model.ts';
import type { KeptPaper } from '../../certification/keep-paper.ts';
import { defineModel } from '../../storage/storage.ts';

/** `closed`: nobody enrols any more, results stay. `archived`: closed, and in no list until it is brought back. */
export type ClassState = 'open' | 'closed' | 'archived';
export const CLASS_STATES = ['open', 'closed', 'archived'] as const satisfies readonly ClassState[];

/** A class (angkatan): learners who take one course together. */
export interface ClassRecord {
  /** Begins with the time it was made, so that the newest are found first. */
  _id: string;
  name: string;
  course: string;
  /** Whose class it is: who reaches one of them sees it, who reaches all of them runs it. Empty: administrators without a scope only. */
  regions: string[];
  /** The region, where there is exactly one. */
  regionCode?: string | undefined;
  /** Ids of the organisations that take part. */
  organisations: string[];
  /** Accounts of the trainers who see the class. */
  trainers: string[];
  /** First and last day, `2027-02-10`, Western Indonesian Time. After the last one no code admits anybody. */
  begins?: string | undefined;
  ends?: string | undefined;
  /** How many may enrol by themselves; undefined: no limit. */
  quota?: number | undefined;
  /** The quota, or `NO_QUOTA`, less the members: what a code takes one of. Below 0 where a list brought in more. */
  seatsLeft: number;
  memberCount: number;
  /** Counts what happened to the seats, so that a recount knows whether something happened meanwhile. */
  seatVersion: number;
  /** Comings and goings that are not finished: token -> since when. See `seat-store.ts`. */
  unsettled?: Record<string, Date> | undefined;
  /** What its certificates say before course and site; absent: nothing. */
  paper?: KeptPaper | undefined;
  state: ClassState;
  by: string;
  createdAt: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const count = { type: Number, default: 0 } as const;
const paperSchema = new Schema({ issuerLines: { type: [String], default: [] }, place: String, legalBasis: String, documentNumber: String, logo: String, signatories: { type: [signatorySchema], default: [] } }, { _id: false });
const classSchema = new Schema<ClassRecord>(
  {
    _id: text, name: text, course: text, regions: { type: [String], default: [] }, regionCode: String, organisations: { type: [String], default: [] }, trainers: { type: [String], default: [] },
    begins: String, ends: String, quota: Number, seatsLeft: count, memberCount: count, seatVersion: count, unsettled: Schema.Types.Mixed, paper: paperSchema,
    state: text, by: text, createdAt: { type: Date, required: true }, schemaVersion: { type: Number, default: 2 },
  },
  { versionKey: false, collection: 'classes' },
);
export const classModel = defineModel('Class', classSchema);

/** That a class stands in the list of a place: lists of several regions are read from an index. */
export interface ClassPlaceRecord {
  /** `place~class` */
  _id: string;
  /** `all`, a region's code, or `trainer:ACCOUNT`. */
  place: string;
  class: string;
  course: string;
  archived: boolean;
  schemaVersion: number;
}

const placeSchema = new Schema<ClassPlaceRecord>(
  { _id: text, place: text, class: text, course: text, archived: { type: Boolean, default: false }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'class-places' },
);
placeSchema.index({ place: 1, archived: 1, class: -1 });
placeSchema.index({ place: 1, course: 1, archived: 1, class: -1 });
export const classPlaceModel = defineModel('ClassPlace', placeSchema);

export interface MemberRecord {
  /** `class:learner` */
  _id: string;
  class: string;
  learner: string;
  /** The name's place in lists, as it was on joining. */
  nameKey: string;
  /** Of the seat that it took, see `seat-store.ts`; absent where a list brought it in. */
  token?: string | undefined;
  joinedAt: Date;
  schemaVersion: number;
}

const memberSchema = new Schema<MemberRecord>(
  { _id: text, class: text, learner: text, nameKey: { type: String, default: '' }, token: String, joinedAt: { type: Date, required: true }, schemaVersion: { type: Number, default: 2 } },
  { versionKey: false, collection: 'class-members' },
);
memberSchema.index({ class: 1, _id: 1 });
memberSchema.index({ class: 1, nameKey: 1, _id: 1 });
memberSchema.index({ learner: 1 });
export const memberModel = defineModel('ClassMember', memberSchema);
