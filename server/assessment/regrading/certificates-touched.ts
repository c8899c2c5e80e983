import type { Standing } from '../../learning/standing.ts';

/** What a learner has shown before a regrade and would have shown after it. */
export interface StandingShift {
  readonly learner: string;
  readonly before: Standing;
  readonly after: Standing;
}

/**
 * What that means for the learner's certificate.
 * - `unearned`: it is held, and a unit on it is no longer met. It stays valid until an administrator decides.
 * - `scores`: it is held, and a score printed on it would be another one.
 * - `due`: it would be issued.
 */
export type CertificateTouch =
  | { readonly kind: 'unearned' | 'scores'; readonly serial: string }
  | { readonly kind: 'due' };

/** The certification room implements it. */
export interface CertificatesTouched {
  /** One for each shift, in their order; undefined: no certificate is touched. */
  by(course: string, shifts: readonly StandingShift[]): Promise<readonly (CertificateTouch | undefined)[]>;
}

export const NO_CERTIFICATES: CertificatesTouched = { by: async (_course, shifts) => shifts.map(() => undefined) };
