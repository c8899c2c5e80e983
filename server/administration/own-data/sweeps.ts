import type { Sweeps } from '../../accounts/personal/personal-data.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import type { Administration } from '../administration.ts';
import { beginningOf } from '../audit/day-seal.ts';
import { idAt } from '../audit/audit-store.ts';

/** What is over the time that /privacy names. What has a moment of its own at which it runs out is asked for that. */
export const sweepsOf = ({ accounts, assessment, auditLog, rosterWork }: Administration): Sweeps => ({
  sessions: () => accounts.sessions.removeExpired(),
  codes: () => accounts.codes.removeExpired(),
  throttles: () => accounts.throttle.removeExpired(),
  rosters: () => rosterWork.removeOld(),
  reports: (before) => assessment.reports.removeClosedBefore(before),
  // Whole days, so that each is either there with all its entries or gone.
  audit: (before) => auditLog.removeBefore(idAt(beginningOf(calendarDay(before))), calendarDay(before)),
});
