import { z } from 'zod';
import { optionalEmail, optionalPhone, printedName, regionCode, userName, village } from '../accounts/names.ts';
import { isRegion } from '../accounts/regions/regions.ts';
import { ROLES } from '../web/viewer.ts';
import { pageQuery } from './list-page.ts';
import { regionFilter, searchText } from './list-query.ts';
import { namePosition } from './name-position.ts';

export const usersQuery = z.object({
  q: searchText,
  role: z.enum(ROLES).optional().catch(undefined),
  regionCode: regionFilter,
  ...pageQuery(namePosition),
});

const role = z.enum(ROLES, 'Pilih perannya.');

/** `32.75, 32.16`, typed as people type lists; empty: all regions. */
const scope = z
  .string()
  .max(2000)
  .default('')
  .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter((code) => code !== ''))])
  .refine((codes) => codes.every(isRegion), 'Ada kode wilayah yang tidak dikenal. Tulis misalnya 32 atau 32.75, dipisah koma.');

export const roleForm = z
  .object({ role, scope })
  .transform((given) => ({ role: given.role, scope: given.role === 'administrator' ? given.scope : [] }));

/** An empty choice of a list is no choice. */
const optionalRegion = z.preprocess((typed) => (typed === '' ? undefined : typed), regionCode.optional());

export const newUserForm = z
  .object({ name: printedName, userName, role, scope, regionCode: optionalRegion, village, phone: optionalPhone, email: optionalEmail })
  .refine((given) => given.role !== 'learner' || given.regionCode !== undefined, {
    path: ['regionCode'],
    error: 'Pilih kabupaten atau kota tempat peserta bertugas.',
  })
  .transform((given) => ({ ...given, scope: given.role === 'administrator' ? given.scope : [] }));

export type NewUser = z.infer<typeof newUserForm>;
