import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';
import type { AttemptResult } from '../grade-attempt.ts';
import type { GradedSitting } from '../sittings/sitting-model.ts';
import type { CertificateTouch } from './certificates-touched.ts';
import type { RegradeSummary } from './summary.ts';

/** `previewing`, `applying` and `undoing` are under way, by whoever holds `worker`. */
export const REGRADE_STATES = ['previewing', 'previewed', 'applying', 'applied', 'undoing', 'undone'] as const;
export type RegradeState = (typeof REGRADE_STATES)[number];
export const WORKING: readonly RegradeState[] = ['previewing', 'applying', 'undoing'];

/** Who decided what, when and why: the audit of a regrade. */
export interface RegradeDecision {
  to: RegradeState;
  at: Date;
  /** Account id, or the name given on the command line. */
  by: string;
  reason: string;
}

/** All finished attempts of a course, graded anew by the keys of the version that was published at the preview. */
export interface RegradeRecord {
  _id: string;
  course: string;
  /** The version whose keys are applied. */
  version: string;
  /** Versions that attempts were graded by and that these keys differ from, as the preview found them. */
  from: string[];
  state: RegradeState;
  at: Date;
  /** Place of the last sitting that is done with; absent: none yet. */
  cursor?: string | undefined;
  /** What the preview found; while it is under way, so far. */
  summary: RegradeSummary;
  /** Attempts that were given another result, or their old one back. */
  changed: number;
  history: RegradeDecision[];
  worker?: string | undefined;
  /** Until when the worker is believed to be alive. */
  until?: Date | undefined;
  schemaVersion: number;
}

/** One learner whose outcome a regrade would change, or whose certificate it touches. */
export interface RegradeEffect {
  /** `regrade:quiz:learner` */
  _id: string;
  /** `regrade:rank:quiz:learner`: the gravest first. */
  place: string;
  regrade: string;
  learner: string;
  quiz: string;
  /** Units and the quiz that would be met, and no longer be met. */
  gained: string[];
  lost: string[];
  quizPassed?: 'gained' | 'lost' | undefined;
  certificate?: CertificateTouch | undefined;
  schemaVersion: number;
}

/** One attempt that a regrade has changed: enough to take it back exactly. */
export interface RegradeChange {
  /** `regrade:attempt` */
  _id: string;
  /** `regrade:` and the place of the sitting. */
  place: string;
  regrade: string;
  attempt: string;
  before: GradedSitting & { regrade?: string | undefined };
  after: { gradedBy: string; result: AttemptResult };
  schemaVersion: number;
}

const regradeSchema = new Schema<RegradeRecord>(
  {
    _id: { type: String, required: true },
    course: { type: String, required: true },
    version: { type: String, required: true },
    from: { type: [String], default: [] },
    state: { type: String, required: true },
    at: { type: Date, required: true },
    cursor: String,
    summary: { type: Schema.Types.Mixed, required: true },
    changed: { type: Number, default: 0 },
    history: { type: Schema.Types.Mixed, default: [] },
    worker: String,
    until: Date,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'regrades', minimize: false },
);
regradeSchema.index({ at: -1, _id: -1 });
regradeSchema.index({ course: 1, at: -1 });
regradeSchema.index({ state: 1 });

const effectSchema = new Schema<RegradeEffect>(
  {
    _id: { type: String, required: true },
    place: { type: String, required: true },
    regrade: { type: String, required: true },
    learner: { type: String, required: true },
    quiz: { type: String, required: true },
    gained: { type: [String], default: [] },
    lost: { type: [String], default: [] },
    quizPassed: String,
    certificate: { type: Schema.Types.Mixed },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'regrade_effects' },
);
effectSchema.index({ place: 1 });

const changeSchema = new Schema<RegradeChange>(
  {
    _id: { type: String, required: true },
    place: { type: String, required: true },
    regrade: { type: String, required: true },
    attempt: { type: String, required: true },
    before: { type: Schema.Types.Mixed, required: true },
    after: { type: Schema.Types.Mixed, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'regrade_changes', minimize: false },
);
changeSchema.index({ place: 1 });

export const regradeModel = defineModel('Regrade', regradeSchema);
export const regradeEffectModel = defineModel('RegradeEffect', effectSchema);
export const regradeChangeModel = defineModel('RegradeChange', changeSchema);
