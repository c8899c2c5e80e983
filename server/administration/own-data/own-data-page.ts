import { inLanguage } from '../../content/course.ts';
import { calendarDay, longDate } from '../../web/i18n/dates.ts';
import { noonOf } from '../../certification/validity.ts';
import { stateOn } from '../../certification/certificate-state.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';

export const OWN_DATA_PATH = '/account/data';
export const DELETE_PATH = '/account/delete';

/** The fields of `views/own-data/own-data.ejs`: what somebody has shown, holds, and may do with it. */
export async function presentOwnData({ learning, certification }: Administration, received: Received<unknown, unknown, unknown>) {
  const { id } = signedIn(received);
  const { t, language } = received;
  const enrolments = await learning.enrolments.selectOfLearner(id);
  const courses = await Promise.all(
    enrolments.map(async (enrolment) => {
      const course = await learning.courseFor(enrolment);
      if (!course) return [];
      const standing = await learning.standings.of(id, course.id);
      const units = course.competencies.map(({ code, title, minimum }) => {
        const shown = standing.units[code];
        return { code, title: inLanguage(title, language), bar: shown && { score: shown.score, minimum, passed: shown.met } };
      });
      return [{ title: courseTitle(course, language), href: `/courses/${course.id}`, met: units.filter(({ bar }) => bar?.passed).length, units }];
    }),
  );
  const today = calendarDay(certification.now());
  const certificates = (await certification.certificates.selectOfLearner(id)).map((certificate) => ({
    title: (language === 'en' ? certificate.record.course.titleEn : undefined) ?? certificate.record.course.title,
    serial: certificate.serial,
    issuedAt: longDate(noonOf(certificate.record.issuedOn), language),
    state: stateOn(certificate, today),
  }));
  return { title: t('Capaian dan data saya'), courses: courses.flat(), certificates, downloadHref: `${OWN_DATA_PATH}/download`, deleteHref: DELETE_PATH };
}
