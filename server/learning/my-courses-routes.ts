import { inLanguage, type Course } from '../content/course.ts';
import { isOutage } from '../storage/storage.ts';
import { dayFromIso, longDate } from '../web/i18n/dates.ts';
import type { Language } from '../web/i18n/language.ts';
import type { Translate } from '../web/i18n/translate.ts';
import { page } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import { courseAddress } from './addresses.ts';
import type { EnrolmentRecord } from './enrolment-model.ts';
import { presentNews } from './news/present-news.ts';
import { isListed } from './policy.ts';
import { nextOf } from './present-steps.ts';
import { shelfOf } from './present-shelf.ts';
import { progressOf, type CourseProgress, type NextStep } from './progress.ts';
import type { LearningRoom } from './room.ts';

interface Mine {
  readonly course: Course;
  readonly enrolment: EnrolmentRecord;
  readonly progress: CourseProgress;
}

const placeOf = (next: NextStep, course: Course, language: Language, t: Translate): string => {
  if (next.kind !== 'lesson' && next.kind !== 'quiz') return t('Ujian akhir');
  const number = course.modules.findIndex(({ id }) => id === next.module.id) + 1;
  return `${t('Modul {n}', { n: number })} · ${inLanguage(next.module.title, language)}`;
};

/** Where the learner was last, if something is left to do there. */
const continueFields = (mine: readonly Mine[], language: Language, t: Translate) => {
  const [latest] = [...mine]
    .filter(({ progress }) => progress.next.kind !== 'done')
    .sort((a, b) => b.enrolment.lastAt.getTime() - a.enrolment.lastAt.getTime());
  const next = latest && nextOf(latest.course, latest.progress.next, language);
  if (!latest || !next) return undefined;
  return {
    ...next,
    place: placeOf(latest.progress.next, latest.course, language, t),
    courseTitle: inLanguage(latest.course.shortTitle, language),
    courseHref: courseAddress(latest.course.id),
    done: latest.progress.lessonsRead,
    total: latest.progress.lessonsRequired,
  };
};

/** The page is worth more than its news. */
const newsUnlessDown = (room: LearningRoom, learner: string, enrolments: readonly EnrolmentRecord[], language: Language) =>
  presentNews(room, learner, enrolments, language).catch((problem: unknown) => {
    if (!isOutage(problem)) throw problem;
    return [];
  });

export const myCoursesRoutes = (room: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/learn',
    access: 'signed-in',
    handle: async (received) => {
      const { language, t } = received;
      const { learning, shelf } = room;
      const viewer = signedIn(received);
      const enrolments = await learning.enrolments.selectOfLearner(viewer.id);
      const found = await Promise.all(
        enrolments.map(async (enrolment): Promise<Mine | undefined> => {
          const course = await learning.courseFor(enrolment);
          if (!course) return undefined;
          return { course, enrolment, progress: progressOf(course, enrolment, await learning.standings.of(viewer.id, course.id)) };
        }),
      );
      const mine = found.filter((one) => one !== undefined);
      const held = await shelf.of(viewer.id);
      const titleOf = (id: string) => {
        const course = learning.courses.course(id);
        return course ? inLanguage(course.title, language) : id;
      };
      const others = learning.courses.courses().filter((course) => isListed(viewer, course) && !mine.some((one) => one.course.id === course.id));
      return page('learning/my-courses', {
        title: t('Belajar'),
        news: await newsUnlessDown(room, viewer.id, enrolments, language),
        newsUntil: new Date().toISOString(),
        continueAt: continueFields(mine, language, t),
        mine: mine.map(({ course, progress }) =>
          shelfOf(course, language, titleOf, { progress, certified: held.some((one) => one.course === course.id && one.state === 'valid') }),
        ),
        others: others.map((course) => shelfOf(course, language, titleOf)),
        certificates: held.map((one) => ({ ...one, validUntil: one.validUntil && longDate(dayFromIso(one.validUntil), language) })),
      });
    },
  }),
];
