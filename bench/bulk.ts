import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccounts } from '../server/accounts/accounts.ts';
import { hashPassword } from '../server/accounts/password.ts';
import { openCertificateStore } from '../server/certification/certification.ts';
import type { CertificateRecord } from '../server/certification/certificate-record.ts';
import { certificateTemplates } from '../server/certification/pdf/certificate-templates.ts';
import { createSerialStore } from '../server/certification/serial-store.ts';
import { openStorage } from '../server/storage/storage.ts';
import { SessionStore } from '../server/web/session-store.ts';
import { serveBimtek, type Served } from './process.ts';
import { atMost, type Row } from './row.ts';

const MANY = Number(process.env['BENCH_BULK'] ?? 10_000);
const SOME = 500;
const FEW = 10;
const FIRST_BYTE_MS = 300;
const MORE_MB = 60;
const TIMES = 2;
const PASSWORD = 'lumbung padi pagi';
const SAMPLES = 400;
/** A reader asks for a page this often: what a page takes is measured, not what a server that has nothing else to do can give. */
const PAUSE_MS = 10;

const residentMb = (pid: number): number => Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
const percentile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Certificates of three courses, so that one filter gives ten of them, one five hundred, and none all. */
async function fill(dataDir: string): Promise<void> {
  const storage = await openStorage({ dataDir });
  const { connection } = storage;
  const { accounts } = openAccounts(connection, new SessionStore(connection));
  await accounts.createAccount({ userName: 'rina', name: 'Rina', role: 'administrator', passwordHash: await hashPassword(PASSWORD) });
  const serials = createSerialStore(connection);
  const store = openCertificateStore(connection);
  const { example } = certificateTemplates.klasik;
  for (let number = 0; number < MANY; number += 1) {
    const course = number < FEW ? 'few' : number < FEW + SOME ? 'some' : 'many';
    const slot = `l${number}:${course}:1`;
    const { text: serial, key: serialKey } = await serials.reserveSerial(slot, 'PSM', '2026');
    const holderName = `Siti Rahmawati ${number}`;
    const record: CertificateRecord = { ...example, serial, holderName, verifyUrl: `https://bimtek.example/v/${serial}`, qrUrl: `https://bimtek.example/v/${serial}?k=ABCDEFGHJKMNPQRS`, course: { ...example.course, id: course } };
    await store.insert({
      _id: slot, learner: `l${number}`, course, cycle: 1, serial, serialKey, token: 'ABCDEFGHJKMNPQRS', record, state: 'valid', expiresOn: '2099-11-24', issuedAt: new Date(),
      nameKey: holderName.toLowerCase(), regionCode: '32.75', province: '32', regency: '32.75', statusList: 1, statusIndex: number, history: [], schemaVersion: 1,
    });
  }
  await storage.close();
}

async function signIn({ origin }: Served): Promise<string> {
  const page = await fetch(`${origin}/sign-in`);
  const cookie = String(page.headers.get('set-cookie')).split(';')[0] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const answer = await fetch(`${origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { cookie }, body: new URLSearchParams({ userName: 'rina', password: PASSWORD, _csrf: token }) });
  return String(answer.headers.get('set-cookie')).split(';')[0] ?? '';
}

interface Taken {
  readonly firstByteMs: number;
  readonly bytes: number;
  /** The most that the server held while it sent, MB. */
  readonly mostMb: number;
}

/** Takes an archive as it is drawn and sent. */
async function take({ origin, pid }: Served, cookie: string, query: string): Promise<Taken> {
  const began = performance.now();
  const response = await fetch(`${origin}/admin/certificates/export.zip${query}`, { headers: { cookie } });
  if (!response.ok || !response.body) throw new Error(`${query}: ${response.status}`);
  let [firstByteMs, bytes, mostMb] = [0, 0, 0];
  for await (const chunk of response.body) {
    firstByteMs ||= performance.now() - began;
    bytes += (chunk as Uint8Array).length;
    mostMb = Math.max(mostMb, residentMb(pid));
  }
  return { firstByteMs, bytes, mostMb };
}

/** How long pages take, one after the other, until `enough` says so. */
async function pageTimes({ origin }: Served, enough: (count: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!enough(times.length)) {
    const began = performance.now();
    await (await fetch(`${origin}/courses/psm-dasar`)).text();
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

/** Archives of papers that were never drawn before: how soon, how much memory, and what other readers notice. */
export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const dataDir = join(folder, 'data');
  await fill(dataDir);
  const bimtek = await serveBimtek(dataDir);
  const cookie = await signIn(bimtek);
  // The first paper of a server waits for its fonts.
  await take(bimtek, cookie, '?course=few');
  const some = await take(bimtek, cookie, '?course=some');
  // Warm, and as long as the archive will take about, so that both see the same neighbours.
  await pageTimes(bimtek, (count) => count >= SAMPLES / 4);
  const alone = await pageTimes(bimtek, (count) => count >= SAMPLES);
  // After the pages, whose own heap is not what an archive needs.
  const few = await take(bimtek, cookie, '?course=few');
  let sent = false;
  const [many, beside] = await Promise.all([
    take(bimtek, cookie, '').finally(() => { sent = true; }),
    pageTimes(bimtek, () => sent),
  ]);
  await bimtek.stop();
  await rm(folder, { recursive: true });
  const [quiet, busy] = [percentile(alone, 0.99), percentile(beside, 0.99)];
  return [
    atMost(`${SOME} certificates as a ZIP, none drawn before: first byte`, some.firstByteMs, 'ms', FIRST_BYTE_MS),
    atMost(`memory while ${MANY} leave as a ZIP (${Math.round(many.bytes / 1e6)} MB), more than for ${FEW}`, Math.max(1, many.mostMb - few.mostMb), 'MB', MORE_MB),
    atMost(`other pages while ${MANY} leave as a ZIP, p99 of ${beside.length}, times that without (${quiet.toFixed(1)} ms)`, busy / quiet, 'times', TIMES),
  ];
}
