import { regionName } from '../accounts/regions/regions.ts';
import { writeCertificatePosition, type CertificatePosition } from '../certification/certificate-filter.ts';
import type { IssuedCertificate } from '../certification/certificate-model.ts';
import { stateOn, type CertificateState } from '../certification/certificate-state.ts';
import { noonOf } from '../certification/validity.ts';
import type { Course } from '../content/course.ts';
import { perLanguage, type Language } from '../web/i18n/language.ts';
import { calendarDay, shortDate } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import type { CertificatesQuery } from './certificate-forms.ts';
import { courseTitle } from './learner-result.ts';
import { addressOf, chipsOf, type Filters } from './list-address.ts';
import { paginationOf, type ListPage } from './list-page.ts';
import { regionChoices } from './reach.ts';

export const CERTIFICATES_PATH = '/admin/certificates';

const MONTHS_OFFERED = 24;

export const stateWords: Readonly<Record<CertificateState, string>> = {
  valid: 'Berlaku',
  sample: 'Contoh',
  expired: 'Habis masa berlaku',
  suspended: 'Ditangguhkan',
  revoked: 'Dicabut',
  superseded: 'Diganti',
  withdrawn: 'Ditarik pemegang',
};

const monthNames = perLanguage(({ locale }) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' }));
const monthWords = (month: string, language: Language): string => monthNames(language).format(new Date(`${month}-15T00:00:00Z`));

/** This month and those before it, newest first. */
function months(today: string, language: Language) {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const value = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
    return { value, text: monthWords(value, language) };
  });
}

const dayWords = (day: string, language: Language): string => shortDate(noonOf(day), language);

const presentRow = (certificate: IssuedCertificate, today: string, language: Language) => {
  const { serial, record } = certificate;
  return {
    href: `${CERTIFICATES_PATH}/${serial}`,
    serial,
    name: record.holderName,
    village: record.village ?? '',
    issuedAt: dayWords(record.issuedOn, language),
    validUntil: record.validUntil && dayWords(record.validUntil, language),
    state: stateOn(certificate, today),
  };
};

export interface CertificateCounts {
  /** With the filters and without them; a text where there are more than are counted. */
  readonly total: number | string;
  readonly all: number | string;
}

/** What the filters offer. */
export interface CertificateChoices {
  readonly courses: readonly Course[];
  readonly classes: readonly { readonly value: string; readonly text: string }[];
}

export const chipWords = ({ courses, classes }: CertificateChoices, { t, language }: Pick<Received<unknown, unknown, unknown>, 't' | 'language'>) => ({
  q: (typed: string) => `“${typed}”`,
  state: (state: string) => (state === 'soon' ? t('Segera habis') : t(Object.entries(stateWords).find(([name]) => name === state)?.[1] ?? state)),
  course: (id: string) => {
    const course = courses.find((each) => each.id === id);
    return course ? courseTitle(course, language) : id;
  },
  class: (id: string) => classes.find(({ value }) => value === id)?.text ?? id,
  regionCode: regionName,
  month: (month: string) => monthWords(month, language),
  from: (day: string) => t('mulai {date}', { date: dayWords(day, language) }),
  to: (day: string) => t('sampai {date}', { date: dayWords(day, language) }),
});

/** The fields of `views/administration/certificates.ejs`. */
export function presentCertificates(
  found: ListPage<IssuedCertificate, CertificatePosition>,
  counts: CertificateCounts,
  choices: CertificateChoices,
  now: Date,
  received: Received<unknown, CertificatesQuery, unknown>,
) {
  const { query, t, language } = received;
  const { courses, classes } = choices;
  const { after: _after, before: _before, row, ...asked } = query;
  const filters: Filters = asked;
  const today = calendarDay(now);
  const isSearch = query.q !== undefined;
  return {
    title: t('Sertifikat'),
    filters,
    courses: courses.map((course) => ({ value: course.id, text: courseTitle(course, language) })),
    classes,
    regions: regionChoices(signedIn(received)),
    months: months(today, language),
    chips: chipsOf(CERTIFICATES_PATH, filters, chipWords(choices, received)),
    ...counts,
    columns: [
      { label: t('Nama'), direction: isSearch ? 'ascending' : undefined },
      { label: t('Nomor') },
      { label: t('Kelurahan') },
      { label: t('Terbit'), direction: isSearch ? undefined : 'descending' },
      { label: t('Sampai') },
      { label: t('Keadaan') },
    ],
    certificates: found.rows.map((certificate) => presentRow(certificate, today, language)),
    csvHref: addressOf(`${CERTIFICATES_PATH}/export.csv`, filters),
    xlsxHref: addressOf(`${CERTIFICATES_PATH}/export.xlsx`, filters),
    zipHref: addressOf(`${CERTIFICATES_PATH}/export.zip`, filters),
    bundleHref: `${CERTIFICATES_PATH}/bundles`,
    chosenHref: `${CERTIFICATES_PATH}/export.zip`,
    pagination: paginationOf(found, { path: CERTIFICATES_PATH, filters, row, t }, writeCertificatePosition),
  };
}
