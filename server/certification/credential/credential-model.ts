import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** A certificate's credential as it was signed; never signed again. */
export interface CredentialRecord {
  /** The certificate's serial, as printed. */
  _id: string;
  /** Compact JWS. */
  jwt: string;
  schemaVersion: number;
}

const schema = new Schema<CredentialRecord>(
  { _id: { type: String, required: true }, jwt: { type: String, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'credentials' },
);

export const credentialModel = defineModel('Credential', schema);
