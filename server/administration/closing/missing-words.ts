import type { Missing } from '../../certification/eligibility.ts';
import type { Course } from '../../content/course.ts';
import type { Translate } from '../../web/i18n/translate.ts';

/** `PSM.D.06` -> `D.06` */
export const shortCode = (code: string): string => code.split('.').slice(-2).join('.');

/** What somebody still needs, in one line each: the modules together, then every unit with its score against its minimum. */
export function missingWords(course: Course, missing: readonly Missing[], t: Translate): string[] {
  const modules = missing.flatMap((one) => (one.kind === 'module' ? [course.modules.findIndex(({ id }) => id === one.module) + 1] : []));
  const units = missing.flatMap((one) => (one.kind === 'unit' ? [one] : []));
  // Who has sat no exam misses every unit in the same way: once is enough.
  const isUntried = units.length > 1 && units.length === course.competencies.length && units.every(({ score }) => score === undefined);
  const said = missing.flatMap((one) => {
    if (one.kind === 'enrolment') return [t('belum terdaftar di pelatihan ini')];
    if (one.kind !== 'unit' || isUntried) return [];
    const unit = shortCode(one.unit);
    return [one.score === undefined ? t('{unit} belum diuji', { unit }) : t('{unit} {score}, minimum {minimum}', { unit, score: one.score, minimum: one.minimum })];
  });
  const isAllModules = modules.length > 1 && modules.length === course.modules.length;
  const modulesSaid = isAllModules ? [t('semua modul')] : modules.length > 0 ? [t('modul {list}', { list: modules.filter((number) => number > 0).join(', ') || '?' })] : [];
  if (isAllModules && isUntried) return [...said, t('semua modul dan kompetensi')];
  return [...modulesSaid, ...said, ...(isUntried ? [t('semua kompetensi belum diuji')] : [])];
}
