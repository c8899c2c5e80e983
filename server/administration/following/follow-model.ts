import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** Where one member of a class stands, as the counters hold it. */
export interface FollowState {
  /** Kemendagri code; `NO_REGION` where none is confirmed. */
  region: string;
  /** See `place.ts`. */
  place: string;
  /** Code of each unit that was examined -> whether its minimum is met. A list, since codes contain dots. */
  units: { code: string; met: boolean }[];
  /** Answers that wait for somebody to mark them; absent: none. */
  unmarked?: number | undefined;
}

export const NO_REGION = '-';

/** A member of a class, followed. Derived: everything in it can be worked out anew (`check-follows.ts`). */
export interface FollowRecord {
  /** `class:learner`, as the member's. */
  _id: string;
  class: string;
  learner: string;
  /** What the counters hold; undefined: nothing. */
  counted?: FollowState | undefined;
  /** `counted.place` and `counted.region`, for lists. */
  place?: string | undefined;
  region?: string | undefined;
  /** When the learner came to this place, as far as is known. */
  since?: Date | undefined;
  /** When it has to be looked at again; absent: nothing has happened. */
  due?: Date | undefined;
  /** Writes around this member that were begun, and that have ended: who has looked clears `due` only where both are as they were. */
  begun: number;
  ended: number;
  /** `begun`, where a write that had not ended has been waited for. */
  waited?: number | undefined;
  /** The step of the journal that wrote `counted`. */
  step: number;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const count = { type: Number, default: 0 } as const;
const followSchema = new Schema<FollowRecord>(
  {
    _id: text, class: text, learner: text, counted: { type: Schema.Types.Mixed }, place: String, region: String, since: Date, due: Date, begun: count, ended: count, waited: Number, step: count,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'follows', minimize: false },
);
followSchema.index({ learner: 1 });
followSchema.index({ due: 1 });
// Who has stood longest at a place comes first.
followSchema.index({ class: 1, place: 1, since: 1, _id: 1 });
followSchema.index({ class: 1, place: 1, region: 1, since: 1, _id: 1 });
export const followModel = defineModel('Follow', followSchema);

/** How many of a group (a class, a course) within a region stand where. */
export interface FollowCounter {
  /** `group@region` */
  _id: string;
  /** See `groups.ts`. */
  group: string;
  region: string;
  /** See `contribution.ts`; whole numbers. */
  counts: Record<string, number>;
  /** The last step of the journal that it holds. */
  step: number;
  schemaVersion: number;
}

const counterSchema = new Schema<FollowCounter>(
  { _id: text, group: text, region: text, counts: { type: Schema.Types.Mixed, default: {} }, step: count, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'follow-counters', minimize: false },
);
counterSchema.index({ group: 1, region: 1 });
export const followCounterModel = defineModel('FollowCounter', counterSchema);

export interface MovedMember {
  id: string;
  begun: number;
  ended: number;
  /** Look again then: a write had not ended when this was read. */
  again?: Date | undefined;
  since: Date;
  /** Undefined: a member no more. */
  state?: FollowState | undefined;
}

/** What one step changes: members move, and the counters by the difference. */
export interface FollowStep {
  members: MovedMember[];
  /** `set`: these counts and no others, else added. */
  counters: { group: string; region: string; counts: [key: string, value: number][]; set?: true | undefined }[];
}

/** The version of a course that members were last looked at in. */
export interface FollowedVersion {
  /** The course's id. */
  _id: string;
  version: string;
  schemaVersion: number;
}

const versionSchema = new Schema<FollowedVersion>(
  { _id: text, version: text, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'followed-versions' },
);
export const followedVersionModel = defineModel('FollowedVersion', versionSchema);

/** The one step that is being taken, written down before it is taken. */
export interface FollowJournal {
  _id: string;
  number: number;
  /** Absent: it has been taken to its end. */
  work?: FollowStep | undefined;
  schemaVersion: number;
}

const journalSchema = new Schema<FollowJournal>(
  { _id: text, number: count, work: { type: Schema.Types.Mixed }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'follow-journal', minimize: false },
);
export const followJournalModel = defineModel('FollowJournal', journalSchema);
