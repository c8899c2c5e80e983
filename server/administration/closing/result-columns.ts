import { regionName } from '../../accounts/regions/regions.ts';
import type { Course } from '../../content/course.ts';
import { lastLearned } from '../../learning/enrolment-model.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import type { Received } from '../../web/route.ts';
import { placeWords } from '../following/following-presenter.ts';
import type { ClassResult } from './class-results.ts';
import { missingWords } from './missing-words.ts';

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

/** What a file of results can hold; personal data stand in it only where they were asked for. */
export const COLUMNS = ['name', 'state', 'certificate', 'missing', 'units', 'userName', 'region', 'village', 'organisation', 'phone', 'lastAt'] as const;
export type ColumnName = (typeof COLUMNS)[number];
/** Enough to say who has passed. */
export const DEFAULT_COLUMNS: readonly ColumnName[] = ['name', 'state', 'certificate'];

export const fieldWords: Readonly<Record<ColumnName, string>> = {
  name: 'Nama', state: 'Keadaan', certificate: 'Nomor sertifikat', missing: 'Yang belum', units: 'Nilai tiap kompetensi', userName: 'Nama pengguna',
  region: 'Wilayah', village: 'Desa/kelurahan', organisation: 'Lembaga', phone: 'Nomor telepon', lastAt: 'Terakhir belajar',
};

interface Column {
  /** As it stands in JSON. */
  readonly key: string;
  readonly head: string;
  readonly value: (result: ClassResult) => string | number | undefined;
}

/** One column each, and for the units one a unit. */
export function columnsOf(course: Course, names: readonly ColumnName[], reader: Reader): Column[] {
  const { t } = reader;
  const values: Readonly<Record<Exclude<ColumnName, 'units'>, Column['value']>> = {
    name: ({ account }) => account.name,
    state: ({ place }) => placeWords(course, place, reader),
    certificate: ({ certificate }) => certificate?.serial,
    missing: ({ missing }) => missingWords(course, missing, t).join('; '),
    userName: ({ account }) => account.userName,
    region: ({ account }) => account.regionCode && regionName(account.regionCode),
    village: ({ account }) => account.village,
    organisation: ({ organisation }) => organisation,
    phone: ({ account }) => account.phone,
    lastAt: ({ enrolment }) => {
      const at = enrolment && lastLearned(enrolment);
      return at && calendarDay(at);
    },
  };
  return names.flatMap((name): Column[] => {
    if (name !== 'units') return [{ key: name, head: t(fieldWords[name]), value: values[name] }];
    return course.competencies.map(({ code }) => ({ key: code, head: code, value: ({ standing }) => standing.units[code]?.score }));
  });
}
