import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';

/**
 * Erasure, as its holder asks for it: name, place, scores, paper and credential go, the page says "ditarik pemegang", the serial
 * stays taken. It cannot be undone. Doing it twice does it once.
 */
export async function withdrawCertificate({ certificates, credentials, pdfs, now }: Certification, { _id, record, state, serial }: IssuedCertificate, by: string): Promise<void> {
  if (state !== 'withdrawn') {
    const { village: _village, regionName: _regionName, documentNumber: _documentNumber, ...facts } = record;
    const blank = { ...facts, holderName: '', units: [], qrUrl: record.verifyUrl };
    await certificates.blank(_id, blank, { to: 'withdrawn', at: now(), by, reason: '' });
  }
  await credentials.remove(serial);
  await pdfs.remove(serial);
}
