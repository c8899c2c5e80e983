import type {} from 'passport';

/**
 * Who looks at a page. The accounts room fills it in on each request; the rooms behind it see only this.
 */
export type Role = 'learner' | 'trainer' | 'administrator';
export const ROLES = ['learner', 'trainer', 'administrator'] as const satisfies readonly Role[];

export interface Viewer {
  readonly id: string;
  readonly userName: string;
  /** As it shall be printed. */
  readonly name: string;
  readonly role: Role;
  /** To be shown to the viewer and printed: the confirmed region, or what was stated. No rule asks for it. */
  readonly regionCode: string | undefined;
  readonly village: string | undefined;
  /** Administrators only: the region codes they are confined to; empty: all of them. */
  readonly scope: readonly string[];
  /** Staff that has to set up a second step of signing in before anything else. */
  readonly needsSecondStep?: boolean;
}

/** Who may enter a route. A trainer's door is open to administrators too; everybody signed in may learn. */
export type Access = 'everyone' | 'signed-in' | 'trainer' | 'administrator';

export const mayEnter = (access: Access, viewer: Viewer | undefined): boolean => {
  if (access === 'everyone') return true;
  if (!viewer) return false;
  if (access === 'signed-in') return true;
  if (access === 'trainer') return viewer.role !== 'learner';
  return viewer.role === 'administrator';
};

declare global {
  namespace Express {
    // Passport puts whoever is signed in here.
    interface User extends Viewer {}
  }
}
