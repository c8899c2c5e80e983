import type { QueryFilter } from 'mongoose';
import { z } from 'zod';
import { nameKeyOf } from '../accounts/names.ts';
import { isWithin } from '../accounts/regions/regions.ts';
import { compareTexts } from '../storage/merged-page.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { CertificateState } from './certificate-state.ts';
import { beginningOf, dayAfter } from './validity.ts';

/** What a list of certificates is confined to; what is left out confines nothing. */
export interface CertificateFilter {
  /** Beginning of the holder's name, or a whole serial. */
  readonly search?: string | undefined;
  readonly course?: string | undefined;
  /** Codes of regions; each holds all that lies within it. An empty list holds nothing. */
  readonly regions?: readonly string[] | undefined;
  /** Days of issue, `YYYY-MM-DD`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: CertificateState | undefined;
  /** Those whose last day is this one or earlier, `YYYY-MM-DD`. */
  readonly expiresBy?: string | undefined;
  /** Account ids: those of a class. Read as a whole and sorted afterwards, so no more than a class has. */
  readonly learners?: readonly string[] | undefined;
}

/** Where a page begins: behind (or before) this certificate, in the order of the list. */
export interface CertificatePosition {
  /** The name's key where the list is a search, else the moment of issue (ISO 8601, UTC). */
  readonly key: string;
  readonly id: string;
}

export interface CertificatePlace {
  readonly direction: 'forward' | 'backward';
  readonly from: CertificatePosition | undefined;
}

export const AT_THE_BEGINNING: CertificatePlace = { direction: 'forward', from: undefined };

type Clause = QueryFilter<IssuedCertificate>;

/** Sorts behind every character that a name can have. */
const LAST_CHARACTER = '\uffff';

/** The filter as several, each confined to one region: an index gives each of them in the order of the list. */
export const listsOf = (filter: CertificateFilter): CertificateFilter[] =>
  filter.regions === undefined ? [filter] : outermost(filter.regions).map((code) => ({ ...filter, regions: [code] }));

const outermost = (codes: readonly string[]): string[] =>
  [...new Set(codes)].filter((code) => !codes.some((outer) => outer !== code && isWithin(code, outer)));

const oneOf = (field: 'province' | 'regency' | 'regionCode', codes: readonly string[]): Clause[] =>
  codes.length === 0 ? [] : [{ [field]: codes.length === 1 ? codes[0] : { $in: [...codes] } }];

/** Each level of regions has a field of its own, so that a filter is an equality, which an index answers in order. */
const withinRegions = (codes: readonly string[]): Clause => {
  const level = (depth: number) => outermost(codes).filter((code) => code.split('.').length === depth);
  const deeper = outermost(codes).filter((code) => code.split('.').length > 2);
  const clauses = [...oneOf('province', level(1)), ...oneOf('regency', level(2)), ...oneOf('regionCode', deeper)];
  return clauses.length === 1 ? (clauses[0] ?? {}) : { $or: clauses };
};

const inState = (state: CertificateState, today: string): Clause => {
  if (state === 'valid') return { state, expiresOn: { $gte: today } };
  if (state === 'expired') return { state: 'valid', expiresOn: { $lt: today } };
  return { state };
};

const named = (search: string): Clause => {
  const key = nameKeyOf(search);
  return { nameKey: { $gte: key, $lt: key + LAST_CHARACTER } };
};

/** Every clause but the search for a serial, which the store resolves first. `today`: `YYYY-MM-DD`. */
export const clausesOf = ({ search, course, regions, from, to, state, expiresBy, learners }: CertificateFilter, today: string): Clause[] => [
  ...(course === undefined ? [] : [{ course }]),
  ...(learners === undefined ? [] : [{ learner: { $in: [...learners] } }]),
  ...(regions === undefined ? [] : [withinRegions(regions)]),
  ...(from === undefined ? [] : [{ issuedAt: { $gte: beginningOf(from) } }]),
  ...(to === undefined ? [] : [{ issuedAt: { $lt: beginningOf(dayAfter(to)) } }]),
  ...(state === undefined ? [] : [inState(state, today)]),
  ...(expiresBy === undefined ? [] : [{ expiresOn: { $lte: expiresBy } }]),
  ...(search === undefined ? [] : [named(search)]),
];

/** Searches stand in the order of names, all else in the order of issue, newest first. */
export const positionIn =
  ({ search }: CertificateFilter) =>
  ({ nameKey, issuedAt, _id }: Pick<IssuedCertificate, 'nameKey' | 'issuedAt' | '_id'>): CertificatePosition => ({
    key: search === undefined ? issuedAt.toISOString() : nameKey,
    id: _id,
  });

export const orderOf = ({ search }: CertificateFilter, { direction }: CertificatePlace): Record<string, 1 | -1> => {
  const onwards = direction === 'forward';
  if (search !== undefined) return onwards ? { nameKey: 1, _id: 1 } : { nameKey: -1, _id: -1 };
  return onwards ? { issuedAt: -1, _id: -1 } : { issuedAt: 1, _id: 1 };
};

/** The bound on the key alone lets an index begin there; without it, all rows before would be passed over. */
export const beyond = ({ search }: CertificateFilter, { direction, from }: CertificatePlace): Clause[] => {
  if (!from) return [];
  const { key, id } = from;
  const rising = (direction === 'forward') === (search !== undefined);
  const past = <T>(value: T) => (rising ? { $gt: value } : { $lt: value });
  const since = <T>(value: T) => (rising ? { $gte: value } : { $lte: value });
  if (search !== undefined) return [{ nameKey: since(key) }, { $or: [{ nameKey: past(key) }, { nameKey: key, _id: past(id) }] }];
  const at = new Date(key);
  return [{ issuedAt: since(at) }, { $or: [{ issuedAt: past(at) }, { issuedAt: at, _id: past(id) }] }];
};

/** Which of two certificates stands first in a list. Moments as text are all of one length. */
export const comparePositions =
  ({ search }: CertificateFilter, { direction }: CertificatePlace) =>
  (a: CertificatePosition, b: CertificatePosition): number => {
    const rising = (direction === 'forward') === (search !== undefined);
    return (compareTexts(a.key, b.key) || compareTexts(a.id, b.id)) * (rising ? 1 : -1);
  };

const SEPARATOR = '~';
const LONGEST_POSITION = 300;

/** A position as it stands in an address. */
export const writeCertificatePosition = ({ key, id }: CertificatePosition): string => `${key}${SEPARATOR}${id}`;

export const certificatePosition = z
  .string()
  .max(LONGEST_POSITION)
  .regex(/^[^~]*~[\w:-]+$/)
  .transform((written): CertificatePosition => {
    const at = written.lastIndexOf(SEPARATOR);
    return { key: written.slice(0, at), id: written.slice(at + 1) };
  });
