import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** A place in a status list that is taken, for ever: the state of what stood there must not become another's. */
export interface StatusPlaceRecord {
  /** `list:index` */
  _id: string;
  /** `_id` of the certificate. */
  slot: string;
  schemaVersion: number;
}

const placeSchema = new Schema<StatusPlaceRecord>(
  { _id: { type: String, required: true }, slot: { type: String, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'status_places' },
);

export const statusPlaceModel = defineModel('StatusPlace', placeSchema);

/** How many places have been given in all. There is one such document. */
export interface StatusCountRecord {
  /** `places` */
  _id: string;
  given: number;
  schemaVersion: number;
}

const countSchema = new Schema<StatusCountRecord>(
  { _id: { type: String, required: true }, given: { type: Number, default: 0 }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'status_counts' },
);

export const statusCountModel = defineModel('StatusCount', countSchema);
