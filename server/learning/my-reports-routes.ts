import { z } from 'zod';
import { inLanguage, type Course } from '../content/course.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { page, redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { courseAddress, lessonAddress } from './addresses.ts';
import type { MistakeReportRecord } from './mistake-report-model.ts';
import type { LearningRoom } from './room.ts';

const PATH = '/my-reports';
const MOST_SHOWN = 100;

const stateWords: Readonly<Record<MistakeReportRecord['state'], string>> = { open: 'Menunggu jawaban', answered: 'Sudah dijawab', dismissed: 'Sudah dibaca, tanpa jawaban' };

function presentReport(report: MistakeReportRecord, course: Course | undefined, { t, language }: Pick<Received<unknown, unknown, unknown>, 't' | 'language'>) {
  const lesson = course?.modules.flatMap(({ lessons }) => lessons).find(({ id }) => id === report.lesson);
  const title = course ? inLanguage(course.shortTitle, language) : report.course;
  const about = report.question !== undefined ? t('Soal: {question}', { question: report.question }) : lesson && inLanguage(lesson.title, language);
  return {
    at: dateAndTime(report.at, language),
    place: [title, about].filter(Boolean).join(' · '),
    href: lesson && course ? lessonAddress(course.id, lesson.id) : course && courseAddress(course.id),
    text: report.text,
    state: report.state,
    stateText: t(stateWords[report.state]),
    answer: report.answer,
    answeredAt: report.answer !== undefined && report.answeredAt ? dateAndTime(report.answeredAt, language) : undefined,
    isNew: report.unread === true,
  };
}

/** What a learner reported, with the answers. */
export const myReportsRoutes = ({ reports, learning }: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'signed-in',
    handle: async (received) => {
      const own = await reports.selectOfLearner(signedIn(received).id, MOST_SHOWN);
      return page('learning/my-reports', {
        title: received.t('Laporan saya'),
        reports: own.map((report) => presentReport(report, learning.courses.course(report.course), received)),
        until: own.some(({ unread }) => unread) ? own[0]?._id : undefined,
      });
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/read`,
    access: 'signed-in',
    mayBeSentAgain: true,
    body: z.object({ until: z.string().regex(/^[\w-]{1,40}$/) }),
    handle: async (received) => {
      await reports.markRead(signedIn(received).id, received.body.until);
      return redirect('/learn');
    },
  }),
];
