import { positionIn, type CertificateFilter } from '../certification/certificate-filter.ts';
import { writeCertificatesCsv, writeCertificatesXlsx } from '../certification/write-certificates-csv.ts';
import { writeCertificatesZip } from '../certification/write-certificates-zip.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import { page, stream } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { XLSX_TYPE } from '../web/spreadsheet/write-xlsx.ts';
import type { Administration } from './administration.ts';
import { BLOCKED_PATH, selectBlocked } from './blocked-routes.ts';
import { askedCertificates, askedFilter } from './asked-certificates.ts';
import { certificatePlace, certificatesQuery, exportQuery } from './certificate-forms.ts';
import { selectClasses } from './classes/class-choice.ts';
import { CERTIFICATES_PATH, presentCertificates } from './certificates-presenter.ts';
import { PAGE_SIZE, pageOf } from './list-page.ts';
import { scopeWithin } from './reach.ts';

/** Beyond this a list says "more than" instead of counting on. */
const MOST_COUNTED = 1000;

/** How many certificates a list has, in words where there are more than are counted. */
async function countWithin({ certification }: Administration, filter: CertificateFilter, { t }: Received<unknown, unknown, unknown>): Promise<number | string> {
  const counted = await certification.certificates.countUpTo(filter, MOST_COUNTED + 1);
  return counted > MOST_COUNTED ? t('lebih dari {n}', { n: MOST_COUNTED }) : counted;
}

const attachment = (extension: 'zip' | 'csv' | 'xlsx', type: string, today: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="sertifikat-${today}.${extension}"`,
  'Cache-Control': 'no-store',
});

const tables = [['csv', 'text/csv; charset=utf-8', writeCertificatesCsv], ['xlsx', XLSX_TYPE, writeCertificatesXlsx]] as const;

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
        const filter = await askedFilter(administration, viewer, received.query);
        const place = certificatePlace(received.query);
        const [found, total, all, blocked, classes] = await Promise.all([
          certificates.selectPage(filter, place, PAGE_SIZE + 1),
          countWithin(administration, filter, received),
          countWithin(administration, { regions: scopeWithin(viewer, undefined) }, received),
          selectBlocked(administration, viewer, 1),
          selectClasses(administration, viewer),
        ]);
        const courses = administration.learning.courses.courses();
        const fields = presentCertificates(pageOf(found, place, positionIn(filter)), { total, all }, { courses, classes }, now(), received);
        return page('administration/certificates', { ...fields, blockedHref: blocked.length > 0 ? BLOCKED_PATH : undefined });
      },
    }),
    route({
      method: 'get',
      path: `${CERTIFICATES_PATH}/export.zip`,
      access: 'administrator',
      query: exportQuery,
      handle: async (received) => {
        const today = calendarDay(now());
        const asked = await askedCertificates(administration, signedIn(received), received.query);
        return stream(attachment('zip', 'application/zip', today), (response) => writeCertificatesZip(asked(), pdfs, response, { certificates: asked, today }));
      },
    }),
    ...tables.map(([extension, type, write]) =>
      route({
        method: 'get',
        path: `${CERTIFICATES_PATH}/export.${extension}`,
        access: 'administrator',
        query: exportQuery,
        handle: async (received) => {
          const today = calendarDay(now());
          const asked = await askedCertificates(administration, signedIn(received), received.query);
          return stream(attachment(extension, type, today), (response) => write(asked(), today, response));
        },
      }),
    ),
  ];
};
