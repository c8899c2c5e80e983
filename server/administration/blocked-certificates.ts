import { reachesRegion } from '../accounts/policy.ts';
import type { BlockedIssue } from '../certification/blocked-model.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';

const BATCH = 100;
const MOST_SHOWN = 20;

/** Somebody who has earned a certificate that cannot be printed, and the letters that are in the way. */
export interface Blocked {
  readonly href: string;
  readonly name: string;
  readonly characters: string;
}

const presentBlocked = ({ learner, holderName, missing }: BlockedIssue): Blocked => ({
  href: `/admin/users/${learner}`,
  name: holderName,
  characters: missing.flatMap((gap) => gap.characters).join(' '),
});

/** Within reach, as many as fit above a list: the whole list is short, since nearly every name can be printed. */
export async function selectBlocked({ certification }: Administration, viewer: Viewer): Promise<readonly Blocked[]> {
  const found: Blocked[] = [];
  let after: string | undefined;
  while (found.length < MOST_SHOWN) {
    const batch = await certification.blocked.selectPage(after, BATCH);
    found.push(...batch.filter((blocked) => reachesRegion(viewer, blocked.regionCode)).map(presentBlocked));
    after = batch.at(-1)?._id;
    if (batch.length < BATCH) break;
  }
  return found.slice(0, MOST_SHOWN);
}
