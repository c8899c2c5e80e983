import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';
import type { CertificateFilter } from '../certificate-filter.ts';

/** `many`: more papers than one archive holds; `large`: more bytes; `broken`: told in the log. */
export type BundleFault = 'many' | 'large' | 'broken';
export type BundleState = 'preparing' | 'ready' | 'failed';

/** Papers that an administrator takes home as one archive: which, and how far it is. It goes after a week. */
export interface BundleRecord {
  /** Begins with the time it was made. */
  _id: string;
  /** Account id: nobody else sees it. */
  by: string;
  /** The administrator's scope on that day; whose scope is another now sees it no more. */
  scope: string[];
  /** Which certificates; `serials`, where single ones were ticked. */
  filter: CertificateFilter;
  serials?: string[] | undefined;
  /** The filters in words, in the language they were asked in. */
  words: string[];
  state: BundleState;
  /** Why it failed. */
  fault?: BundleFault | undefined;
  /** Papers to be in it, how many of them are drawn, and how many bytes those have. */
  total: number;
  done: number;
  bytes: number;
  /** Begins the hash of what is in it: a download goes on only where it is the same. */
  digest?: string | undefined;
  createdAt: Date;
  /** When the process that makes it last said so; one that is silent is taken over from. */
  beatAt: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const schema = new Schema<BundleRecord>(
  {
    _id: text,
    by: text,
    scope: { type: [String], default: [] },
    filter: { type: Schema.Types.Mixed, required: true },
    serials: { type: [String], default: undefined },
    words: { type: [String], default: [] },
    state: text,
    fault: String,
    total: { type: Number, default: 0 },
    done: { type: Number, default: 0 },
    bytes: { type: Number, default: 0 },
    digest: String,
    createdAt: { type: Date, required: true },
    beatAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'certificate_bundles', minimize: false },
);

export const bundleModel = defineModel('CertificateBundle', schema);
