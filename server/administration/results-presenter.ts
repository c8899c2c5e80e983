import type { AccountPosition } from '../accounts/account-store.ts';
import { regionName } from '../accounts/regions/regions.ts';
import { signedIn, type Received } from '../web/route.ts';
import type { Course } from '../content/course.ts';
import { lastLearned } from '../learning/enrolment-model.ts';
import { learnedAt } from './learned-at.ts';
import { courseTitle, type ResultState } from './learner-result.ts';
import { addressOf, chipsOf } from './list-address.ts';
import { countWords, paginationOf, type ListPage } from './list-page.ts';
import { writeNamePosition } from './name-position.ts';
import { mayExport } from './policy.ts';
import { regionChoices } from './reach.ts';
import type { ResultRow } from './result-list.ts';
import type { ResultsQuery } from './result-forms.ts';
import type { Cell } from './table-file.ts';

export const RESULTS_PATH = '/admin/results';

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

export const stateWords: Readonly<Record<ResultState, string>> = {
  studying: 'Belajar',
  exam: 'Siap ujian',
  waiting: 'Menunggu mengulang',
  exhausted: 'Kesempatan habis',
  met: 'Semua kompetensi tuntas',
  certified: 'Bersertifikat',
};

export const placeWords = (village: string | undefined, regionCode: string | undefined): string =>
  [village, regionCode && regionName(regionCode)].filter(Boolean).join(', ');

const presentRow = ({ account, course, progress, state, enrolment }: ResultRow, { language }: Reader) => ({
  href: `${RESULTS_PATH}/${account._id}/${course.id}`,
  name: account.name,
  place: placeWords(account.village, account.regionCode),
  lessons: `${progress.lessonsRead} / ${progress.lessonsRequired}`,
  quizzes: progress.quizzes > 0 ? `${progress.quizzesPassed} / ${progress.quizzes}` : '',
  units: progress.units > 0 ? `${progress.unitsMet} / ${progress.units}` : '',
  state,
  lastSeen: learnedAt(enrolment, language),
});

/** The fields of `views/administration/results.ejs`; `course` is the one that is shown. */
export function presentResults(
  found: ListPage<ResultRow, AccountPosition>,
  { course, courses }: { readonly course: Course | undefined; readonly courses: readonly Course[] },
  received: Received<unknown, ResultsQuery, unknown>,
) {
  const { query, t, language } = received;
  const viewer = signedIn(received);
  const filters = { course: course?.id, q: query.q, regionCode: query.regionCode, state: query.state };
  const list = { path: RESULTS_PATH, filters, row: query.row, t };
  return {
    title: t('Hasil'),
    filters,
    courses: courses.map((each) => ({ value: each.id, text: courseTitle(each, language) })),
    regions: regionChoices(viewer),
    chips: chipsOf(RESULTS_PATH, filters, {
      q: (typed) => `“${typed}”`,
      regionCode: regionName,
      state: (state) => t(Object.entries(stateWords).find(([name]) => name === state)?.[1] ?? state),
    }),
    total: countWords(found, list),
    columns: [
      { label: t('Nama'), direction: 'ascending' },
      ...['Wilayah', 'Pelajaran', 'Kuis', 'Kompetensi', 'Keadaan'].map((label) => ({ label: t(label) })),
    ],
    rows: found.rows.map((row) => presentRow(row, received)),
    csvHref: mayExport(viewer) && course ? addressOf(`${RESULTS_PATH}/export.csv`, filters) : undefined,
    pagination: paginationOf(found, list, writeNamePosition),
  };
}

/** The columns of the file; one for each unit of competency, with its score. */
export const resultColumns = (course: Course, { t }: Reader): string[] => [
  ...['Nama', 'Nama pengguna', 'Kode wilayah', 'Kabupaten/kota', 'Desa/kelurahan', 'Pelajaran dibaca', 'Pelajaran wajib', 'Kuis lulus', 'Kuis', 'Kompetensi tuntas', 'Kompetensi'].map((label) => t(label)),
  ...course.competencies.map((unit) => unit.code),
  ...['Keadaan', 'Nomor sertifikat', 'Terakhir belajar'].map((label) => t(label)),
];

export const resultCells = ({ account, progress, standing, state, certificate, enrolment }: ResultRow, units: readonly string[], { t }: Reader): Cell[] => [
  account.name,
  account.userName,
  account.regionCode,
  account.regionCode && regionName(account.regionCode),
  account.village,
  progress.lessonsRead,
  progress.lessonsRequired,
  progress.quizzesPassed,
  progress.quizzes,
  progress.unitsMet,
  progress.units,
  ...units.map((code) => standing.units[code]?.score),
  t(stateWords[state]),
  certificate,
  lastLearned(enrolment)?.toISOString(),
];
