import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';
import type { Role } from '../web/viewer.ts';

/** How a region came to be confirmed: by a list that was applied, by the code of a class, by an administrator's word. */
export type RegionSource = 'roster' | 'class' | 'administrator';

export interface RegionChange {
  regionCode: string;
  how: RegionSource;
  /** Account of whoever confirmed it; of the learner where a class's code did. */
  by: string;
  at: Date;
}

export interface AccountRecord {
  /** 16 random characters; never shown. */
  _id: string;
  userName: string;
  /** As it shall be printed. */
  name: string;
  /** Lower case without diacritics, for lists and searches. */
  nameKey: string;
  /** argon2id in PHC form; undefined: a code has to be used first. */
  passwordHash?: string | undefined;
  role: Role;
  /** The confirmed region, a Kemendagri code, `32.75`: it decides which administrators see the account, so its owner cannot change it. */
  regionCode?: string | undefined;
  /** What its owner says; it decides nothing. */
  statedRegion?: string | undefined;
  /** True while the stated region is not the confirmed one: somebody has to decide. */
  asksRegion?: boolean | undefined;
  /** Who confirmed which region, oldest first. */
  regionHistory?: RegionChange[] | undefined;
  /** Id of the organisation (lembaga) that the person serves in. */
  organisation?: string | undefined;
  village?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  /** Administrators: confined to these region codes; empty: all. */
  scope: string[];
  /** Raised to end every session at once. */
  epoch: number;
  /** When the privacy notice was agreed to, and which edition of it. */
  consent?: { at: Date; edition: string } | undefined;
  createdAt: Date;
  /** The last time a session was begun. */
  lastSignInAt?: Date | undefined;
  /** Since when signing in takes a second step; undefined: the password is enough. */
  twoFactorSince?: Date | undefined;
  /** Since when it is being erased: what a crash has left of it is taken away by whoever looks next. */
  erasingSince?: Date | undefined;
  schemaVersion: number;
}

const regionChange = new Schema<RegionChange>({ regionCode: String, how: String, by: String, at: Date }, { _id: false });

const accountSchema = new Schema<AccountRecord>(
  {
    _id: { type: String, required: true },
    userName: { type: String, required: true },
    name: { type: String, required: true },
    nameKey: { type: String, required: true },
    passwordHash: String,
    role: { type: String, required: true },
    regionCode: String,
    statedRegion: String,
    asksRegion: Boolean,
    regionHistory: { type: [regionChange], default: undefined },
    organisation: String,
    village: String,
    phone: String,
    email: String,
    scope: { type: [String], default: [] },
    epoch: { type: Number, default: 0 },
    consent: { type: new Schema({ at: Date, edition: String }, { _id: false }) },
    createdAt: { type: Date, required: true },
    lastSignInAt: Date,
    twoFactorSince: Date,
    erasingSince: Date,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'accounts' },
);
accountSchema.index({ erasingSince: 1 });
accountSchema.index({ nameKey: 1, _id: 1 });
accountSchema.index({ role: 1, nameKey: 1, _id: 1 });
accountSchema.index({ regionCode: 1, nameKey: 1, _id: 1 });
accountSchema.index({ asksRegion: 1, nameKey: 1, _id: 1 });
accountSchema.index({ organisation: 1 }, { sparse: true });

export const accountModel = defineModel('Account', accountSchema);

/** Reserves a user name: what must be unique is a deterministic `_id`. */
export interface LoginRecord {
  /** `user:NAME` */
  _id: string;
  account: string;
  createdAt: Date;
  schemaVersion: number;
}

const loginSchema = new Schema<LoginRecord>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    createdAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'logins' },
);
loginSchema.index({ account: 1 });

export const loginModel = defineModel('Login', loginSchema);
