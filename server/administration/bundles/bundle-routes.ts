import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import type { BundleRecord } from '../../certification/bundles/bundle-model.ts';
import type { BundleEntry } from '../../certification/bundles/manifest.ts';
import { zipSize } from '../../certification/bundles/zip-layout.ts';
import { PAGES_A_SHEET } from '../../certification/print-sheets.ts';
import { NotFound } from '../../errors.ts';
import { byteRange } from '../../web/byte-range.ts';
import { bytes, page, redirect, stream, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { askedFilter, reachedSerials } from '../asked-certificates.ts';
import { chipWords } from '../certificates-presenter.ts';
import { exportQuery } from '../certificate-forms.ts';
import { selectClasses } from '../classes/class-choice.ts';
import { chipsOf } from '../list-address.ts';
import { accountId } from '../list-query.ts';
import { BUNDLES_PATH, presentBundle } from './bundle-presenter.ts';

const PER_MINUTE = 20;
/** How often a page that waits asks again without a script: seconds. */
const REFRESH_SECONDS = '3';

const params = z.object({ bundle: accountId });
const sheetQuery = z.object({ sheet: z.coerce.number().int().min(1).max(1000).catch(1).default(1) });
type Asked<Query = unknown> = Received<z.output<typeof params>, Query, unknown>;

const gone = () => new NotFound('Unduhan ini tidak ada lagi. Siapkan lagi dari daftar sertifikat.');
const sameScope = (bundle: BundleRecord, viewer: Viewer): boolean => [...bundle.scope].sort().join() === [...viewer.scope].sort().join();

/** One's own, made with the scope that one still has. */
async function selectOwn({ certification }: Administration, viewer: Viewer, id: string): Promise<BundleRecord> {
  const bundle = await certification.bundles.selectOptional(id);
  if (!bundle || bundle.by !== viewer.id || !sameScope(bundle, viewer)) throw gone();
  return bundle;
}

/** What is in a bundle; undefined: it has to be made (again) first, and its page shows how far that is. */
async function opened({ certification: { bundles } }: Administration, bundle: BundleRecord): Promise<readonly BundleEntry[] | undefined> {
  return bundle.state === 'ready' ? bundles.open(bundle) : undefined;
}

const madeAgain = ({ _id }: BundleRecord): Reply =>
  redirect(`${BUNDLES_PATH}/${_id}`, { text: 'Ada sertifikat yang ditarik pemegangnya sejak arsip ini disiapkan. Arsip disiapkan lagi tanpa sertifikat itu.', tone: 'attention' });

/** The archive or the part of it that a browser still lacks (RFC 9110, 14). */
function sendZip({ certification: { bundles } }: Administration, bundle: BundleRecord, entries: readonly BundleEntry[], { http }: Asked): Reply {
  const size = zipSize(entries);
  const tag = `"${bundle.digest}"`;
  const mayResume = http.headers['if-range'] === undefined || http.headers['if-range'] === tag;
  const asked = byteRange(mayResume ? http.headers.range : undefined, size);
  const headers = {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="sertifikat-${bundle.createdAt.toISOString().slice(0, 10)}.zip"`,
    'Cache-Control': 'private, no-transform',
    'Accept-Ranges': 'bytes',
    ETag: tag,
  };
  if (asked === 'unsatisfiable') return stream({ 'Content-Range': `bytes */${size}` }, async (response) => void response.status(416).end());
  const range = asked ?? { first: 0, last: size - 1 };
  const length = { 'Content-Length': String(range.last - range.first + 1), ...(asked && { 'Content-Range': `bytes ${range.first}-${range.last}/${size}` }) };
  return stream({ ...headers, ...length }, async (response: Response) => {
    response.status(asked ? 206 : 200);
    if (http.method === 'HEAD') return void response.end();
    await pipeline(Readable.from(bundles.read(bundle, entries, range), { objectMode: false }), response);
  });
}

async function create(administration: Administration, received: Received<unknown, unknown, z.output<typeof exportQuery>>): Promise<Reply> {
  const viewer = signedIn(received);
  const { serial, ...filters } = received.body;
  const [filter, classes, ticked] = await Promise.all([
    askedFilter(administration, viewer, filters),
    selectClasses(administration, viewer),
    serial && reachedSerials(administration, viewer, serial),
  ]);
  const { bundles } = administration.certification;
  const words = chipsOf('', filters, chipWords({ courses: administration.learning.courses.courses(), classes }, received)).map(({ text }) => text);
  const bundle = await bundles.create({ by: viewer.id, scope: [...viewer.scope], filter, serials: ticked?.map((each) => each.serial), words });
  await bundles.seeToIt(bundle);
  return redirect(`${BUNDLES_PATH}/${bundle._id}`);
}

async function show(administration: Administration, received: Asked): Promise<Reply> {
  const bundle = await selectOwn(administration, signedIn(received), received.params.bundle);
  await administration.certification.bundles.seeToIt(bundle);
  const headers: Record<string, string> = bundle.state === 'preparing' ? { Refresh: REFRESH_SECONDS } : {};
  return page('administration/certificate-bundle', presentBundle(bundle, received), { headers });
}

async function download(administration: Administration, received: Asked): Promise<Reply> {
  const bundle = await selectOwn(administration, signedIn(received), received.params.bundle);
  const entries = await opened(administration, bundle);
  return entries ? sendZip(administration, bundle, entries, received) : madeAgain(bundle);
}

async function print(administration: Administration, received: Asked<z.output<typeof sheetQuery>>): Promise<Reply> {
  const bundle = await selectOwn(administration, signedIn(received), received.params.bundle);
  const entries = await opened(administration, bundle);
  if (!entries) return madeAgain(bundle);
  const { bundles, sheets } = administration.certification;
  const { sheet } = received.query;
  const [from, to] = [(sheet - 1) * PAGES_A_SHEET, sheet * PAGES_A_SHEET];
  if (from >= bundle.total) throw gone();
  const printed = await sheets.print(bundles.certificatesOf(entries, from, to));
  return bytes(printed, { 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="cetak-${sheet}.pdf"`, 'Cache-Control': 'no-store' });
}

/** Archives of many papers, prepared before they are taken home, so that a cut download goes on where it stopped. */
export const bundleRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'post', path: BUNDLES_PATH, access: 'administrator', perMinute: PER_MINUTE, body: exportQuery, handle: (received) => create(administration, received) }),
  route({ method: 'get', path: `${BUNDLES_PATH}/:bundle`, access: 'administrator', params, handle: (received) => show(administration, received) }),
  route({
    method: 'post',
    path: `${BUNDLES_PATH}/:bundle/again`,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params,
    handle: async (received) => {
      const bundle = await selectOwn(administration, signedIn(received), received.params.bundle);
      await administration.certification.bundles.again(bundle);
      return redirect(`${BUNDLES_PATH}/${bundle._id}`);
    },
  }),
  route({ method: 'get', path: `${BUNDLES_PATH}/:bundle/papers.zip`, access: 'administrator', params, handle: (received) => download(administration, received) }),
  route({ method: 'get', path: `${BUNDLES_PATH}/:bundle/print.pdf`, access: 'administrator', params, query: sheetQuery, handle: (received) => print(administration, received) }),
];
