import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** An organisation (lembaga): IPSM Pusat, a dinas sosial. It may have no region. */
export interface OrganisationRecord {
  _id: string;
  name: string;
  /** For lists, see `nameKeyOf`. */
  nameKey: string;
  /** A province, kabupaten or kota, whose administrators may use it. */
  regionCode?: string | undefined;
  /** In no list and no choice, until it is brought back; who belongs to it still does. */
  archived: boolean;
  by: string;
  /** The list of learners that brought it in; undefined: somebody made it. */
  list?: string | undefined;
  createdAt: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const schema = new Schema<OrganisationRecord>(
  { _id: text, name: text, nameKey: text, regionCode: String, archived: { type: Boolean, default: false }, by: text, list: String, createdAt: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'organisations' },
);
schema.index({ archived: 1, nameKey: 1, _id: 1 });
schema.index({ regionCode: 1, archived: 1, nameKey: 1, _id: 1 });
schema.index({ nameKey: 1, regionCode: 1 });

export const organisationModel = defineModel('Organisation', schema);
