import type { CertificateTouch, CertificatesTouched, StandingShift } from '../assessment/regrading/certificates-touched.ts';
import type { Standing } from '../learning/standing.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { FIRST_CYCLE, newestOf, SAMPLE_CYCLE, slotOf } from './certificate-store.ts';
import { eligibilityFor } from './eligibility.ts';

type Needs = Pick<Certification, 'certificates' | 'learning'>;

const isHeld = (certificate: IssuedCertificate | undefined): certificate is IssuedCertificate =>
  certificate !== undefined && (certificate.state === 'valid' || certificate.state === 'sample');

/** What a certificate says against what would have been shown. */
const touchOn = ({ serial, record }: IssuedCertificate, after: Standing): CertificateTouch | undefined => {
  if (record.units.some(({ code }) => !after.units[code]?.met)) return { kind: 'unearned', serial };
  return record.units.some(({ code, score }) => after.units[code]?.score !== score) ? { kind: 'scores', serial } : undefined;
};

const metCount = ({ units }: Standing): number => Object.values(units).filter((unit) => unit.met).length;
const passedCount = ({ quizzes }: Standing): number => Object.values(quizzes).filter((quiz) => quiz.passed).length;

/** Whether a certificate would be issued that would not be issued now. Who gains nothing is not looked up. */
async function isDue({ learning }: Needs, courseId: string, { learner, before, after }: StandingShift): Promise<boolean> {
  if (metCount(after) <= metCount(before) && passedCount(after) <= passedCount(before)) return false;
  const enrolment = await learning.enrolments.selectOptional(learner, courseId);
  const course = enrolment && (await learning.courseFor(enrolment));
  return course !== undefined && eligibilityFor(course, enrolment, after).eligible && !eligibilityFor(course, enrolment, before).eligible;
}

/** The assessment room's port: which certificates a regrade touches. */
export const createCertificatesTouched = (needs: Needs): CertificatesTouched => ({
  async by(course, shifts) {
    if (shifts.length === 0) return [];
    const slots = shifts.flatMap(({ learner }) => [slotOf(learner, course, FIRST_CYCLE), slotOf(learner, course, SAMPLE_CYCLE)]);
    const certificates = new Map((await needs.certificates.selectSome(slots)).map((certificate) => [certificate._id, certificate]));
    return Promise.all(
      shifts.map(async (shift): Promise<CertificateTouch | undefined> => {
        const real = certificates.get(slotOf(shift.learner, course, FIRST_CYCLE));
        const first = real ?? certificates.get(slotOf(shift.learner, course, SAMPLE_CYCLE));
        const certificate = first && (await newestOf(needs.certificates, first));
        if (isHeld(certificate)) return touchOn(certificate, shift.after);
        return !certificate && (await isDue(needs, course, shift)) ? { kind: 'due' } : undefined;
      }),
    );
  },
});
