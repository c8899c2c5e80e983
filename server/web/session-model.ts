import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** A browser's session. The cookie's id is a secret, so only its SHA-256 is kept. */
export interface SessionRecord {
  /** SHA-256 of the session id, hex. */
  _id: string;
  /** Who is signed in, if somebody is: lets "sign out everywhere" find the sessions of one person. */
  account?: string | undefined;
  /** What express-session keeps, JSON. */
  data: string;
  expiresAt: Date;
  /** Signed out; stays until `expiresAt`, so that a late request cannot bring it back. */
  ended?: boolean | undefined;
  schemaVersion: number;
}

const schema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    account: { type: String },
    data: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    ended: Boolean,
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'sessions' },
);
schema.index({ account: 1 });
schema.index({ expiresAt: 1 });

export const sessionModel = defineModel('Session', schema);
