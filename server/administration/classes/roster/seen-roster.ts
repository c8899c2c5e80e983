import { z } from 'zod';
import { NotFound } from '../../../errors.ts';
import { signedIn, type Received } from '../../../web/route.ts';
import type { Administration } from '../../administration.ts';
import { pageQuery } from '../../list-page.ts';
import { accountId } from '../../list-query.ts';
import type { ClassRecord } from '../class-model.ts';
import { CLASSES_PATH, selectReached } from '../class-page.ts';
import { maySeeRoster } from './bringer.ts';
import { FATES, type RosterRecord } from './roster-model.ts';

export const ROSTERS_PATH = `${CLASSES_PATH}/:class/rosters`;
const LAST_LINE = 2_000_000;

export const rosterParams = z.object({ class: accountId, roster: accountId });
const line = z.string().regex(/^\d{1,7}$/).transform(Number).pipe(z.number().max(LAST_LINE));
export const rosterQuery = z.object({ fate: z.enum(FATES).optional().catch(undefined), ...pageQuery(line) });

/** A list and its class, for whoever may see them. */
export async function selectSeen(administration: Administration, received: Received<z.output<typeof rosterParams>, unknown, unknown>): Promise<{ found: ClassRecord; roster: RosterRecord }> {
  const viewer = signedIn(received);
  const found = await selectReached(administration, viewer, received.params.class);
  const roster = await administration.rosters.select(received.params.roster, found._id);
  if (!maySeeRoster(viewer, roster)) throw new NotFound('Daftar ini tidak ada.');
  return { found, roster };
}
