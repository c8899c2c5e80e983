import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The service as an operator starts it, in processes of its own. */
export interface Several {
  readonly origin: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Every line of standard output so far. */
  readonly lines: readonly string[];
  readonly firstAdministratorPath: string;
  /** Process ids of those that have answered requests so far; needs LOG_LEVEL=debug. */
  answerers(): Set<number>;
  /** The next line of output that fits, also among those that came before. */
  line(wanted: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Exit code. */
  readonly ended: Promise<number | null>;
  /** Ends it in order, unless that has been done. */
  close(): Promise<void>;
}

export async function startSeveral(env: Readonly<Record<string, string>>): Promise<Several> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'bimtek-several-')));
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...process.env, NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'debug', COURSES_DIR: 'test/fixtures/courses', ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  const output = createInterface(child.stdout);
  output.on('line', (line) => {
    lines.push(line);
    wake();
  });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  void ended.then(wake);

  const line = (wanted: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.find((each) => wanted.test(each));
        if (found === undefined && child.exitCode === null && child.signalCode === null) return;
        waiting.delete(look);
        if (found === undefined) reject(new Error(`ended without ${wanted}:\n${lines.join('\n')}`));
        else resolve(found);
      };
      waiting.add(look);
      look();
    });

  const ready = await line(/^Bimtek: /);
  const origin = /http:\/\/\S+/.exec(ready)?.[0] ?? '';
  return {
    origin, dataDir, lines, line, ended,
    pid: child.pid ?? 0,
    get firstAdministratorPath() {
      return lines.map((each) => /http\S+(\/start\/\S+)/.exec(each)?.[1]).find((path) => path !== undefined) ?? '';
    },
    answerers: () => new Set(lines.filter((each) => each.includes('"msg":"request')).map((each) => Number(/"pid":(\d+)/.exec(each)?.[1]))),
    kill: (signal) => void child.kill(signal),
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
      if (!env.DATA_DIR) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A browser that opens a connection for each request, so that each may meet another process. */
export class Wanderer {
  readonly #origin: string;
  readonly #cookies: Map<string, string>;
  #token = '';

  /** `cookies`: those of somebody else. */
  constructor(origin: string, cookies: ReadonlyMap<string, string> = new Map()) {
    this.#origin = origin;
    this.#cookies = new Map(cookies);
  }

  cookies(): ReadonlyMap<string, string> {
    return new Map(this.#cookies);
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path, undefined);
  }

  /** With the token of the page that was seen last; `page` is opened first when given. */
  async post(path: string, fields: Readonly<Record<string, string>> = {}, page?: string): Promise<Answer> {
    if (page) await this.get(page);
    return this.#send('POST', path, new URLSearchParams({ _csrf: this.#token, ...fields }).toString());
  }

  /** A form with one file. */
  async upload(path: string, file: { readonly field: string; readonly name: string; readonly bytes: Buffer }): Promise<Answer> {
    const form = new FormData();
    form.set('_csrf', this.#token);
    form.set(file.field, new Blob([new Uint8Array(file.bytes)]), file.name);
    const packed = new Response(form);
    return this.#send('POST', path, Buffer.from(await packed.arrayBuffer()), packed.headers.get('content-type') ?? undefined);
  }

  signUp(userName: string): Promise<Answer> {
    return this.post('/sign-up', { name: 'Siti Aminah', userName, password: 'lumbung padi pagi', regionCode: '32.75', village: 'Bojong Rawalumbu', consent: 'yes' }, '/sign-up');
  }

  signIn(userName: string): Promise<Answer> {
    return this.post('/sign-in', { userName, password: 'lumbung padi pagi' }, '/sign-in');
  }

  #send(method: string, path: string, body: string | Buffer | undefined, type = 'application/x-www-form-urlencoded'): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'text/html', cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    if (body !== undefined) headers['content-type'] = type;
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#origin), { method, headers, agent: new Agent({ keepAlive: false }) }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          this.#token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.#token;
          for (const cookie of response.headers['set-cookie'] ?? []) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
            this.#cookies.set(name, value);
          }
          resolve({ status: response.statusCode ?? 0, text, location: response.headers.location ?? '', headers: response.headers });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** Asks again and again until it holds; what holds within a second must not take much longer. */
export async function soon<T>(ask: () => Promise<T>, holds: (value: T) => boolean, withinMs: number): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (holds(value) || Date.now() > end) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
