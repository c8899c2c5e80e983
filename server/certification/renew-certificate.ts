import { Conflict } from '../errors.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { Renewal } from './renewals.ts';

/**
 * Begins the renewal of a certificate: the holder moves to the course as it is published today, and the units that it
 * asks have to be shown again. The certificate holds as long as it says, until the new one stands in its place. A crash
 * in between leaves nothing that beginning again does not mend. Throws `Conflict` when there is nothing to renew.
 */
export async function beginRenewal({ learning, renewals }: Certification, certificate: IssuedCertificate): Promise<Renewal> {
  const renewal = await renewals.of(certificate);
  if (!renewal) throw new Conflict('Sertifikat ini belum perlu diperbarui.');
  const { learner } = certificate;
  const { id, version } = renewal.course;
  if (renewal.state === 'offered') {
    await learning.enrolments.enrol(learner, id, version);
    await learning.enrolments.moveToVersion(learner, id, version);
    await renewals.begin(certificate, renewal);
  }
  return renewal;
}
