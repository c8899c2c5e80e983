import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCertificateStore } from '../server/certification/certification.ts';
import type { IssuedCertificate } from '../server/certification/certificate-model.ts';
import { certificateTemplates } from '../server/certification/pdf/certificate-templates.ts';
import { createSerialStore } from '../server/certification/serial-store.ts';
import { verifyCertificate } from '../server/certification/verify-certificate.ts';
import { openStorage, type Storage } from '../server/storage/storage.ts';
import { load } from './load.ts';
import { serveBimtek, serveReference } from './process.ts';
import { beside, type Row } from './row.ts';

const CERTIFICATES = Number(process.env['BENCH_CERTIFICATES'] ?? 1000);
const CLIENTS = 50;
/** Requests that a client sends in turn: as many addresses, so that nobody is slowed down for asking too often. */
const ADDRESSES = 200;
const CHECKS_A_SECOND = 3000;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const TOKEN = 'ABCDEFGHJKMNPQRS';
/** Names differ in length by a few letters. */
const SAME_BYTES = 64;

async function fill({ connection }: Storage): Promise<IssuedCertificate[]> {
  const serials = createSerialStore(connection);
  const store = openCertificateStore(connection);
  const { example } = certificateTemplates.klasik;
  const made: IssuedCertificate[] = [];
  for (let number = 0; number < CERTIFICATES; number += 1) {
    const slot = `l${number}:${example.course.id}:1`;
    const { text: serial, key: serialKey } = await serials.reserveSerial(slot, 'PSM', '2026');
    const holderName = `Siti Rahmawati ${number}`;
    const certificate: IssuedCertificate = {
      _id: slot, learner: `l${number}`, course: example.course.id, cycle: 1, serial, serialKey, token: TOKEN,
      record: { ...example, serial, holderName, verifyUrl: `https://bimtek.example/v/${serial}` },
      state: 'valid', expiresOn: '2099-11-24', issuedAt: new Date(), nameKey: holderName.toLowerCase(), statusList: 1, statusIndex: number, history: [], schemaVersion: 1,
    };
    await store.insert(certificate);
    made.push(certificate);
  }
  return made;
}

/** Looking up, comparing the token, telling the state: without HTTP and page. One after the other, so the time is that of one. */
async function checkAlone({ connection }: Storage, certificates: readonly IssuedCertificate[]): Promise<Row> {
  const room = { certificates: openCertificateStore(connection), now: () => new Date() } as Parameters<typeof verifyCertificate>[0];
  const began = performance.now();
  let count = 0;
  for (; performance.now() - began < SECONDS * 1000; count += 1) {
    const { serial = '' } = certificates[count % certificates.length] ?? {};
    const verdict = await verifyCertificate(room, serial, TOKEN);
    if (verdict.kind !== 'known' || !verdict.isOpen) throw new Error(`${serial} is ${verdict.kind}`);
  }
  const value = Math.round((count * 1000) / (performance.now() - began));
  const ratio = value / CHECKS_A_SECOND;
  return { name: 'verification alone, one after the other', value, unit: 'checks/s', limit: CHECKS_A_SECOND, ratio, bar: 1, ok: ratio >= 1 };
}

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const dataDir = join(folder, 'data');
  const storage = await openStorage({ dataDir });
  const certificates = await fill(storage);
  const alone = await checkAlone(storage, certificates);
  await storage.close();

  const bimtek = await serveBimtek(dataDir, { TRUST_PROXY: '1' });
  const [first] = certificates;
  if (!first) throw new TypeError('no certificate');
  const page = await (await fetch(`${bimtek.origin}/v/${first.serial}/${TOKEN}`)).text();
  const template = page.replaceAll(first.serial, '<%= certificate.serial %>').replaceAll(first.record.holderName, '<%= certificate.holderName %>');
  if (!page.includes(first.record.holderName)) throw new Error('The page does not show its holder');
  await writeFile(join(folder, 'page.ejs'), template);
  await writeFile(join(folder, 'certificates.json'), JSON.stringify(Object.fromEntries(certificates.map(({ serial, record }) => [serial, record]))));
  const bare = await serveReference('bare-verify', folder);
  const theirs = await (await fetch(`${bare.origin}/v/${first.serial}/${TOKEN}`)).text();
  if (Math.abs(theirs.length - page.length) > SAME_BYTES) throw new Error(`The pages differ: ${page.length} and ${theirs.length} letters`);

  const sent = Array.from({ length: CLIENTS }, (_, client) =>
    Array.from({ length: ADDRESSES }, (_each, number) => ({
      path: `/v/${certificates[(client * ADDRESSES + number) % certificates.length]?.serial}/${TOKEN}`,
      headers: { 'x-forwarded-for': `10.${client}.${Math.floor(number / 250)}.${number % 250}` },
    })),
  );
  const shown = await beside(
    `verify page of ${Math.round(page.length / 1024)} KB, ${CERTIFICATES} certificates, against bare Express 5, EJS and one read from SQLite`,
    0.7,
    () => load(bimtek.origin, sent),
    () => load(bare.origin, sent),
  );
  await bimtek.stop();
  await bare.stop();
  await rm(folder, { recursive: true });
  return [alone, shown];
}
