import { randomBytes, randomInt } from 'node:crypto';

/** Crockford's Base32: no I, L, O, U, so that nobody misreads a code on paper. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 96 random bits as 16 characters that may stand in an address; for `_id`s. */
export const randomId = (): string => randomBytes(12).toString('base64url');

/** `length` random characters of Crockford's alphabet, 5 bits each. */
export const randomCrockford = (length: number): string =>
  Array.from({ length }, () => CROCKFORD.charAt(randomInt(CROCKFORD.length))).join('');

/** What a person typed, in the alphabet: small letters, O for 0, I or L for 1, spaces and dashes are let pass. */
export const normaliseCrockford = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
