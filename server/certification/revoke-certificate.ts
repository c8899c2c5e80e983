import { z } from 'zod';
import { Conflict } from '../errors.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';

const LONGEST_REASON = 200;

/** The form of all: nobody takes a certificate back, or gives it back, without a reason. */
export const reasonForm = z.object({
  reason: z
    .string('Isi alasannya.')
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'Isi alasannya.').max(LONGEST_REASON, 'Alasan paling panjang 200 huruf.')),
});

export interface Decision {
  /** Account id of the administrator. */
  readonly by: string;
  readonly reason: string;
}

/** Takes a certificate back from this moment on. Throws `Conflict` when it no longer holds. */
export async function revokeCertificate({ certificates, now }: Certification, { _id }: Pick<IssuedCertificate, '_id'>, decision: Decision): Promise<void> {
  const done = await certificates.changeState(_id, ['valid', 'sample', 'suspended'], { to: 'revoked', at: now(), ...decision });
  if (!done) throw new Conflict('Sertifikat ini sudah dicabut, diganti, atau ditarik.');
}

/** Keeps a certificate from being accepted while doubts are settled. Throws `Conflict` when it does not hold. */
export async function suspendCertificate({ certificates, now }: Certification, { _id }: Pick<IssuedCertificate, '_id'>, decision: Decision): Promise<void> {
  const done = await certificates.changeState(_id, ['valid'], { to: 'suspended', at: now(), ...decision });
  if (!done) throw new Conflict('Sertifikat ini tidak sedang berlaku, jadi tidak dapat ditangguhkan.');
}

/** Lets a revoked or suspended certificate hold again. Throws `Conflict` when it is neither. */
export async function reinstateCertificate(
  { certificates, now }: Certification,
  { _id, record }: Pick<IssuedCertificate, '_id' | 'record'>,
  decision: Decision,
): Promise<void> {
  const to = record.isSample ? 'sample' : 'valid';
  const done = await certificates.changeState(_id, ['revoked', 'suspended'], { to, at: now(), ...decision });
  if (!done) throw new Conflict('Sertifikat ini tidak sedang dicabut atau ditangguhkan.');
}
