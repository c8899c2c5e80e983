import { positionIn, type CertificateFilter } from '../certification/certificate-filter.ts';
import type { IssuedCertificate } from '../certification/certificate-model.ts';
import { mayManageCertificate } from '../certification/policy.ts';
import { parseSerial } from '../certification/serial.ts';
import { writeCertificatesCsv } from '../certification/write-certificates-csv.ts';
import { writeCertificatesZip } from '../certification/write-certificates-zip.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import { page, stream } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { BLOCKED_PATH, selectBlocked } from './blocked-routes.ts';
import { certificateFilter, certificatePlace, certificatesQuery, exportQuery, type CertificateFilters } from './certificate-forms.ts';
import { CERTIFICATES_PATH, presentCertificates } from './certificates-presenter.ts';
import { PAGE_SIZE, pageOf } from './list-page.ts';
import { scopeWithin } from './reach.ts';

/** Beyond this a list says "more than" instead of counting on. */
const MOST_COUNTED = 1000;

type Exported = CertificateFilters & { readonly serial?: readonly string[] | undefined };

/** How many certificates a list has, in words where there are more than are counted. */
async function countWithin({ certification }: Administration, filter: CertificateFilter, { t }: Received<unknown, unknown, unknown>): Promise<number | string> {
  const counted = await certification.certificates.countUpTo(filter, MOST_COUNTED + 1);
  return counted > MOST_COUNTED ? t('lebih dari {n}', { n: MOST_COUNTED }) : counted;
}

/** Those that were ticked; one beyond reach is passed over like one that does not exist. */
async function* chosen({ certification }: Administration, viewer: Viewer, serials: readonly string[]): AsyncGenerator<IssuedCertificate> {
  for (const typed of new Set(serials)) {
    const parsed = parseSerial(typed);
    const certificate = parsed.wellFormed ? await certification.certificates.selectOptionalBySerial(parsed.key) : undefined;
    if (certificate && mayManageCertificate(viewer, certificate)) yield certificate;
  }
}

const exported = (administration: Administration, received: Received<unknown, Exported, unknown>): AsyncIterable<IssuedCertificate> => {
  const viewer = signedIn(received);
  const { serial } = received.query;
  return serial
    ? chosen(administration, viewer, serial)
    : administration.certification.certificates.streamRecords(certificateFilter(viewer, received.query, calendarDay(administration.certification.now())));
};

const attachment = (extension: 'zip' | 'csv', type: string, today: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="sertifikat-${today}.${extension}"`,
  'Cache-Control': 'no-store',
});

/** The certificates within reach, and the same list as papers or as a table. */
export const certificatesRoutes = (administration: Administration): readonly Route[] => {
  const { certificates, pdfs, now } = administration.certification;
  return [
    route({
      method: 'get',
      path: CERTIFICATES_PATH,
      access: 'administrator',
      query: certificatesQuery,
      handle: async (received) => {
        const viewer = signedIn(received);
        const filter = certificateFilter(viewer, received.query, calendarDay(now()));
        const place = certificatePlace(received.query);
        const [found, total, all, blocked] = await Promise.all([
          certificates.selectPage(filter, place, PAGE_SIZE + 1),
          countWithin(administration, filter, received),
          countWithin(administration, { regions: scopeWithin(viewer, undefined) }, received),
          selectBlocked(administration, viewer, 1),
        ]);
        const courses = administration.learning.courses.courses();
        const fields = presentCertificates(pageOf(found, place, positionIn(filter)), { total, all }, courses, now(), received);
        return page('administration/certificates', { ...fields, blockedHref: blocked.length > 0 ? BLOCKED_PATH : undefined });
      },
    }),
    route({
      method: 'get',
      path: `${CERTIFICATES_PATH}/export.zip`,
      access: 'administrator',
      query: exportQuery,
      handle: (received) =>
        stream(attachment('zip', 'application/zip', calendarDay(now())), (response) => writeCertificatesZip(exported(administration, received), pdfs, response)),
    }),
    route({
      method: 'get',
      path: `${CERTIFICATES_PATH}/export.csv`,
      access: 'administrator',
      query: exportQuery,
      handle: (received) =>
        stream(attachment('csv', 'text/csv; charset=utf-8', calendarDay(now())), (response) =>
          writeCertificatesCsv(exported(administration, received), calendarDay(now()), response),
        ),
    }),
  ];
};
