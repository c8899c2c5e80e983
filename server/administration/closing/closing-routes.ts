import { z } from 'zod';
import type { IssuedCertificate } from '../../certification/certificate-model.ts';
import { writeCertificatesZip } from '../../certification/write-certificates-zip.ts';
import type { Course } from '../../content/course.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import { bytes, stream, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import { selectReached } from '../classes/class-page.ts';
import type { WithinClass } from '../following/at-place.ts';
import { courseOf } from '../following/class-following.ts';
import { placesOf } from '../following/place.ts';
import { accountId } from '../list-query.ts';
import { streamClass } from './class-results.ts';
import { closingQuery, reachedPart, showClosing } from './closing-page.ts';
import { makeMinutes } from './make-minutes.ts';
import { minutesForm, type MinutesForm } from './minutes-form.ts';
import { renderMinutes } from './minutes/render-minutes.ts';
import { COLUMNS, columnsOf, DEFAULT_COLUMNS } from './result-columns.ts';
import { FORMATS, resultsFile } from './results-file.ts';

/** Each reads a whole class. */
const FILES_PER_MINUTE = 20;
const PATH = `${CLASSES_PATH}/:class/closing`;
const params = z.object({ class: accountId });
const FIRST_PAGE = { after: undefined, row: 1 };

/** `column` once or often; what is not known is left out, and where nothing is asked for the least is given. */
const resultsQuery = z.object({
  format: z.enum(FORMATS).catch('csv'),
  column: z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.string().max(30)).max(30)).optional().catch(undefined),
});

const selectClass = (administration: Administration, received: Received<z.output<typeof params>, unknown, unknown>) =>
  selectReached(administration, signedIn(received), received.params.class);

/** A class's name in a file's name. */
const slug = (name: string): string => name.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'angkatan';

async function* certificatesOf(administration: Administration, within: WithinClass, course: Course): AsyncGenerator<IssuedCertificate> {
  for await (const { certificate } of streamClass(administration, within, course, ['certified'])) if (certificate) yield certificate;
}

async function sendResults(administration: Administration, received: Received<z.output<typeof params>, z.output<typeof resultsQuery>, unknown>): Promise<Reply> {
  const found = await selectClass(administration, received);
  const course = courseOf(administration, found);
  const { within } = await reachedPart(administration, received, found);
  const { format, column = DEFAULT_COLUMNS } = received.query;
  const wanted = COLUMNS.filter((name) => column.includes(name));
  const columns = columnsOf(course, wanted.length > 0 ? wanted : DEFAULT_COLUMNS, received);
  return resultsFile(format, `hasil-${slug(found.name)}-${calendarDay(new Date())}`, columns, streamClass(administration, within, course, placesOf(course).toReversed()));
}

async function sendMinutes(administration: Administration, received: Received<z.output<typeof params>, unknown, MinutesForm>): Promise<Reply> {
  const found = await selectClass(administration, received);
  const { within, sums } = await reachedPart(administration, received, found);
  const minutes = await makeMinutes(administration, found, within, sums, received.body);
  return bytes(await renderMinutes(minutes), {
    'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="berita-acara-${slug(found.name)}.pdf"`, 'Cache-Control': 'no-store',
  });
}

/** The end of a class: who misses what, and what leaves the house on paper and in files. */
export const closingRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: PATH, access: 'trainer', params, query: closingQuery, handle: async (received) => showClosing(administration, await selectClass(administration, received), received, received.query) }),
  route({
    method: 'post',
    path: `${PATH}/minutes`,
    access: 'administrator',
    perMinute: FILES_PER_MINUTE,
    params,
    body: minutesForm,
    invalid: async (problem, received) => showClosing(administration, await selectClass(administration, received), received, FIRST_PAGE, received.body ?? {}, problem.fields),
    handle: (received) => sendMinutes(administration, received),
  }),
  route({ method: 'get', path: `${PATH}/results`, access: 'administrator', perMinute: FILES_PER_MINUTE, params, query: resultsQuery, handle: (received) => sendResults(administration, received) }),
  route({
    method: 'get',
    path: `${PATH}/certificates.zip`,
    access: 'administrator',
    perMinute: FILES_PER_MINUTE,
    params,
    handle: async (received) => {
      const found = await selectClass(administration, received);
      const { within } = await reachedPart(administration, received, found);
      const papers = certificatesOf(administration, within, courseOf(administration, found));
      const headers = { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="sertifikat-${slug(found.name)}.zip"`, 'Cache-Control': 'no-store' };
      return stream(headers, (response) => writeCertificatesZip(papers, administration.certification.pdfs, response));
    },
  }),
];
