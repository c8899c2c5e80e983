import type { Course } from '../content/course.ts';
import type { EnrolmentRecord } from '../learning/enrolment-model.ts';
import { progressOf } from '../learning/progress.ts';
import { NO_STANDING } from '../learning/standing.ts';
import type { Certification } from './certification.ts';
import { FIRST_CYCLE, SAMPLE_CYCLE, slotOf } from './certificate-store.ts';
import { issueIfEligible } from './issue-certificate.ts';

const PAGE = 200;

/** Who has not read to the end has not earned it: told from the enrolment alone, which spares most look-ups. */
const hasReadAll = (course: Course, enrolment: EnrolmentRecord): boolean => {
  const { lessonsRead, lessonsRequired } = progressOf(course, enrolment, NO_STANDING);
  return lessonsRead === lessonsRequired;
};

/** Those of a page who have neither the real certificate nor a sample that must stay one. */
async function withoutCertificate({ certificates }: Certification, page: readonly EnrolmentRecord[]): Promise<EnrolmentRecord[]> {
  const slots = page.flatMap(({ learner, course }) => [slotOf(learner, course, FIRST_CYCLE), slotOf(learner, course, SAMPLE_CYCLE)]);
  const states = await certificates.selectStates(slots);
  return page.filter(({ learner, course }) => {
    const sample = states.get(slotOf(learner, course, SAMPLE_CYCLE));
    return !states.has(slotOf(learner, course, FIRST_CYCLE)) && (sample === undefined || sample === 'sample');
  });
}

/**
 * Issues what is due: certificates that a crash kept back, and real ones in the place of samples once there is an issuer
 * or a course's trial is over. For the start (it need not be waited for) and after the settings have changed. Gives
 * how many were issued; one that fails is reported and stops no other.
 */
export async function settleCertificates(certification: Certification, report: (problem: unknown) => void): Promise<number> {
  const { learning } = certification;
  let issued = 0;
  for (const { id } of learning.courses.courses()) {
    for (let last: string | undefined; ; ) {
      const page = await learning.enrolments.selectPageOfCourse(id, last, PAGE);
      for (const enrolment of await withoutCertificate(certification, page)) {
        const course = await learning.courseFor(enrolment);
        if (!course?.exam || !hasReadAll(course, enrolment)) continue;
        const outcome = await issueIfEligible(certification, enrolment.learner, id).catch(report);
        if (outcome?.kind === 'issued') issued += 1;
      }
      last = page.at(-1)?._id;
      if (page.length < PAGE) break;
    }
  }
  return issued;
}
