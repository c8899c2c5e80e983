import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import { startTestService, type TestService } from '../fixtures/service.ts';

/** Bytes of a first view with everything that its HTML names (the promise is 30 KB), and of a course on a phone. */
const FIRST_VIEW = 30_720;
const WORKER = 6 * 1024;
const SCRIPTS = 8 * 1024;
const COURSE = 2_000_000;
const MODULE = 500_000;
const REQUESTS = 4;

const COMPRESSED = { 'accept-encoding': 'br, gzip' };
const bundles = JSON.parse(readFileSync('public/scripts/bundles.json', 'utf8')) as Readonly<Record<string, readonly string[]>>;
/** As built and sent. */
const minified = (name: string) =>
  brotliCompressSync((bundles[name] ?? [name]).map((part) => transformSync(readFileSync(`public/scripts/${part}`, 'utf8'), { loader: 'js', minify: true, target: ['chrome80', 'safari13'] }).code).join('\n')).length;

describe('the budget of bytes', function () {
  this.timeout(60_000);
  let site: TestService;
  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  /** As it travels: fetch unpacks, so the length that the server names is what counts. */
  const travels = async (path: string) => {
    const response = await fetch(site.origin + path, { headers: COMPRESSED });
    const text = await response.text();
    const told = response.headers.get('content-length');
    expect(told, `${path} says how long it is`).not.to.equal(null);
    return { path, text, bytes: Number(told), lasting: response.headers.get('cache-control') ?? '' };
  };
  const firstView = async (path: string) => {
    const page = await travels(path);
    const named = [...page.text.matchAll(/(?:<script src|<link rel="stylesheet" href)="([^"]+)"/g)].map((found) => found[1] ?? '');
    return [page, ...(await Promise.all([...new Set(named)].map(travels)))];
  };

  it('holds for the first view of each kind of page', async () => {
    const lesson = /\/courses\/psm-dasar\/lessons\/[\w-]+/.exec((await travels('/courses/psm-dasar')).text)?.[0] ?? '';
    const over: string[] = [];
    for (const path of ['/', '/help', '/sign-in', '/sign-up', '/courses/psm-dasar', '/courses/psm-dasar/glossary', lesson, '/saved', '/verify']) {
      const files = await firstView(path);
      const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
      const largest = files.toSorted((a, b) => b.bytes - a.bytes).map(({ path: file, bytes }) => `${file} ${bytes}`);
      if (total > FIRST_VIEW) over.push(`${path}: ${total} bytes, of which ${largest.join(', ')}`);
      if (files.length > REQUESTS) over.push(`${path}: ${files.length} requests`);
      for (const { path: file, lasting } of files.slice(1)) if (!lasting.includes('immutable')) over.push(`${file} may not be kept`);
    }
    expect(over).to.deep.equal([]);
  });

  it('holds for every lesson, and for what a phone keeps of a course and of each module', async () => {
    const { modules } = (await (await fetch(`${site.origin}/offline/id/courses/psm-dasar/list`)).json()) as { modules: { id: string; bytes: number; files: { url: string; bytes: number; at?: string }[] }[] };
    const over: string[] = [];
    // What several modules need is fetched once.
    const total = [...new Map(modules.flatMap(({ files }) => files.map((file) => [file.url, file.bytes]))).values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const module of modules) {
      let real = 0;
      for (const file of module.files) {
        const { bytes } = file.at ? await travels(file.url) : file;
        real += bytes;
        if (file.at && bytes > FIRST_VIEW) over.push(`${file.at}: ${bytes} bytes`);
      }
      if (real > MODULE) over.push(`module ${module.id}: ${real} bytes`);
      // What the learner is told before is true.
      if (real !== module.bytes) over.push(`module ${module.id}: says ${module.bytes}, is ${real}`);
    }
    if (process.env.FIGURES) console.log(modules.map(({ id, bytes }) => `${id} ${bytes}`).join('; '), total);
    if (total > COURSE) over.push(`psm-dasar: ${total} bytes`);
    expect(over).to.deep.equal([]);
  });

  it('holds for the scripts of each page, and for the service worker', () => {
    const over: string[] = [];
    for (const name of Object.keys(bundles)) {
      const size = minified(name) + (name === 'worker.js' ? 0 : minified('bimtek.js'));
      if (process.env.FIGURES) console.log(name, size);
      // What people change hands with is fetched by who does.
      if (size > (name === 'worker.js' ? WORKER : SCRIPTS)) over.push(`${name}: ${size} bytes`);
    }
    expect(over).to.deep.equal([]);
  });
});
