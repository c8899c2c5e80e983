import type { AccountRecord } from '../../accounts/account-model.ts';
import type { Administration } from '../administration.ts';
import type { ClassRecord } from './class-model.ts';
import { needsRecount } from './seat-store.ts';

/** `full`: or closed meanwhile. */
export type Admission = 'joined' | 'member' | 'full';

/**
 * Makes somebody a member, as far as the quota goes: of two who want the last seat at once one gets it. Whoever is a member
 * already takes no second seat.
 */
export async function admit({ classes }: Pick<Administration, 'classes'>, into: ClassRecord, learner: Pick<AccountRecord, '_id' | 'nameKey'>): Promise<Admission> {
  if (await classes.selectOptionalMember(into._id, learner._id)) return 'member';
  if (needsRecount(into)) await classes.recount(into._id);
  const token = await classes.takeSeat(into._id);
  // The same person, from another tab, may have taken the last one.
  if (token === undefined) return (await classes.selectOptionalMember(into._id, learner._id)) ? 'member' : 'full';
  if (!(await classes.addMember(into._id, learner._id, { nameKey: learner.nameKey, token }))) {
    await classes.giveSeatBack(into._id, token);
    return 'member';
  }
  await classes.settleSeat(into._id, token);
  return 'joined';
}

/** Takes somebody out of a class, and gives the seat back; what was learned stays. */
export async function release({ classes }: Pick<Administration, 'classes'>, from: ClassRecord, learner: string): Promise<void> {
  const token = await classes.beginLeaving(from._id);
  if (await classes.removeMember(from._id, learner)) await classes.giveSeatBack(from._id, token);
  else await classes.settleSeat(from._id, token);
}
