import type { Certification } from './certification.ts';
import { placeOf } from './fill-slot.ts';

/**
 * Puts everything that a learner has earned under the administrators of this region. The papers say what they said; only who
 * lists, downloads and answers for them changes. May be repeated.
 */
export async function placeCertificates({ certificates, blocked }: Pick<Certification, 'certificates' | 'blocked'>, learner: string, regionCode: string): Promise<void> {
  await certificates.moveTo(learner, placeOf(regionCode));
  await blocked.moveTo(learner, regionCode);
}

/**
 * Sees to it that what has just been written for a learner lies where the learner is confirmed to serve now: a region that was
 * confirmed between reading the account and writing the certificate had nothing to move yet. Whoever confirms writes the account before
 * the certificates, so that reading the account once more after the last write finds it. `written`: the region that was written.
 */
export async function followRegion(certification: Pick<Certification, 'accounts' | 'certificates' | 'blocked'>, learner: string, written: string | undefined): Promise<void> {
  for (let placed = written; ; ) {
    const account = await certification.accounts.selectOptionalById(learner);
    if (account?.regionCode === undefined || account.regionCode === placed) return;
    placed = account.regionCode;
    await placeCertificates(certification, learner, placed);
  }
}
