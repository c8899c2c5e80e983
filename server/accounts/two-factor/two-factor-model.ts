import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** The second step of signing in, by an app that shows codes (RFC 6238). */
export interface TwoFactorRecord {
  /** Account. */
  _id: string;
  /** Base32; undefined: not switched on yet. */
  secret?: string | undefined;
  /** Shown at set-up, and kept when a code of it was typed. */
  pending?: string | undefined;
  /** The last time step whose code was taken: none is taken twice (RFC 6238, 5.2). */
  lastStep: number;
  /** SHA-256 of each recovery code that is left, hex. */
  recovery: Record<string, true>;
  schemaVersion: number;
}

const schema = new Schema<TwoFactorRecord>(
  {
    _id: { type: String, required: true }, secret: String, pending: String, lastStep: { type: Number, default: 0 },
    recovery: { type: Schema.Types.Mixed, default: {} }, schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'two_factors', minimize: false },
);
export const twoFactorModel = defineModel('TwoFactor', schema);

/** Rules about accounts that hold for everybody. There is one such document. */
export interface SecurityRules {
  /** `security` */
  _id: string;
  /** Trainers and administrators do nothing as such before they have a second step. */
  staffNeedsTwoFactor: boolean;
  /** Account of who decided. */
  by: string;
  at: Date;
  schemaVersion: number;
}

const rulesSchema = new Schema<SecurityRules>(
  { _id: { type: String, required: true }, staffNeedsTwoFactor: { type: Boolean, default: false }, by: String, at: Date, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'security_rules' },
);
export const securityRulesModel = defineModel('SecurityRules', rulesSchema);
