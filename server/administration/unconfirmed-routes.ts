import { z } from 'zod';
import { regionCode } from '../accounts/names.ts';
import { regionName } from '../accounts/regions/regions.ts';
import { Forbidden, Invalid } from '../errors.ts';
import { shortDate } from '../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { confirmRegion } from './confirm-region.ts';
import { PAGE_SIZE, pageOf, pageQuery, paginationOf, placeOf } from './list-page.ts';
import { accountId } from './list-query.ts';
import { namePosition, namePositionOf, writeNamePosition } from './name-position.ts';
import { isUnscoped } from './policy.ts';
import { USERS_PATH } from './user-list.ts';

export const UNCONFIRMED_PATH = `${USERS_PATH}/unconfirmed`;

const listQuery = z.object(pageQuery(namePosition));
type ListQuery = z.output<typeof listQuery>;

/** `ID:CODE`: what the page showed, so that a region stated since then is not confirmed unseen. */
const stated = z.string().max(60).transform((written, context) => {
  const at = written.lastIndexOf(':');
  const parsed = z.object({ id: accountId, regionCode }).safeParse({ id: written.slice(0, at), regionCode: written.slice(at + 1) });
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'Pilih orang dari daftar.' });
  return z.NEVER;
});
const confirmForm = z.object({ person: z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(stated, 'Pilih paling sedikit satu orang.').max(PAGE_SIZE)) });

/** Somebody without a region belongs to no administrator of one. */
const entitled = (received: Received<unknown, unknown, unknown>): Viewer => {
  const viewer = signedIn(received);
  if (!isUnscoped(viewer)) throw new Forbidden('Wilayah yang dinyatakan dikonfirmasi oleh admin yang menjangkau semua wilayah.');
  return viewer;
};

async function showUnconfirmed({ people }: Administration, received: Received<unknown, ListQuery, unknown>, problem?: Invalid): Promise<Reply> {
  entitled(received);
  const { t, language, query } = received;
  const place = placeOf(query);
  const found = pageOf(await people.selectAsking(place, PAGE_SIZE + 1), place, namePositionOf);
  const fields = {
    title: t('Wilayah belum dikonfirmasi'),
    confirmHref: UNCONFIRMED_PATH,
    people: found.rows.map((account) => ({
      href: `${USERS_PATH}/${account._id}`,
      value: `${account._id}:${account.statedRegion ?? ''}`,
      name: account.name,
      userName: account.userName,
      stated: [account.village, account.statedRegion && regionName(account.statedRegion)].filter(Boolean).join(', '),
      confirmed: account.regionCode && regionName(account.regionCode),
      since: shortDate(account.createdAt, language),
    })),
    pagination: paginationOf(found, { path: UNCONFIRMED_PATH, filters: {}, row: query.row, t }, writeNamePosition),
    errors: problem?.fields ?? {},
  };
  return page('administration/unconfirmed', fields, { status: problem ? 422 : 200 });
}

/** Regions that learners have stated and nobody has confirmed: a list with one button. */
export const unconfirmedRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: UNCONFIRMED_PATH, access: 'administrator', query: listQuery, handle: (received) => showUnconfirmed(administration, received) }),
  route({
    method: 'post',
    path: UNCONFIRMED_PATH,
    access: 'administrator',
    query: listQuery,
    body: confirmForm,
    invalid: (problem, received) => showUnconfirmed(administration, received, problem),
    handle: async (received) => {
      const { id: by } = entitled(received);
      const chosen = received.body.person;
      const accounts = new Map((await administration.accounts.accounts.selectByIds(chosen.map(({ id }) => id))).map((account) => [account._id, account]));
      let confirmed = 0;
      for (const { id, regionCode: shown } of chosen) {
        const account = accounts.get(id);
        if (!account?.asksRegion || account.statedRegion !== shown) continue;
        await confirmRegion(administration, account, { regionCode: shown, how: 'administrator', by });
        confirmed += 1;
      }
      return redirect(UNCONFIRMED_PATH, { text: 'Wilayah {n} orang sudah dikonfirmasi.', facts: { n: confirmed } });
    },
  }),
];
