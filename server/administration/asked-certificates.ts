import type { CertificateFilter } from '../certification/certificate-filter.ts';
import type { IssuedCertificate } from '../certification/certificate-model.ts';
import { mayManageCertificate } from '../certification/policy.ts';
import { parseSerial } from '../certification/serial.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { certificateFilter, type CertificateFilters } from './certificate-forms.ts';
import { selectReached } from './classes/class-page.ts';

export type AskedCertificates = CertificateFilters & { readonly serial?: readonly string[] | undefined };

/** Of a class: its members' certificates of its course; where another course is asked for, none. */
async function ofClass(administration: Administration, viewer: Viewer, id: string, filter: CertificateFilter): Promise<CertificateFilter> {
  const found = await selectReached(administration, viewer, id);
  const members = filter.course === undefined || filter.course === found.course ? await administration.classes.selectMembers(found._id) : [];
  return { ...filter, course: found.course, learners: members.map(({ learner }) => learner) };
}

/**
 * What a list is confined to, the viewer's scope included.
 *
 * @throws NotFound when the class asked for lies beyond the viewer's reach.
 */
export async function askedFilter(administration: Administration, viewer: Viewer, asked: CertificateFilters): Promise<CertificateFilter> {
  const filter = certificateFilter(viewer, asked, calendarDay(administration.certification.now()));
  return asked.class === undefined ? filter : ofClass(administration, viewer, asked.class, filter);
}

/** Serials that were ticked; one beyond reach is passed over like one that does not exist. */
export async function reachedSerials({ certification }: Administration, viewer: Viewer, serials: readonly string[]): Promise<IssuedCertificate[]> {
  const reached: IssuedCertificate[] = [];
  for (const typed of new Set(serials)) {
    const parsed = parseSerial(typed);
    const certificate = parsed.wellFormed ? await certification.certificates.selectOptionalBySerial(parsed.key) : undefined;
    if (certificate && mayManageCertificate(viewer, certificate)) reached.push(certificate);
  }
  return reached;
}

async function* inTurn(certificates: readonly IssuedCertificate[]): AsyncGenerator<IssuedCertificate> {
  yield* certificates;
}

/** Those that were ticked, else the filtered list; read anew each time it is called. */
export async function askedCertificates(administration: Administration, viewer: Viewer, asked: AskedCertificates): Promise<() => AsyncIterable<IssuedCertificate>> {
  if (asked.serial) {
    const ticked = await reachedSerials(administration, viewer, asked.serial);
    return () => inTurn(ticked);
  }
  const filter = await askedFilter(administration, viewer, asked);
  return () => administration.certification.certificates.streamRecords(filter);
}
