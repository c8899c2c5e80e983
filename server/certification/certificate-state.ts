/**
 * What a certificate is worth. `expired` is never stored: it follows from the day on which one asks.
 *
 * - `valid`: holds.
 * - `sample`: carries CONTOH; it shows that the competencies were met, and is nobody's proof of it.
 * - `suspended`: an administrator has doubts; until they are settled it is not to be accepted.
 * - `revoked`: an administrator took it back; it can be reinstated.
 * - `superseded`: another certificate stands in its place (a sample that became real; later: renewal, reissue).
 * - `withdrawn`: its holder asked for erasure; only the serial is left.
 */
export const STORED_STATES = ['valid', 'sample', 'suspended', 'revoked', 'superseded', 'withdrawn'] as const;
export type StoredState = (typeof STORED_STATES)[number];
export type CertificateState = StoredState | 'expired';
export const CERTIFICATE_STATES = [...STORED_STATES, 'expired'] as const satisfies readonly CertificateState[];

/** Sorts behind every day: what does not expire. */
export const NEVER = '9999-12-31';

/** Days are `YYYY-MM-DD` in Western Indonesian Time; a certificate still holds on its last day. */
export const stateOn = (certificate: { readonly state: StoredState; readonly expiresOn: string }, today: string): CertificateState =>
  certificate.state === 'valid' && certificate.expiresOn < today ? 'expired' : certificate.state;
