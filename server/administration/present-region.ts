import type { AccountRecord, RegionSource } from '../accounts/account-model.ts';
import { PROVINCES, regionName } from '../accounts/regions/regions.ts';
import { longDate } from '../web/i18n/dates.ts';
import type { Received } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { selectOrganisationChoices } from './organisations/organisation-choices.ts';

const eventWords: Readonly<Record<RegionSource, string>> = {
  roster: 'Dikonfirmasi {date} oleh {name} lewat daftar peserta',
  class: 'Dikonfirmasi {date} lewat kode angkatan',
  administrator: 'Dikonfirmasi {date} oleh {name}',
};

/** The confirmed region; where there is none, what was stated, said to be that. */
export const regionWords = ({ regionCode, statedRegion }: AccountRecord, { t }: Pick<Received<unknown, unknown, unknown>, 't'>): string | undefined => {
  if (regionCode !== undefined) return regionName(regionCode);
  return statedRegion === undefined ? undefined : t('{region} (dinyatakan)', { region: regionName(statedRegion) });
};

/** Kabupaten and kota within reach, by province. */
export const regenciesWithin = (reaches: (code: string) => boolean) =>
  PROVINCES.map((province) => ({ ...province, regencies: province.regencies.filter(({ code }) => reaches(code)) })).filter(({ regencies }) => regencies.length > 0);

/** The fields of `views/administration/user-region.ejs`. */
export async function presentRegion(administration: Pick<Administration, 'accounts'>, viewer: Viewer, account: AccountRecord, { t, language }: Pick<Received<unknown, unknown, unknown>, 't' | 'language'>) {
  const { accounts } = administration;
  const last = account.regionHistory?.at(-1);
  const confirmer = last && (await accounts.accounts.selectOptionalById(last.by));
  return {
    confirmed: account.regionCode && regionName(account.regionCode),
    stated: account.asksRegion && account.statedRegion ? regionName(account.statedRegion) : undefined,
    source: last && t(eventWords[last.how], { date: longDate(last.at, language), name: confirmer?.name ?? '–' }),
    value: account.asksRegion ? account.statedRegion : account.regionCode,
    href: `/admin/users/${account._id}/region`,
    organisation: account.organisation,
    organisations: await selectOrganisationChoices(administration, viewer, account.organisation === undefined ? [] : [account.organisation]),
    organisationHref: `/admin/users/${account._id}/organisation`,
  };
}
