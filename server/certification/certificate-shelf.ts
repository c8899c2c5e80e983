import type { CertificateShelf } from '../learning/standing.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import { NEVER, stateOn } from './certificate-state.ts';
import type { CertificateStore } from './certificate-store.ts';

/** The learning room's port: what a learner holds. A sample that a real certificate has replaced is not shown. */
export const createCertificateShelf = (certificates: CertificateStore, now: () => Date = () => new Date()): CertificateShelf => ({
  async of(learner) {
    const today = calendarDay(now());
    return (await certificates.selectOfLearner(learner)).flatMap((issued) => {
      const state = stateOn(issued, today);
      if (state === 'withdrawn' || state === 'superseded') return [];
      return [
        {
          course: issued.course,
          courseTitle: issued.record.course.title,
          serial: issued.serial,
          href: '/certificates',
          downloadHref: `/certificates/${issued.serial}.pdf`,
          validUntil: issued.expiresOn === NEVER ? undefined : issued.expiresOn,
          state,
        },
      ];
    });
  },
});
