import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';
import type { CertificateRecord } from './certificate-record.ts';
import type { StoredState } from './certificate-state.ts';

/** A change of state, with who made it and why; kept for ever. */
export interface StateChange {
  to: StoredState;
  at: Date;
  /** Account id of the administrator; `holder` or `system` where no administrator did it. */
  by: string;
  reason: string;
}

/** A certificate as it is kept: the frozen record, and beside it what may change (the state) and what lists need. */
export interface IssuedCertificate {
  /** The slot, `learner:course:cycle`: there cannot be two. See `slotOf`. */
  _id: string;
  learner: string;
  course: string;
  cycle: number;
  serial: string;
  /** The serial however it was typed, see `serial.ts`: what the verify page looks up. */
  serialKey?: string | undefined;
  /** Opens the whole verify page; it stands in the QR code only. */
  token: string;
  record: CertificateRecord;
  state: StoredState;
  /** `YYYY-MM-DD`; `NEVER` where the record has no end. */
  expiresOn: string;
  issuedAt: Date;
  /** When it was revoked; undefined: it is not. */
  revokedAt?: Date | undefined;
  /** When it was suspended; undefined: it is not. */
  suspendedAt?: Date | undefined;
  /** Serial of what stands in its place. */
  supersededBy?: string | undefined;
  /** Serial of what it stands in the place of. */
  supersedes?: string | undefined;
  /** Where its state is published, see `credential/status-list.ts`; samples have no place. */
  statusList?: number | undefined;
  statusIndex?: number | undefined;
  /** Opens the whole verify page as `token` does, until the holder takes it back. */
  shareToken?: string | undefined;
  /** The holder has agreed that whoever sees the whole page sees the scores. */
  showsScores?: boolean | undefined;
  /** The name for lists and searches, see `nameKeyOf`. */
  nameKey: string;
  /** The holder's confirmed region, `32.75`, whose administrators answer for it, and its two levels for filters, `32` and `32.75`. What the paper says is in the record. */
  regionCode?: string | undefined;
  province?: string | undefined;
  regency?: string | undefined;
  /** The account of the same person that held it before the two became one. */
  movedFrom?: string | undefined;
  history: StateChange[];
  schemaVersion: number;
}

const change = new Schema<StateChange>({ to: String, at: Date, by: String, reason: String }, { _id: false });

const schema = new Schema<IssuedCertificate>(
  {
    _id: { type: String, required: true },
    learner: { type: String, required: true },
    course: { type: String, required: true },
    cycle: { type: Number, required: true },
    serial: { type: String, required: true },
    serialKey: String,
    token: { type: String, required: true },
    record: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    expiresOn: { type: String, required: true },
    issuedAt: { type: Date, required: true },
    revokedAt: Date,
    suspendedAt: Date,
    supersededBy: String,
    supersedes: String,
    statusList: Number,
    statusIndex: Number,
    shareToken: String,
    showsScores: Boolean,
    // A withdrawn certificate has an empty one.
    nameKey: { type: String, default: '' },
    regionCode: String,
    province: String,
    regency: String,
    movedFrom: String,
    history: { type: [change], default: [] },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'certificates', minimize: false },
);
schema.index({ learner: 1 });
// Lists stand in the order of issue, newest first; what is filtered by equality comes before.
schema.index({ issuedAt: -1, _id: -1 });
schema.index({ course: 1, issuedAt: -1, _id: -1 });
schema.index({ province: 1, issuedAt: -1, _id: -1 });
schema.index({ regency: 1, issuedAt: -1, _id: -1 });
schema.index({ state: 1, issuedAt: -1, _id: -1 });
schema.index({ serialKey: 1 });
// A status list is made of the few that do not hold.
schema.index({ statusList: 1, state: 1 });
// None over `expiresOn`: it would draw the list of what is valid away from the order of issue, and into reading all of it.
// Searches stand in the order of names, under the same filters.
schema.index({ nameKey: 1, _id: 1 });
schema.index({ course: 1, nameKey: 1, _id: 1 });
schema.index({ province: 1, nameKey: 1, _id: 1 });
schema.index({ regency: 1, nameKey: 1, _id: 1 });
schema.index({ state: 1, nameKey: 1, _id: 1 });

export const certificateModel = defineModel('Certificate', schema);
