import { inLanguage, type Course } from '../content/course.ts';
import type { MistakeReportRecord, ReportState } from '../learning/mistake-report-model.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import { courseTitle } from './learner-result.ts';
import { addressOf, chipsOf } from './list-address.ts';
import { paginationOf, type ListPage } from './list-page.ts';
import { mayAnswerReports } from './policy.ts';
import type { ReportRow } from './report-list.ts';

export const REPORTS_PATH = '/admin/reports';

export interface ReportsQuery {
  readonly state: ReportState;
  readonly course?: string | undefined;
  readonly after?: string | undefined;
  readonly row: number;
}

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

const stateTabs: readonly { readonly state: ReportState; readonly text: string }[] = [
  { state: 'open', text: 'Menunggu' },
  { state: 'answered', text: 'Sudah dijawab' },
  { state: 'dismissed', text: 'Dikesampingkan' },
];

/** What the report is about, in words, and where to look at it. */
function placeOf({ course: courseId, lesson, question }: MistakeReportRecord, course: Course | undefined, { t, language }: Reader) {
  const href = `/courses/${courseId}`;
  if (question !== undefined) {
    const quizzes = course ? [...course.modules.flatMap((module) => module.quiz ?? []), ...(course.exam ? [course.exam] : [])] : [];
    const quiz = quizzes.find((each) => each.questions.some(({ id }) => id === question));
    const where = quiz ? `, ${inLanguage(quiz.title, language)}` : '';
    return { href, place: `${t('Soal: {question}', { question })}${where}` };
  }
  if (lesson === undefined) return { href, place: course ? courseTitle(course, language) : courseId };
  const found = course?.modules.flatMap((module) => module.lessons).find(({ id }) => id === lesson);
  return { href: `${href}/lessons/${lesson}`, place: t('Pelajaran: {title}', { title: found ? inLanguage(found.title, language) : lesson }) };
}

const presentReport = ({ report, author }: ReportRow, course: Course | undefined, mayAnswer: boolean, reader: Reader) => ({
  id: report._id,
  at: dateAndTime(report.at, reader.language),
  course: course ? courseTitle(course, reader.language) : report.course,
  ...placeOf(report, course, reader),
  text: report.text,
  by: author?.name,
  state: report.state,
  answer: report.answer,
  answeredAt: report.answeredAt && dateAndTime(report.answeredAt, reader.language),
  answerHref: mayAnswer ? `${REPORTS_PATH}/${report._id}` : undefined,
});

/** The fields of `views/administration/reports.ejs`. */
export function presentReports(
  found: ListPage<ReportRow, string>,
  courses: readonly Course[],
  received: Received<unknown, ReportsQuery, unknown>,
) {
  const { query, t, language } = received;
  const filters = { state: query.state === 'open' ? undefined : query.state, course: query.course };
  const byId = new Map(courses.map((course) => [course.id, course]));
  const mayAnswer = mayAnswerReports(signedIn(received));
  return {
    title: t('Laporan kesalahan'),
    filters: { state: query.state, course: query.course },
    tabs: stateTabs.map(({ state, text }) => ({
      text: t(text),
      href: addressOf(REPORTS_PATH, { ...filters, state: state === 'open' ? undefined : state }),
      current: state === query.state,
    })),
    courses: courses.map((course) => ({ value: course.id, text: courseTitle(course, language) })),
    chips: chipsOf(REPORTS_PATH, filters, { course: (id) => byId.get(id)?.shortTitle.original ?? id }),
    reports: found.rows.map((row) => presentReport(row, byId.get(row.report.course), mayAnswer, received)),
    pagination: paginationOf(found, { path: REPORTS_PATH, filters, row: query.row, t }, (id) => id),
  };
}
