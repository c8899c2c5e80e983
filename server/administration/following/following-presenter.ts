import { regionName } from '../../accounts/regions/regions.ts';
import { inLanguage, type Course } from '../../content/course.ts';
import type { Received } from '../../web/route.ts';
import { NO_REGION } from './follow-model.ts';
import { atPlace, funnelOf, type FunnelStep } from './funnel.ts';
import { BANDS, heatCell } from './heat.ts';
import { modulePlace, type Place } from './place.ts';
import type { Counts, Sums } from './sums.ts';

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);

const HIGHEST = 100;
const bandText = (index: number): string => `${BANDS[index]}–${(BANDS[index + 1] ?? HIGHEST + 1) - 1}`;
export const heatBands = BANDS.map((_, index) => ({ band: index, text: bandText(index) })).slice(1);

/** `PSM.D.06` -> `D.06`: what tells the units of one course apart. */
const shortCode = (code: string): string => code.split('.').slice(-2).join('.');

export const regionWords = (region: string, { t }: Pick<Reader, 't'>): string => (region === NO_REGION ? t('Wilayah belum diketahui') : regionName(region));

/** What those are waiting for who stand there. */
export function placeWords(course: Course, place: Place, { t, language }: Reader): string {
  const index = course.modules.findIndex(({ id }) => modulePlace(id) === place);
  const module = course.modules[index];
  if (module) return t('Modul {n}: {title}', { n: index + 1, title: inLanguage(module.title, language) });
  switch (place) {
    case 'invited':
      return t('Belum pernah masuk');
    case 'entered':
      return t('Belum mulai belajar');
    case 'exam':
      return t('Belum ikut ujian');
    case 'units':
      return t('Belum tuntas, masih dapat mengulang');
    case 'exhausted':
      return t('Belum tuntas, kesempatannya habis');
    case 'met':
      return course.exam ? t('Sudah tuntas, sertifikat belum terbit') : t('Semua modul selesai');
    default:
      return t('Bersertifikat');
  }
}

function stepWords(course: Course, { kind, number = 0 }: FunnelStep, { t }: Reader): string {
  switch (kind) {
    case 'members':
      return t('Terdaftar di angkatan');
    case 'entered':
      return t('Sudah masuk');
    case 'begun':
      return t('Mulai belajar');
    case 'module':
      return number === course.modules.length ? t('Selesai semua modul') : t('Selesai modul {n}', { n: number });
    case 'exam':
      return t('Ikut ujian');
    case 'units':
      return t('Tuntas semua kompetensi');
    case 'certified':
      return t('Sertifikat terbit');
  }
}

/** `views/components/funnel.ejs`; `hrefOf` leads to who stands at a place. */
export function presentFunnel(course: Course, counts: Counts, reader: Reader, hrefOf?: (place: Place) => string) {
  const steps = funnelOf(course, counts);
  const all = steps[0]?.reached ?? 0;
  const worst = Math.max(...steps.map(({ lost }) => lost));
  return steps.map((step) => ({
    label: stepWords(course, step, reader),
    reached: step.reached,
    lost: step.lost,
    width: shareOf(step.reached, all),
    lostWidth: shareOf(step.lost, all),
    isWorst: step.lost > 0 && step.lost === worst,
    stopped: step.stopped.map((place) => ({ text: placeWords(course, place, reader), count: atPlace(counts, place), href: hrefOf?.(place) })).filter(({ count }) => count > 0),
  }));
}

/** `views/components/heat-map.ejs` */
export function presentHeat(course: Course, rows: readonly { readonly name: string; readonly href?: string; readonly members: number; readonly counts: Counts }[], { language }: Reader) {
  return {
    units: course.competencies.map(({ code, title }) => ({ code: shortCode(code), title: inLanguage(title, language) })),
    rows: rows.map(({ name, href, members, counts }) => ({ name, href, members, cells: course.competencies.map(({ code }) => heatCell(counts, code)) })),
    bands: heatBands,
  };
}

/** The unit that the smallest share of those examined has met; undefined: all did, or nobody was examined. */
export function weakestUnit(course: Course, { whole }: Sums, { language }: Reader): string | undefined {
  const cells = course.competencies.map((unit) => ({ title: inLanguage(unit.title, language), percent: heatCell(whole, unit.code).percent }));
  const examined = cells.flatMap(({ title, percent }) => (percent === undefined || percent === HIGHEST ? [] : [{ title, percent }]));
  return examined.toSorted((a, b) => a.percent - b.percent)[0]?.title;
}
