import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Writable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { NotFound } from '../../errors.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import { sortableFileName } from '../certificate-file-name.ts';
import type { IssuedCertificate } from '../certificate-model.ts';
import { parseSerial } from '../serial.ts';
import { writeCertificatesCsv, writeCertificatesXlsx } from '../write-certificates-csv.ts';
import type { BundleFault, BundleRecord } from './bundle-model.ts';
import type { BundleNeeds } from './bundles.ts';
import { keepManifest, listKey, type BundleEntry } from './manifest.ts';
import { LARGEST_ZIP, zipSize } from './zip-layout.ts';

/** So many papers at most: an archive of them stays below the 4 GB that every program reads. */
export const MOST_PAPERS = 20_000;
/** How far it is, is said after so many papers. */
const STEP = 25;
/** Certificates that are in memory at once. */
const BATCH = 200;

/** What trying again would not mend; `gone`: nobody waits for it any more. */
export class CannotBundle extends Error {
  readonly fault: BundleFault | 'gone';

  constructor(fault: BundleFault | 'gone') {
    super(fault);
    this.fault = fault;
  }
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

async function* wanted({ certificates }: BundleNeeds, { filter, serials }: BundleRecord): AsyncGenerator<IssuedCertificate> {
  if (!serials) return yield* certificates.streamRecords(filter);
  for (const serial of serials) {
    const parsed = parseSerial(serial);
    const certificate = parsed.wellFormed ? await certificates.selectOptionalBySerial(parsed.key) : undefined;
    if (certificate) yield certificate;
  }
}

/** Names and slots in the order of names: regions, then people. What was withdrawn has no paper. */
async function listPapers(needs: BundleNeeds, bundle: BundleRecord): Promise<{ name: string; slot: string }[]> {
  const papers: { name: string; slot: string }[] = [];
  for await (const certificate of wanted(needs, bundle)) {
    if (certificate.state === 'withdrawn') continue;
    papers.push({ name: sortableFileName(certificate), slot: certificate._id });
    if (papers.length > MOST_PAPERS) throw new CannotBundle('many');
  }
  return papers.sort(byName);
}

/** The certificates of these slots in this order, some at a time. */
export async function* inOrder({ certificates }: Pick<BundleNeeds, 'certificates'>, slots: readonly string[]): AsyncGenerator<IssuedCertificate> {
  for (let from = 0; from < slots.length; from += BATCH) {
    const part = slots.slice(from, from + BATCH);
    const found = new Map((await certificates.selectSome(part)).map((certificate) => [certificate._id, certificate]));
    for (const slot of part) {
      const certificate = found.get(slot);
      if (certificate) yield certificate;
    }
  }
}

async function drawPapers(needs: BundleNeeds, bundle: BundleRecord): Promise<BundleEntry[]> {
  const papers = await listPapers(needs, bundle);
  const names = new Map(papers.map(({ slot, name }) => [slot, name]));
  const entries: BundleEntry[] = [];
  let bytes = 0;
  const tell = () => needs.store.advance(bundle._id, { total: papers.length, done: entries.length, bytes });
  await tell();
  for await (const certificate of inOrder(needs, papers.map(({ slot }) => slot))) {
    // Withdrawn since it was listed: it has no paper any more.
    const paper = await needs.pdfs.bytesOfMany(certificate).catch((problem: unknown) => {
      if (problem instanceof NotFound) return undefined;
      throw problem;
    });
    if (!paper) continue;
    entries.push({ name: names.get(certificate._id) ?? sortableFileName(certificate), size: paper.length, crc: crc32(paper), at: certificate.issuedAt.getTime(), slot: certificate._id });
    bytes += paper.length;
    if (entries.length % STEP === 0 && !(await tell())) throw new CannotBundle('gone');
  }
  return entries;
}

/** A list of what is in the bundle, kept beside its manifest. */
async function keepList(needs: BundleNeeds, bundle: BundleRecord, name: string, slots: readonly string[], write: (certificates: AsyncIterable<IssuedCertificate>, today: string, out: Writable) => Promise<void>): Promise<BundleEntry> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), write(inOrder(needs, slots), calendarDay(needs.now()), out)]);
  await needs.files.put(listKey(bundle._id, name), bytes);
  return { name, size: bytes.length, crc: crc32(bytes), at: bundle.createdAt.getTime() };
}

/** Draws every paper, writes both lists, and keeps what is in the bundle. Done twice, it gives the same. */
export async function makeBundle(needs: BundleNeeds, bundle: BundleRecord): Promise<void> {
  const papers = await drawPapers(needs, bundle);
  const slots = papers.flatMap(({ slot }) => slot ?? []);
  const lists = [
    await keepList(needs, bundle, 'index.csv', slots, writeCertificatesCsv),
    await keepList(needs, bundle, 'index.xlsx', slots, writeCertificatesXlsx),
  ];
  const entries = [...papers, ...lists];
  const bytes = zipSize(entries);
  if (bytes > LARGEST_ZIP) throw new CannotBundle('large');
  const digest = await keepManifest(needs.files, bundle._id, entries);
  await needs.store.finish(bundle._id, { state: 'ready', total: papers.length, done: papers.length, bytes, digest });
}
