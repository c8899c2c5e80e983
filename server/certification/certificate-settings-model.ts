import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** Who issues the certificates of this site and how they are signed and numbered. There is one such document. */
export interface CertificateSettingsRecord {
  /** `site` */
  _id: string;
  /** 0 to 2 lines; none: no issuer has been set, and every certificate is a sample. */
  issuerLines: string[];
  place?: string | undefined;
  /** The rule or decree by which the issuer certifies. */
  legalBasis?: string | undefined;
  /** See `document-number.ts`; undefined: certificates bear only their serial. */
  documentNumber?: string | undefined;
  /** 0 to 2. */
  signatories: readonly { office: string; name: string; secondLine?: string | undefined; signature?: string | undefined }[];
  /** Who runs the site: stands at the foot of every page. */
  organiser?: string | undefined;
  /** How to reach the organiser: for the help page. */
  contact?: string | undefined;
  /** Key of the file store. */
  logo?: string | undefined;
  changedAt: Date;
  /** Account id. */
  changedBy: string;
  schemaVersion: number;
}

export const signatorySchema = new Schema({ office: String, name: String, secondLine: String, signature: String }, { _id: false });

const schema = new Schema<CertificateSettingsRecord>(
  {
    _id: { type: String, required: true },
    issuerLines: { type: [String], default: [] },
    place: String,
    legalBasis: String,
    documentNumber: String,
    signatories: { type: [signatorySchema], default: [] },
    organiser: String,
    contact: String,
    logo: String,
    changedAt: { type: Date, required: true },
    changedBy: { type: String, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'certificate_settings' },
);

export const certificateSettingsModel = defineModel('CertificateSettings', schema);
