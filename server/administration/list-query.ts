import { z } from 'zod';
import { isRegion } from '../accounts/regions/regions.ts';

/** Filters in an address: what makes no sense filters nothing, so that an old or mistyped link still opens the list. */
const LONGEST_SEARCH = 120;

export const searchText = z
  .string()
  .max(LONGEST_SEARCH)
  .transform((typed) => typed.trim() || undefined)
  .optional()
  .catch(undefined);

export const regionFilter = z.string().refine(isRegion).optional().catch(undefined);

/** Ids as course files give them. */
export const courseId = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);

export const courseFilter = courseId.optional().catch(undefined);

export const accountId = z.string().regex(/^[\w-]{1,40}$/);
