import { RETENTION_DAYS } from '../../accounts/personal/personal-data.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Entries are kept for five years, as long as a certificate of the basic training holds. */
export const auditKeptSince = (now: Date): Date => new Date(now.getTime() - RETENTION_DAYS.audit * DAY_MS);
