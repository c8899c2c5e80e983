/** Entries are kept for five years, as long as a certificate of the basic training holds. */
export const AUDIT_DAYS = 1826;
const DAY_MS = 24 * 60 * 60 * 1000;

export const auditKeptSince = (now: Date): Date => new Date(now.getTime() - AUDIT_DAYS * DAY_MS);
