import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { calendarDay, dayFromIso } from '../../web/i18n/dates.ts';
import type { AuditEntry, DaySeal } from './audit-model.ts';
import { idAt } from './audit-store.ts';
import type { SealKey } from './seal-key.ts';

const HALF_DAY_MS = 12 * 60 * 60 * 1000;
const DAY_MS = 2 * HALF_DAY_MS;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
};

/** An entry as one line: its fields in the order of their names, so that the same entry has the same bytes on every engine. */
export const canonical = (entry: AuditEntry): string => JSON.stringify(sorted(entry));

export const lineOf = (entry: AuditEntry): string => `${entry._id} ${sha256(canonical(entry))}`;

/** When a day begins, Western Indonesian Time. */
export const beginningOf = (day: string): Date => new Date(dayFromIso(day).getTime() - HALF_DAY_MS);
export const nextDay = (day: string): string => calendarDay(new Date(dayFromIso(day).getTime() + DAY_MS));
/** The ids that a day's entries have: from, and up to, the latter not included. */
export const idsOf = (day: string): readonly [string, string] => [idAt(beginningOf(day)), idAt(beginningOf(nextDay(day)))];

type Stated = Pick<DaySeal, '_id' | 'entries' | 'digest' | 'previous' | 'sealedAt' | 'key'>;

/** What is signed, and what the day after names. */
export const statementOf = ({ _id: day, entries, digest, previous, sealedAt, key }: Stated): string =>
  JSON.stringify({ day, entries, digest, previous, sealedAt: sealedAt.toISOString(), key });

export function signDay(given: Omit<Stated, 'key'>, key: SealKey): DaySeal {
  const stated = { ...given, key: key.id };
  return { ...stated, signature: sign(null, Buffer.from(statementOf(stated)), key.privateKey).toString('base64url'), schemaVersion: 1 };
}

export const isSigned = (seal: DaySeal, publicKey: KeyObject): boolean =>
  verify(null, Buffer.from(statementOf(seal)), publicKey, Buffer.from(seal.signature, 'base64url'));
