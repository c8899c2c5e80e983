import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { signStatement } from './statement/statement.ts';

/**
 * The certificate with what makes it a proof without us: its place in the status lists, and in the QR code's address a
 * signed statement, behind `#`, so that no server ever receives it. A sample proves nothing and gets neither.
 */
export async function sealed({ keys, statusPlaces }: Pick<Certification, 'keys' | 'statusPlaces'>, certificate: IssuedCertificate): Promise<IssuedCertificate> {
  const { record } = certificate;
  if (record.isSample) return certificate;
  const place = await statusPlaces.reserve(certificate._id);
  const statement = signStatement(record, place, await keys.current('statement'));
  return { ...certificate, record: { ...record, qrUrl: `${record.qrUrl}#${statement}` }, statusList: place.list, statusIndex: place.index };
}

/** The slot was filled by another request meanwhile. */
export async function releaseStatusPlace({ statusPlaces }: Pick<Certification, 'statusPlaces'>, { statusList, statusIndex }: IssuedCertificate): Promise<void> {
  if (statusList !== undefined && statusIndex !== undefined) await statusPlaces.release({ list: statusList, index: statusIndex });
}
