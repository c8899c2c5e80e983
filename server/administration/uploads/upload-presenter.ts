import { compareCourses } from '../../content/difference/compare-courses.ts';
import { inLanguage, type Course } from '../../content/course.ts';
import type { Problem } from '../../content/problem.ts';
import type { PackageRecord } from '../../content/uploads/package-model.ts';
import { dateAndTime } from '../../web/i18n/dates.ts';
import { authorLanguage } from '../../web/i18n/language.ts';
import type { Translate } from '../../web/i18n/translate.ts';
import type { Received } from '../../web/route.ts';
import { previewAddress, zipAddress } from '../preview/previewed-course.ts';
import { presentDifference } from '../preview/version-routes.ts';

export const UPLOADS_PATH = '/admin/uploads';

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

const KILOBYTE = 1024;
const MOST_PROBLEMS = 200;

export const presentUploadProblems = (problems: readonly Problem[], { language }: Reader) =>
  problems.slice(0, MOST_PROBLEMS).map(({ file, line, column, severity, message, hint }) => ({ file, line, column, severity, message: message[authorLanguage(language)], hint: hint?.[authorLanguage(language)], source: [] }));

/** A course in the list: where it comes from, and what can be done with it. */
export const presentCourseRow = (course: Course, isUploaded: boolean, kept: readonly PackageRecord[], current: string | undefined, { language }: Reader) => ({
  id: course.id,
  title: inLanguage(course.title, language),
  isUploaded,
  previewHref: previewAddress(course.id),
  zipHref: zipAddress(course.id),
  packages: kept.map((record) => ({
    href: `${UPLOADS_PATH}/${record._id}`,
    at: dateAndTime(record.at, language),
    kilobytes: Math.max(1, Math.round(record.bytes / KILOBYTE)),
    isCurrent: record._id === current,
  })),
});

const statusWords = (status: Course['status'], t: Translate): string =>
  ({ draft: t('Draf'), pilot: t('masih uji coba'), published: t('untuk semua'), hidden: t('hanya lewat alamatnya') })[status];

/** The fields of `administration/upload`. */
export function presentPackage(record: PackageRecord, next: Course, problems: readonly Problem[], served: Course | undefined, current: string | undefined, reader: Reader) {
  const { t, language } = reader;
  return {
    title: record.title,
    course: record.course,
    at: dateAndTime(record.at, language),
    isCurrent: record._id === current,
    wasServed: record.state === 'kept',
    replaces: served && inLanguage(served.title, language),
    difference: served && presentDifference(compareCourses(served, next, authorLanguage(language)), t),
    lessons: next.modules.reduce((sum, { lessons }) => sum + lessons.length, 0),
    status: statusWords(next.status, t),
    problems: presentUploadProblems(problems, reader),
    action: `${UPLOADS_PATH}/${record._id}`,
    base: current ?? '',
  };
}
