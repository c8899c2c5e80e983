import type { z } from 'zod';
import type { AccountRecord } from '../accounts/account-model.ts';
import type { AccountPosition } from '../accounts/account-store.ts';
import { regionName } from '../accounts/regions/regions.ts';
import type { EnrolmentRecord } from '../learning/enrolment-model.ts';
import { signedIn, type Received } from '../web/route.ts';
import { chipsOf } from './list-address.ts';
import { countWords, paginationOf, type ListPage } from './list-page.ts';
import { writeNamePosition } from './name-position.ts';
import { regionChoices } from './reach.ts';
import type { usersQuery } from './user-forms.ts';
import { presentUserRow } from './user-presenter.ts';

export const USERS_PATH = '/admin/users';

type UsersQuery = z.infer<typeof usersQuery>;

const roleWords: Readonly<Record<string, string>> = { learner: 'Peserta', trainer: 'Pelatih', administrator: 'Admin' };

/** The fields of `views/administration/users.ejs`. */
export function presentUsers(
  found: ListPage<AccountRecord, AccountPosition>,
  enrolments: ReadonlyMap<string, readonly EnrolmentRecord[]>,
  received: Received<unknown, UsersQuery, unknown>,
) {
  const { query, t } = received;
  const filters = { q: query.q, role: query.role, regionCode: query.regionCode };
  const list = { path: USERS_PATH, filters, row: query.row, t };
  return {
    title: t('Pengguna'),
    filters,
    regions: regionChoices(signedIn(received)),
    chips: chipsOf(USERS_PATH, filters, {
      q: (typed) => `“${typed}”`,
      role: (role) => t(roleWords[role] ?? role),
      regionCode: regionName,
    }),
    total: countWords(found, list),
    columns: [
      { label: t('Nama'), direction: 'ascending' },
      ...['Nama pengguna', 'Peran', 'Wilayah', 'Terakhir masuk'].map((label) => ({ label: t(label) })),
    ],
    users: found.rows.map((account) => presentUserRow(account, enrolments.get(account._id) ?? [], received)),
    newHref: `${USERS_PATH}/new`,
    pagination: paginationOf(found, list, writeNamePosition),
  };
}
