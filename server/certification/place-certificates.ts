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
