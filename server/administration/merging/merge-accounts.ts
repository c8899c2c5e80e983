import type { AccountRecord } from '../../accounts/account-model.ts';
import { attemptsOf } from '../../assessment/attempts-of.ts';
import { fatesOf, type CertificateFate } from '../../certification/move-certificates.ts';
import { Conflict } from '../../errors.ts';
import type { Administration } from '../administration.ts';
import type { MergeRecord } from './merge-model.ts';

/** What a merge would do, and what stands in its way. */
export interface MergePreview {
  readonly from: AccountRecord;
  readonly into: AccountRecord;
  /** Ids of the courses that the account which goes has begun. */
  readonly courses: readonly string[];
  readonly attempts: number;
  readonly certificates: readonly CertificateFate[];
  readonly classes: number;
  /** Sentences; empty: nothing stands in the way. */
  readonly problems: readonly string[];
}

async function problemsOf({ assessment }: Administration, from: AccountRecord, into: AccountRecord, courses: readonly string[], fates: readonly CertificateFate[]): Promise<string[]> {
  const problems: string[] = [];
  if (from._id === into._id) problems.push('Keduanya akun yang sama.');
  if (from.role !== 'learner' || into.role !== 'learner') problems.push('Hanya akun peserta yang dapat digabungkan. Ubah dahulu perannya.');
  if (from.erasingSince || into.erasingSince) problems.push('Salah satu akun sedang dihapus.');
  if ((await assessment.regrades.selectUnderWay()).length > 0) problems.push('Penilaian ulang sedang berjalan. Tunggu sampai selesai.');
  if (fates.some(({ replacedBy }) => replacedBy && replacedBy.state !== 'valid' && replacedBy.state !== 'sample')) problems.push('Sertifikat pada akun yang tetap tidak sedang berlaku. Putuskan dahulu sertifikat itu, atau gabungkan ke arah sebaliknya.');
  for (const course of courses) {
    const [theirs, own] = await Promise.all([assessment.standings.select(from._id, course), assessment.standings.select(into._id, course)]);
    // Attempts are numbered anew, and a renewal counts by their numbers.
    if (theirs.renewal && (own.renewal || Object.keys(own.quizzes).length > 0)) problems.push('Sertifikat pada akun yang digabungkan sedang diperbarui. Selesaikan dahulu, atau gabungkan ke arah sebaliknya.');
  }
  return problems;
}

export async function previewMerge(administration: Administration, from: AccountRecord, into: AccountRecord): Promise<MergePreview> {
  const { assessment, certification, classes, learning } = administration;
  const courses = (await learning.enrolments.selectOfLearner(from._id)).map(({ course }) => course);
  let attempts = 0;
  for await (const _attempt of attemptsOf(assessment, from._id)) attempts += 1;
  const certificates = await fatesOf(certification, from._id, into._id);
  const problems = await problemsOf(administration, from, into, courses, certificates);
  return { from, into, courses, attempts, certificates, classes: (await classes.selectMemberships(from._id)).length, problems };
}

/** Each room moves its own part, the account itself last. May be interrupted and repeated. */
async function finish({ merges, personal }: Administration, { _id: from, into, by }: MergeRecord): Promise<void> {
  for (const room of personal.toReversed()) await room.merge?.(from, into, by);
  await merges.finish(from);
}

/** Makes one account out of two, exactly once: nobody signs in with the one that goes from the first step on. Throws `Conflict`. */
export async function mergeAccounts(administration: Administration, { from, into, problems }: MergePreview, by: string): Promise<void> {
  const [problem] = problems;
  if (problem !== undefined) throw new Conflict(problem);
  const merge = await administration.merges.begin(from._id, into._id, by);
  if (merge.into !== into._id) throw new Conflict('Akun ini sudah digabungkan ke akun lain.');
  const { accounts, sessions, authentication } = administration.accounts;
  await accounts.lock(from._id);
  await sessions.endSessionsOf(from._id);
  authentication.forget(from._id);
  await finish(administration, merge);
}

/** What a crash has left half done. Gives how many there were. */
export async function finishMerges(administration: Administration): Promise<number> {
  const moving = await administration.merges.selectMoving();
  for (const merge of moving) await finish(administration, merge);
  return moving.length;
}
