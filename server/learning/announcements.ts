/** A part of a text: words, or an address to follow. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

/** What a trainer or an administrator tells a class, as its learners see it. */
export interface Announced {
  readonly id: string;
  readonly className: string;
  readonly at: Date;
  /** Lines, and the parts of each. */
  readonly lines: readonly (readonly TextPart[])[];
  /** POST: the learner need not see it again. */
  readonly dismissHref: string;
}

/** What a learner has been told and has not put away, newest first; the administration room, which knows the classes, implements it. */
export interface Announcements {
  of(learner: string): Promise<readonly Announced[]>;
}

export const NO_ANNOUNCEMENTS: Announcements = { of: () => Promise.resolve([]) };
