import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openAccounts } from '../server/accounts/accounts.ts';
import { hashPassword } from '../server/accounts/password.ts';
import { openStorage } from '../server/storage/storage.ts';
import { SessionStore } from '../server/web/session-store.ts';
import { writeXlsx } from '../server/web/spreadsheet/write-xlsx.ts';
import { serveBimtek, type Served } from './process.ts';
import { atMost, type Row } from './row.ts';

const PEOPLE = Number(process.env['BENCH_ROWS'] ?? 50_000);
const PREVIEW_SECONDS = 20;
const APPLY_SECONDS = 60;
const LONGEST_BLOCK_MS = 50;
const MEGABYTES = 250;
const LOOK_MS = 100;
const PASSWORD = 'lumbung padi pagi';

const letters = (number: number): string => String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

async function* people(): AsyncGenerator<readonly (string | number)[]> {
  yield ['No', 'NIK', 'Nama Lengkap', 'Kab/Kota', 'Desa/Kelurahan', 'No. HP'];
  for (let number = 1; number <= PEOPLE; number++) {
    yield [number, `3275${String(number).padStart(12, '0')}`, `Siti Rahmawati ${letters(number)}`, number % 2 ? 'Kota Bekasi' : 'KAB. BEKASI', `Desa ${letters(number % 300)}`, 81200000000 + number];
  }
}

async function workbook(): Promise<Buffer> {
  const out = new PassThrough();
  const written = writeXlsx(people(), out);
  const chunks: Buffer[] = [];
  for await (const chunk of out) chunks.push(chunk as Buffer);
  await written;
  return Buffer.concat(chunks);
}

async function makeAdministrator(dataDir: string): Promise<void> {
  const storage = await openStorage({ dataDir });
  const { accounts } = openAccounts(storage.connection, new SessionStore(storage.connection));
  await storage.ready();
  await accounts.createAccount({ userName: 'rina', name: 'Rina Kartika', role: 'administrator', passwordHash: await hashPassword(PASSWORD) });
  await storage.close();
}

/** An administrator's browser. */
function browse(origin: string) {
  let cookie = '';
  let csrf = '';
  const request = async (path: string, body?: FormData | URLSearchParams): Promise<Response> => {
    body?.set('_csrf', csrf);
    const response = await fetch(origin + path, { redirect: 'manual', headers: { cookie }, ...(body && { method: 'POST', body }) });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (response.status >= 400) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
    return response;
  };
  const get = async (path: string): Promise<string> => {
    const html = await (await request(path)).text();
    csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? csrf;
    return html;
  };
  const post = async (path: string, body: FormData | URLSearchParams = new URLSearchParams()): Promise<string> => {
    const response = await request(path, body);
    await response.arrayBuffer();
    return response.headers.get('location') ?? '';
  };
  return { get, post };
}

interface Block {
  /** By the clock. */
  readonly clockMs: number;
  /** Without waiting for a processor. */
  readonly heldMs: number;
  /** By the thread's work alone. */
  readonly workMs: number;
}

const blockWords = ({ workMs, clockMs }: Block): string => `${Math.round(workMs)} ms of it work, ${Math.round(clockMs)} ms with waiting for a processor`;

/** What the service's event loop was held up by since the last time it was asked. */
async function longestBlock({ pid }: Served, file: string): Promise<Block> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await pause(LOOK_MS);
  return JSON.parse(readFileSync(file, 'utf8')) as Block;
}

/** The most that was ever resident, in MB: `VmHWM` of Linux's /proc (proc_pid_status(5)). */
const peakMb = ({ pid }: Served): number => Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A workbook of 50,000 people over HTTP, as an administrator sends it: looked at, then applied. */
export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const file = join(folder, 'loop.json');
  const dataDir = join(folder, 'data');
  await makeAdministrator(dataDir);
  const list = await workbook();
  const preload = fileURLToPath(new URL('./loop-delay.mjs', import.meta.url));
  // As docs/operators.md says for a machine with little memory.
  const served = await serveBimtek(dataDir, { MEMORY: 'small', NODE_OPTIONS: `--max-semi-space-size=4 --import ${preload}`, BENCH_LOOP_FILE: file });
  const rina = browse(served.origin);
  await rina.get('/sign-in');
  await rina.post('/sign-in', new URLSearchParams({ userName: 'rina', password: PASSWORD }));
  await rina.get('/admin/classes');
  const path = await rina.post('/admin/classes', new URLSearchParams({ name: 'Bekasi', course: 'psm-dasar', regionCode: '' }));
  await rina.get(path);
  const settled = async (roster: string): Promise<string> => {
    for (;;) {
      const html = await rina.get(roster);
      if (!html.includes('http-equiv') && !html.includes('memperbarui diri')) return html;
      await pause(LOOK_MS);
    }
  };
  await longestBlock(served, file);
  const form = new FormData();
  form.set('_csrf', '');
  form.set('file', new Blob([new Uint8Array(list)]), 'peserta.xlsx');
  const began = performance.now();
  const roster = await rina.post(`${path}/rosters`, form);
  await settled(roster);
  const previewed = (performance.now() - began) / 1000;
  const previewBlock = await longestBlock(served, file);
  const applying = performance.now();
  await rina.post(`${roster}/apply`);
  const html = await settled(roster);
  const applied = (performance.now() - applying) / 1000;
  const applyBlock = await longestBlock(served, file);
  const megabytes = peakMb(served);
  if (!html.includes(`${PEOPLE.toLocaleString('id-ID')} peserta masuk`)) throw new Error('Not everybody is in the class');
  await served.stop();
  await rm(folder, { recursive: true });
  return [
    atMost(`roster of ${PEOPLE} rows (XLSX of ${Math.round(list.length / 1024)} KB) previewed`, previewed, 's', PREVIEW_SECONDS),
    atMost('the same applied', applied, 's', APPLY_SECONDS),
    atMost(`longest the event loop is held up while it is previewed (${blockWords(previewBlock)})`, previewBlock.heldMs, 'ms', LONGEST_BLOCK_MS),
    atMost(`the same while it is applied (${blockWords(applyBlock)})`, applyBlock.heldMs, 'ms', LONGEST_BLOCK_MS),
    atMost('resident memory of the service with MEMORY=small at its highest, both', megabytes, 'MB', MEGABYTES),
  ];
}
