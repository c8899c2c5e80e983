import type { CertificateShelf } from '../learning/standing.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import { NEVER, stateOn } from './certificate-state.ts';
import type { CertificateStore } from './certificate-store.ts';
import { renewalOffer, type Renewals } from './renewals.ts';

/** The learning room's port: what a learner holds. A sample that a real certificate has replaced is not shown. */
export const createCertificateShelf = (certificates: CertificateStore, renewals: Pick<Renewals, 'of'>, now: () => Date = () => new Date()): CertificateShelf => ({
  async of(learner) {
    const today = calendarDay(now());
    const rows = (await certificates.selectOfLearner(learner)).map(async (issued) => {
      const state = stateOn(issued, today);
      if (state === 'withdrawn' || state === 'superseded') return [];
      const renewal = await renewals.of(issued);
      return [
        {
          course: issued.course,
          courseTitle: issued.record.course.title,
          serial: issued.serial,
          href: '/certificates',
          downloadHref: `/certificates/${issued.serial}.pdf`,
          validUntil: issued.expiresOn === NEVER ? undefined : issued.expiresOn,
          state,
          renewal: renewal && renewalOffer(renewal, issued),
        },
      ];
    });
    return (await Promise.all(rows)).flat();
  },
});
