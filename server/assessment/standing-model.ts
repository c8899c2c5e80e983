import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** Which version of the course the evidence is from; undefined in what was counted before this was kept. */
export interface EvidenceVersion {
  version?: string | undefined;
  /** That version's author asked for a retake: nothing from an earlier one counts beside it. */
  fresh?: true | undefined;
}

export interface CountedQuiz extends EvidenceVersion {
  /** Unrounded percent of the best attempt. */
  best: number;
  passed: boolean;
  /** Number of the last attempt that was finished. */
  attempts: number;
  lastAttempt: string;
  lastFinishedAt: Date;
}

/** The evidence for a unit of competency: the best attempt that contained it. */
export interface CountedUnit extends EvidenceVersion {
  code: string;
  /** Unrounded percent. */
  score: number;
  met: boolean;
  attempt: string;
  /** Its number; later attempts are of the same or a later version. */
  number?: number | undefined;
  /** The edition of the unit that was examined. */
  edition: number;
}

export interface Grant {
  quiz: string;
  reason: string;
  /** Account of the trainer or administrator. */
  by: string;
  at: Date;
}

/** More time for somebody who needs it, in all timed attempts begun from then on. */
export interface ExtraTime {
  /** Percent of the limit; 0: none any more. */
  percent: number;
  reason: string;
  by: string;
  at: Date;
}

/**
 * A certificate that is being renewed, or was: its units have to be shown again. Attempts of the exam are numbered without
 * a gap, so their numbers tell what was shown before and what since.
 */
export interface RenewalMark {
  /** The certificate that it leads to: the second, the third. */
  cycle: number;
  /** The exam's last attempt before: what came up to it uses none of the attempts of now. */
  after: number;
  /** Evidence for these units counts from the attempts after that number alone; of earlier renewals too. */
  units: { code: string; after: number }[];
}

/**
 * What a learner has shown in a course, derived from the finished attempts so that no page has to read them all;
 * and the attempts granted beyond the limit, which stand here alone.
 */
export interface StandingRecord {
  /** `learner:course` */
  _id: string;
  learner: string;
  course: string;
  /** Quiz id -> ...; ids contain no dots. */
  quizzes: Record<string, CountedQuiz>;
  /** A list, since a competency's code contains dots. */
  units: CountedUnit[];
  grants: Grant[];
  extraTime?: ExtraTime | undefined;
  renewal?: RenewalMark | undefined;
  /** Raised with every change: who changes it writes only over the revision that was read. */
  revision: number;
  schemaVersion: number;
}

const schema = new Schema<StandingRecord>(
  {
    _id: { type: String, required: true },
    learner: { type: String, required: true },
    course: { type: String, required: true },
    quizzes: { type: Schema.Types.Mixed, default: {} },
    units: { type: Schema.Types.Mixed, default: [] },
    grants: { type: Schema.Types.Mixed, default: [] },
    extraTime: { type: Schema.Types.Mixed },
    renewal: { type: Schema.Types.Mixed },
    revision: { type: Number, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'standings', minimize: false },
);
schema.index({ course: 1, _id: 1 });

export const standingModel = defineModel('Standing', schema);
