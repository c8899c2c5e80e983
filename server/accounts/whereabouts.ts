/**
 * Told around every write that may move a learner from one place of a course to the next: an enrolment, a lesson read, an
 * attempt counted, a certificate issued or taken back, a first sign-in, another region. The administration room, which comes
 * later, follows classes and implements it.
 */
export interface Whereabouts {
  /** Does `write`. Whoever follows this learner looks again afterwards, also where the process dies in between. */
  around<T>(learner: string, write: () => Promise<T>): Promise<T>;
}

export const NOBODY_FOLLOWS: Whereabouts = { around: (_learner, write) => write() };
