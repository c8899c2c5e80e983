import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** A browser's session. The cookie's id is a secret, so only its SHA-256 is kept. */
export interface SessionRecord {
  /** SHA-256 of the session's id, hex. */
  _id: string;
  /** Who is signed in, if somebody is: lets "sign out everywhere" find the sessions of one person. */
  account?: string | undefined;
  /** The account's epoch when the session began; a later one has ended it. */
  epoch?: number | undefined;
  /** What the next page says, JSON of `Notice`. */
  notice?: string | undefined;
  /** Where and when it was begun: the network and the kind of device, see `origin-kind.ts`. */
  network?: string | undefined;
  device?: string | undefined;
  beganAt?: Date | undefined;
  expiresAt: Date;
  /** Signed out; stays until `expiresAt`, so that a late request cannot bring it back. */
  ended?: boolean | undefined;
  /** 1 was JSON of a session library in one field: its owners sign in once more. */
  schemaVersion: number;
}

const schema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    account: String,
    epoch: Number,
    notice: String,
    network: String,
    device: String,
    beganAt: Date,
    expiresAt: { type: Date, required: true },
    ended: Boolean,
    schemaVersion: { type: Number, required: true },
  },
  { versionKey: false, collection: 'sessions' },
);
schema.index({ account: 1 });
schema.index({ expiresAt: 1 });

export const sessionModel = defineModel('Session', schema);
