import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { expect } from 'chai';

/** Bytes of a first view with everything that its HTML names (the promise is 30 KB), of files that all pages load, and of a course on a phone. */
export const BUDGET = {
  firstView: 30_720,
  requests: 4,
  stylesheet: 10_240,
  scripts: 8 * 1024,
  worker: 6 * 1024,
  module: 500_000,
  course: 2_000_000,
} as const;

/** One measured thing: what it is, how much, how much it may be, and the files that make it so, the largest first. */
export interface Measured {
  readonly what: string;
  readonly is: number;
  readonly most: number;
  readonly parts: readonly string[];
}

export const overBudget = (measured: readonly Measured[]): string[] =>
  measured.filter(({ is, most }) => is > most).map(({ what, is, most, parts }) => `${what}: ${is}, at most ${most}; ${parts.join(', ')}`);

interface Travelled {
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
  readonly lasting: boolean;
}

/** A browser that knows brotli, keeps nothing yet, and counts bytes as they travel. */
export class Measuring {
  readonly #origin: string;
  #cookie = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async #fetch(path: string, more: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.#origin + path, { ...more, redirect: 'manual', headers: { 'accept-encoding': 'br, gzip', cookie: this.#cookie, accept: 'text/html' } });
    for (const cookie of response.headers.getSetCookie()) {
      const pair = cookie.split(';')[0] ?? '';
      this.#cookie = [...this.#cookie.split('; ').filter((known) => known !== '' && known.split('=')[0] !== pair.split('=')[0]), pair].join('; ');
    }
    return response;
  }

  /** By node:http, since fetch unpacks and says nothing of what came through the network. */
  async travels(path: string): Promise<Travelled> {
    const request = get(this.#origin + path, { headers: { 'accept-encoding': 'br, gzip', cookie: this.#cookie, accept: 'text/html' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const body = await buffer(response);
    expect(response.statusCode, path).to.equal(200);
    const encoding = response.headers['content-encoding'];
    const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
    return { path, text: plain.toString(), bytes: body.length, lasting: (response.headers['cache-control'] ?? '').includes('immutable') };
  }

  /** Sends a form with the token of the page at `page`; gives where it leads. */
  async send(path: string, page: string, fields: Readonly<Record<string, string>> = {}): Promise<string> {
    const token = /name="_csrf" value="([^"]+)"/.exec(await (await this.#fetch(page)).text())?.[1] ?? '';
    const response = await this.#fetch(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) });
    expect(response.status, path).to.equal(303);
    return (response.headers.get('location') ?? '').replace(/#.*$/, '');
  }

  /** What a browser fetches before the page is all there: lazy pictures are not among it; the bytes of pictures are measured with their module. */
  async firstView(path: string): Promise<readonly Measured[]> {
    const page = await this.travels(path);
    const named = [...page.text.matchAll(/(?:<script src|<link rel="stylesheet" href)="([^"]+)"/g)].map((found) => found[1] ?? '');
    const files = [page, ...(await Promise.all([...new Set(named)].map((name) => this.travels(name))))];
    const pictures = new Set([...page.text.matchAll(/<(?:img|source)\b[^>]*?src="(?!data:)([^"#]+)"[^>]*>/g)].filter(([tag]) => !tag.includes('loading="lazy"')).map(([, name]) => name));
    const parts = files.toSorted((a, b) => b.bytes - a.bytes).map(({ path: name, bytes }) => `${name} ${bytes}`);
    const forgetful = files.slice(1).filter(({ lasting }) => !lasting).map(({ path: name }) => name);
    return [
      { what: `first view of ${path}`, is: files.reduce((sum, { bytes }) => sum + bytes, 0), most: BUDGET.firstView, parts },
      { what: `requests of ${path}`, is: files.length + pictures.size, most: BUDGET.requests, parts: [...parts, ...pictures].map(String) },
      { what: `files of ${path} that a browser may not keep`, is: forgetful.length, most: 0, parts: forgetful },
    ];
  }
}

interface KeptModule {
  readonly id: string;
  readonly bytes: number;
  readonly files: readonly { readonly url: string; readonly bytes: number; readonly at?: string }[];
}

/** Every lesson, each module and the whole of a course as a phone keeps them. */
export async function measureCourse(measuring: Measuring, course: string): Promise<readonly Measured[]> {
  const { modules } = JSON.parse((await measuring.travels(`/offline/id/courses/${course}/list`)).text) as { modules: KeptModule[] };
  const measured: Measured[] = [];
  const all = new Map<string, number>();
  for (const module of modules) {
    const files: { name: string; bytes: number }[] = [];
    for (const { url, at } of module.files) {
      const { bytes } = await measuring.travels(url);
      files.push({ name: at ?? url, bytes });
      all.set(url, bytes);
      if (at) measured.push({ what: `${at} as a phone keeps it`, is: bytes, most: BUDGET.firstView, parts: [url] });
    }
    const is = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const parts = files.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3).map(({ name, bytes }) => `${name} ${bytes}`);
    measured.push({ what: `module ${module.id}`, is, most: BUDGET.module, parts });
    // What the learner is told before is true: pages to the byte, drawings and words nearly, since phones differ in how they compress.
    measured.push({ what: `bytes by which module ${module.id} differs from what is told (${module.bytes})`, is: Math.abs(is - module.bytes), most: Math.round(module.bytes / 20), parts });
  }
  return [...measured, { what: `course ${course}`, is: [...all.values()].reduce((sum, bytes) => sum + bytes, 0), most: BUDGET.course, parts: [] }];
}

/** As the build makes them (`scripts/build.mjs`), compressed. */
const built = (...names: readonly string[]): number =>
  gzipSync(names.map((name) => transformSync(readFileSync(`public/${name}`, 'utf8'), { loader: name.endsWith('.css') ? 'css' : 'js', minify: true, target: ['chrome80', 'safari13'] }).code).join('\n'), { level: 9 }).length;

const bundles = JSON.parse(readFileSync('public/scripts/bundles.json', 'utf8')) as Readonly<Record<string, readonly string[]>>;

/** Each page has `bimtek.js` or a bundle with it; the service worker is one by itself. */
export const measureAssets = (): readonly Measured[] => {
  const row = (what: string, most: number, parts: readonly string[]): Measured => ({ what, is: built(...parts), most, parts: parts.map((name) => `public/${name} ${built(name)}`) });
  const scripts = Object.entries(bundles).map(([name, parts]) => {
    const paths = parts.map((part) => `scripts/${part}`);
    return name === 'worker.js' ? row('service worker', BUDGET.worker, paths) : row(`scripts of a page with ${name}`, BUDGET.scripts, paths);
  });
  return [row('stylesheet', BUDGET.stylesheet, ['styles/bimtek.css']), ...scripts, row('scripts of the search on a phone', BUDGET.scripts, ['scripts/bimtek.js', 'scripts/search.js'])];
};

const COURSE = '/courses/psm-dasar';

/** The first view of each kind of page, a visitor's and then a learner's on the way through the course. */
export async function measurePages(origin: string): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const visitor = new Measuring(origin);
  const lesson = /\/courses\/psm-dasar\/lessons\/[\w-]+/.exec((await visitor.travels(COURSE)).text)?.[0] ?? '';
  for (const path of ['/', '/help', '/privacy', '/sign-in', '/sign-up', '/use-code', COURSE, `${COURSE}/glossary`, `${COURSE}/search?q=kunjungan`, lesson, '/saved', '/verify']) measured.push(...(await visitor.firstView(path)));
  const learner = new Measuring(origin);
  await learner.send('/sign-up', '/sign-up', { name: 'Siti Aminah', userName: 'siti.hemat', password: 'lumbung padi pagi', regionCode: '32.75', village: 'Pengasinan', consent: 'yes' });
  await learner.send(`${COURSE}/enrol`, COURSE);
  const lessons = [...new Set((await learner.travels(COURSE)).text.match(/\/courses\/psm-dasar\/lessons\/[\w-]+/g))];
  for (const path of lessons) await learner.send(`${path}/read`, path);
  const quiz = /\/courses\/psm-dasar\/quizzes\/[\w-]+/.exec((await learner.travels(COURSE)).text)?.[0] ?? '';
  const attempt = (await learner.send(quiz, quiz)).split('/').slice(0, 3).join('/');
  for (const path of ['/learn', '/account', '/certificates', '/notes', COURSE, lesson, quiz, `${attempt}/questions/1`, `${attempt}/confirm`]) measured.push(...(await learner.firstView(path)));
  await learner.send(`${attempt}/finish`, `${attempt}/confirm`);
  measured.push(...(await learner.firstView(`${attempt}/result`)));
  return measured;
}
