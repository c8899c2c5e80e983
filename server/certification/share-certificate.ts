import { z } from 'zod';
import { randomCrockford } from '../accounts/random-id.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { TOKEN_CHARACTERS } from './fill-slot.ts';

/** What the holder may change: a link for others, made and taken back; scores on the page, shown or not. */
export const sharingForm = z.object({ change: z.enum(['link', 'no-link', 'scores', 'no-scores']) });
export type SharingChange = z.infer<typeof sharingForm>['change'];

/** A link made again is another one: whoever had the first does not get in by it. */
export async function changeSharing({ certificates }: Certification, { _id, shareToken, showsScores }: IssuedCertificate, change: SharingChange): Promise<void> {
  const token = change === 'link' ? randomCrockford(TOKEN_CHARACTERS) : shareToken;
  await certificates.setSharing(_id, {
    shareToken: change === 'no-link' ? undefined : token,
    showsScores: change === 'scores' || (change !== 'no-scores' && showsScores === true),
  });
}
