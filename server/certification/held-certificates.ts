import type { AfterExam } from '../assessment/assessment.ts';
import type { HeldCertificates } from '../learning/standing.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { stateOn } from './certificate-state.ts';
import type { CertificateStore } from './certificate-store.ts';
import { issueIfEligible } from './issue-certificate.ts';

/**
 * What opens the next tier: certificates that hold today, and samples too, since they show that the competencies were
 * met; else a chain of pilot courses could never be tried.
 */
const opensTheNext = (certificate: IssuedCertificate, today: string): boolean =>
  ['valid', 'sample'].includes(stateOn(certificate, today));

/** The learning room's port. It needs the store alone, so that it can be made before the learning room is. */
export function createHeldCertificates(certificates: Pick<CertificateStore, 'selectOfLearner'>, now: () => Date = () => new Date()): HeldCertificates {
  const held = async (learner: string) => {
    const today = calendarDay(now());
    return (await certificates.selectOfLearner(learner)).filter((certificate) => opensTheNext(certificate, today));
  };
  return {
    coursesOf: async (learner) => [...new Set((await held(learner)).map(({ course }) => course))],
    addressOf: async (learner, course) => ((await held(learner)).some((certificate) => certificate.course === course) ? '/certificates' : undefined),
  };
}

/** The assessment room's port. What is thrown here is thrown to it: it keeps the result and asks again. */
export const createAfterExam = (certification: Certification): AfterExam => ({
  examFinished: async (learner, course) => {
    await issueIfEligible(certification, learner, course);
  },
});
