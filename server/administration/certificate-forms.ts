import { z } from 'zod';
import { AT_THE_BEGINNING, certificatePosition, type CertificateFilter, type CertificatePlace } from '../certification/certificate-filter.ts';
import { soonFrom } from '../certification/expires-soon.ts';
import { CERTIFICATE_STATES } from '../certification/certificate-state.ts';
import type { Viewer } from '../web/viewer.ts';
import { pageQuery, placeOf } from './list-page.ts';
import { accountId, courseFilter, regionFilter, searchText } from './list-query.ts';
import { scopeWithin } from './reach.ts';

/** The calendar begins with year 1. */
const day = z.iso
  .date()
  .refine((written) => written >= '0001')
  .optional()
  .catch(undefined);

const filters = {
  q: searchText,
  /** `soon`: still valid, and not for long. */
  state: z.enum([...CERTIFICATE_STATES, 'soon']).optional().catch(undefined),
  course: courseFilter,
  class: accountId.optional().catch(undefined),
  regionCode: regionFilter,
  /** A month of issue, `2026-11`; days, where they are given, say it more exactly. */
  month: z
    .string()
    .regex(/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  from: day,
  to: day,
};

export const certificatesQuery = z.object({ ...filters, ...pageQuery(certificatePosition) });
export type CertificatesQuery = z.infer<typeof certificatesQuery>;

const MOST_CHOSEN = 200;
const serial = z.string().min(1).max(40);

/** The filters of the list; or single certificates that were ticked in it, `serial` once or often. */
export const exportQuery = z.object({
  ...filters,
  serial: z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(serial).max(MOST_CHOSEN)).optional(),
});

export type CertificateFilters = Pick<CertificatesQuery, keyof typeof filters>;

const lastOfMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
};

/** What the list is confined to, the viewer's scope included. */
export const certificateFilter = (viewer: Viewer, { q, state, course, regionCode, month, from, to }: CertificateFilters, today: string): CertificateFilter => ({
  search: q,
  course,
  regions: scopeWithin(viewer, regionCode),
  from: from ?? (month && `${month}-01`),
  to: to ?? (month && lastOfMonth(month)),
  state: state === 'soon' ? 'valid' : state,
  expiresBy: state === 'soon' ? soonFrom(today) : undefined,
});

export const serialParams = z.object({ serial });

/** A place in the order of issue is a moment; one that is not, from a mistyped address, is the list's beginning. */
export function certificatePlace(query: CertificatesQuery): CertificatePlace {
  const place = placeOf(query);
  const makesSense = place.from === undefined || query.q !== undefined || !Number.isNaN(Date.parse(place.from.key));
  return makesSense ? place : AT_THE_BEGINNING;
}
