import { isWithin } from '../../accounts/regions/regions.ts';
import type { Viewer } from '../../web/viewer.ts';
import { isUnscoped } from '../policy.ts';
import type { AnnouncementRecord } from './announcement-model.ts';

/** One's own; and who answers for all regions that it was told to takes back what others wrote. */
export const mayWithdraw = (viewer: Viewer, { by, scope }: Pick<AnnouncementRecord, 'by' | 'scope'>): boolean =>
  viewer.id === by ||
  (viewer.role === 'administrator' && (isUnscoped(viewer) || (scope.length > 0 && scope.every((code) => viewer.scope.some((outer) => isWithin(code, outer))))));
