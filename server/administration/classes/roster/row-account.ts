import { createHash } from 'node:crypto';
import { nameKeyOf } from '../../../accounts/names.ts';
import { CROCKFORD } from '../../../accounts/random-id.ts';
import type { RosterRow } from './roster-model.ts';

const ID_LENGTH = 16;
const LONGEST_STEM = 18;
/** Tells most namesakes apart and is soon typed; where it does not, the longer one does. */
const SUFFIX_LENGTHS = [4, 10] as const;

const digestOf = ({ _id }: Pick<RosterRow, '_id'>): Buffer => createHash('sha256').update(_id).digest();

/** The same row gives the same account, so that applying twice, at once, or again after a crash makes one. */
export const accountIdOf = (row: Pick<RosterRow, '_id'>): string => digestOf(row).toString('base64url').slice(0, ID_LENGTH);

const lettersOf = (bytes: Buffer): string => [...bytes].map((byte) => CROCKFORD.charAt(byte % CROCKFORD.length)).join('').toLowerCase();

/** User names for a row, the second for when the first is somebody else's: `siti.rahmawati.7k3f`. */
export function userNamesOf(row: Pick<RosterRow, '_id' | 'name'>): readonly string[] {
  const stem = nameKeyOf(row.name).replace(/[^a-z0-9]+/g, '.').replace(/^\.+|\.+$/g, '').slice(0, LONGEST_STEM).replace(/\.+$/, '');
  const letters = lettersOf(digestOf(row));
  return SUFFIX_LENGTHS.map((length) => `${stem || 'peserta'}.${letters.slice(0, length)}`);
}
