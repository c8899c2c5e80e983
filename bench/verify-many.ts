import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateModel } from '../server/certification/certificate-model.ts';
import { certificateTemplates } from '../server/certification/pdf/certificate-templates.ts';
import { drawSerial, type Serial } from '../server/certification/serial.ts';
import { DATABASE } from '../server/storage/data-folder.ts';
import { Sqlite } from '../server/storage/embedded/sqlite.ts';
import { openStorage } from '../server/storage/storage.ts';
import { serveBimtek, type Served } from './process.ts';
import { atMost, median, type Row } from './row.ts';

const FEW = 1000;
const MANY = Number(process.env['BENCH_MANY_CERTIFICATES'] ?? 1_000_000);
const TIMES = 1.5;
const ROUNDS = 5;
const REQUESTS = 600;
/** Asked for: spread over all of them. */
const ASKED = 500;
const TOKEN = 'ABCDEFGHJKMNPQRS';

const FIRST = 0;
const { example } = certificateTemplates.klasik;
const certificateOf = (number: number, { text: serial, key: serialKey }: Serial) => ({
  _id: `l${number}:${example.course.id}:1`, learner: `l${number}`, course: example.course.id, cycle: 1, serial, serialKey, token: TOKEN,
  record: { ...example, serial, holderName: `Siti Rahmawati ${number}` }, state: 'valid' as const, expiresOn: '2099-11-24', issuedAt: new Date(1_700_000_000_000), nameKey: `siti rahmawati ${number}`,
  regionCode: '32.75', province: '32', regency: '32.75', statusList: 1, statusIndex: number, history: [], schemaVersion: 1,
});

/** Fills a database; some of its serials. The first certificate is written as the application writes it, the others by SQLite after its likeness. */
async function fill(dataDir: string, count: number): Promise<string[]> {
  const storage = await openStorage({ dataDir });
  const first = drawSerial('PSM', '2026');
  const model = certificateModel(storage.connection);
  await model.create(certificateOf(FIRST, first));
  await storage.ready();
  await storage.close();
  const asked = [first.text];
  const sqlite = new Sqlite(join(dataDir, DATABASE));
  sqlite.exec('PRAGMA synchronous = OFF');
  sqlite.exec('PRAGMA cache_size = -400000');
  const [kept] = sqlite.prepare('SELECT doc FROM c_certificates').all([]);
  const likeness = String(kept?.[0]);
  const insert = sqlite.prepare('INSERT INTO c_certificates (id, doc) VALUES (?, ?)');
  sqlite.exec('BEGIN');
  for (let number = FIRST + 1; number < count; number += 1) {
    const { text, key } = drawSerial('PSM', '2026');
    if (number % Math.ceil(count / ASKED) === 0) asked.push(text);
    const document = likeness
      .replaceAll(first.text, text).replaceAll(first.key, key).replaceAll('"l0', `"l${number}`)
      .replace('Siti Rahmawati 0', `Siti Rahmawati ${number}`).replace('siti rahmawati 0', `siti rahmawati ${number}`).replace('"statusIndex":0', `"statusIndex":${number}`);
    insert.run([`l${number}:${example.course.id}:1`, document]);
  }
  sqlite.exec('COMMIT');
  sqlite.foldLog();
  sqlite.close();
  return asked;
}

/** p99 in ms of pages asked for one after the other, each of another certificate. */
async function p99({ origin }: Served, serials: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const began = performance.now();
    const response = await fetch(`${origin}/v/${serials[count % serials.length]}/${TOKEN}`, { headers: { 'x-forwarded-for': `10.0.${count % 250}.${Math.floor(performance.now()) % 250}` } });
    const page = await response.text();
    times.push(performance.now() - began);
    if (!page.includes('Siti Rahmawati')) throw new Error(`${response.status} for ${serials[count % serials.length]}`);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}

/** The verify page of a country's certificates against that of a town's, in turn, so that a noisy neighbour strikes both. */
export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const small = await fill(join(folder, 'few'), FEW);
  const large = await fill(join(folder, 'many'), MANY);
  const serve = (name: string) => serveBimtek(join(folder, name), { TRUST_PROXY: '1' });
  const [few, many] = [await serve('few'), await serve('many')];
  await p99(few, small);
  await p99(many, large);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await p99(few, small);
    ratios.push((await p99(many, large)) / before);
  }
  await Promise.all([few.stop(), many.stop()]);
  await rm(folder, { recursive: true });
  return [atMost(`verify page of ${MANY} certificates, p99, times that of ${FEW}`, median(ratios), 'times', TIMES)];
}
