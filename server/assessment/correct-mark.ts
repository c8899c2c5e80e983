import { Conflict } from '../errors.ts';
import type { Assessment } from './assessment.ts';
import type { GivenMark } from './attempt-model.ts';
import { finishAttempt } from './finish-attempt.ts';
import type { Marking } from './mark-answer.ts';
import type { CertificateTouch } from './regrading/certificates-touched.ts';
import { presentStanding } from './standing-store.ts';

/**
 * Puts another mark in the place of one that was given. Gives what that means for a certificate that the learner holds: nothing
 * is revoked. Throws `Conflict` where there is no mark yet, or somebody else has changed it meanwhile.
 */
export async function correctMark(assessment: Assessment, { row, attempt, mark: before }: Marking, mark: GivenMark & { readonly reason: string }): Promise<CertificateTouch | undefined> {
  if (!before) throw new Conflict('Jawaban ini belum dinilai.');
  const { learner, course } = attempt;
  const shown = async () => presentStanding(await assessment.standings.select(learner, course));
  const standing = await shown();
  const { earlier = [], ...last } = before;
  const corrected = await assessment.attempts.correctMark(attempt._id, row.question, before, { ...mark, earlier: [...earlier, last] }, assessment.now());
  if (!corrected) throw new Conflict('Nilai ini baru saja diubah orang lain. Muat ulang halamannya, lalu periksa lagi.');
  await finishAttempt(assessment, corrected);
  const [touched] = await assessment.certificates.by(course, [{ learner, before: standing, after: await shown() }]);
  return touched;
}
