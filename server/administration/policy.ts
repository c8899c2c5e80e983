import { mayManageAccount, reachesRegion } from '../accounts/policy.ts';
import type { AccountRecord } from '../accounts/account-model.ts';
import type { Role, Viewer } from '../web/viewer.ts';

export { mayChangeRole, mayManageAccount, reachesRegion } from '../accounts/policy.ts';

/** Trainers have no scope; an administrator without one reaches everywhere. */
export const isUnscoped = (viewer: Viewer): boolean => viewer.scope.length === 0;

/** The issuer, the signatories and the site's name hold for every region. */
export const mayChangeSettings = (viewer: Viewer): boolean => viewer.role === 'administrator' && isUnscoped(viewer);

/** At somebody's request; the own account is erased with its password. */
export const mayEraseAccount = (viewer: Viewer, account: Pick<AccountRecord, '_id' | 'role' | 'regionCode'>): boolean =>
  viewer.id !== account._id && mayManageAccount(viewer, account);

/** What was done by everybody, in all regions. */
export const mayReadAudit = (viewer: Viewer): boolean => viewer.role === 'administrator' && isUnscoped(viewer);

/** A password is given back to others; the own one is changed on one's own page, with the old one. */
export const mayIssueResetCode = (viewer: Viewer, account: Pick<AccountRecord, '_id' | 'role' | 'regionCode'>): boolean =>
  viewer.id !== account._id && mayManageAccount(viewer, account);

/** An administrator of a region brings in its learners; other roles are for administrators of everything. */
export const mayMakeAccount = (viewer: Viewer, role: Role, regionCode: string | undefined): boolean =>
  viewer.role === 'administrator' && mayManageAccount(viewer, { role, regionCode });

/** The results of learners within reach; of trainers and administrators who study, without a scope only. */
export const mayFollow = (viewer: Viewer, account: Pick<AccountRecord, 'role' | 'regionCode'>): boolean =>
  viewer.role !== 'learner' && (isUnscoped(viewer) || (account.role === 'learner' && reachesRegion(viewer, account.regionCode)));

/** Lists of names leave the house by administrators only. */
export const mayExport = (viewer: Viewer): boolean => viewer.role === 'administrator';

/** Nobody gives attempts to oneself. */
export const mayGrant = (viewer: Viewer, account: Pick<AccountRecord, '_id' | 'role' | 'regionCode'>): boolean =>
  viewer.id !== account._id && mayFollow(viewer, account);

/** What learners write and photograph is read by those who mark it: they work for every region. */
export const mayReadMarkings = (viewer: Viewer): boolean => viewer.role !== 'learner' && isUnscoped(viewer);

/** Nobody marks oneself. */
export const mayMark = (viewer: Viewer, learner: string): boolean => mayReadMarkings(viewer) && viewer.id !== learner;
/** What a regrade changes belongs to no region. */
export const mayRegrade = (viewer: Viewer): boolean => viewer.role !== 'learner' && isUnscoped(viewer);

/** Course files belong to no region: whoever works for one reads what its learners report, and does not answer for the course. */
export const mayAnswerReports = (viewer: Viewer): boolean => viewer.role !== 'learner' && isUnscoped(viewer);

/** Keys of quizzes, and files as they are written, are for those who work for every region. */
export const mayReadKeys = (viewer: Viewer): boolean => viewer.role !== 'learner' && isUnscoped(viewer);

/** A course serves every region: it is replaced by trainers, who work for all of them, and by administrators of all. */
export const mayUploadCourse = mayReadKeys;

/** Whom all learners of a course may call belongs to no region. */
export const mayChangeContacts = (viewer: Viewer): boolean => viewer.role !== 'learner' && isUnscoped(viewer);
