import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { openPictures, type Pictures } from '../../server/learning/pictures/picture-store.ts';
import { canBeSmaller, keptVariantOf, variantsOf } from '../../server/learning/pictures/variants.ts';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const LESSON = '/courses/cuci-tangan/lessons/kuman-di-tangan';
const WIDTH = 1000;
const HEIGHT = 700;

/** As a camera writes it: noise that no format makes small for nothing, place and device in its EXIF. */
const photograph = async (): Promise<Buffer> => {
  const noise = Buffer.from(Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => (index * 7919 + (index >> 5) * 31) % 251));
  return sharp(noise, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).blur(2).withExif({ IFD0: { Model: 'Kamera Rahasia' } }).jpeg({ quality: 95 }).toBuffer();
};

describe('pictures of lessons', function () {
  this.timeout(120_000);
  let site: TestService;
  let courses: string;
  let data: string;
  let made: () => Promise<string[]>;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-pictures-'));
    data = await mkdtemp(join(tmpdir(), 'bimtek-data-'));
    await cp('test/fixtures/courses/cuci-tangan', join(courses, 'cuci-tangan'), { recursive: true });
    await writeFile(join(courses, 'cuci-tangan/01-mengapa/media/foto.jpg'), await photograph());
    await appendFile(join(courses, 'cuci-tangan/01-mengapa/01-kuman.md'), '\n![Sabun di wastafel.](media/foto.jpg "Sabun.")\n');
    site = await startTestService({ COURSES_DIR: courses, DATA_DIR: data });
    made = async () => (await readdir(join(data, 'pictures'))).filter((name) => !name.endsWith('.part'));
    // Eight forms: two formats in three widths, the drawing in two encodings.
    const end = Date.now() + 90_000;
    while ((await made()).length < 8 && Date.now() < end) await new Promise((turn) => setImmediate(turn));
  });
  after(async () => {
    await site?.close();
    for (const folder of [courses, data]) await rm(folder, { recursive: true, force: true });
  });

  const html = async () => (await new Visitor(site).get(LESSON)).text;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(site.origin + path, { headers });

  it('come in the formats and widths that a phone reads, with their size said before', async () => {
    const picture = /<picture>.*?<\/picture>/.exec(await html())?.[0] ?? '';
    expect([...picture.matchAll(/<source type="image\/(\w+)"/g)].map((found) => found[1])).to.deep.equal(['avif', 'webp']);
    expect([...picture.matchAll(/ (\d+)w/g)].map((found) => Number(found[1]))).to.deep.equal([480, 960, 1000, 480, 960, 1000]);
    expect(picture).to.match(/<img src="\/courses\/cuci-tangan\/media\/[0-9a-f]{16}\/01-mengapa\/media\/foto\.jpg" alt="Sabun di wastafel\." width="1000" height="700"/);
    expect(picture).not.to.include('style=');
  });

  it('are smaller, as wide as asked for, without what the camera wrote, and kept for ever', async () => {
    const original = await stat(join(courses, 'cuci-tangan/01-mengapa/media/foto.jpg'));
    for (const [, path = '', width = ''] of (await html()).matchAll(/(\/courses\/cuci-tangan\/pictures\/[^ "]+) (\d+)w/g)) {
      const response = await get(path);
      expect(response.headers.get('cache-control'), path).to.include('immutable');
      expect(response.headers.get('content-type')).to.equal(`image/${/\.(avif|webp)\//.exec(path)?.[1]}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.length).to.be.below(original.size);
      const about = await sharp(bytes).metadata();
      expect([about.width, about.exif]).to.deep.equal([Number(width), undefined]);
    }
  });

  it('are made for the widths of the page alone: nobody fills the disk by asking', async () => {
    const path = /\/courses\/cuci-tangan\/pictures\/[^ "]+/.exec(await html())?.[0] ?? '';
    const before = await made();
    for (const other of [path.replace('/480.', '/481.'), path.replace('.avif', '.png'), path.replace('foto.jpg', 'lagu.mp3'), path.replace('foto.jpg', '..%2f..%2fexam.yaml'), path.replace('cuci-tangan', 'tidak-ada')]) {
      expect((await get(other)).status, other).to.equal(404);
    }
    expect(await made()).to.deep.equal(before);
  });

  it('go to a phone as one file, of which the bytes are told before', async () => {
    const list = (await (await get('/offline/id/courses/cuci-tangan/list')).json()) as { modules: { files: { url: string; bytes: number }[] }[] };
    const files = list.modules.flatMap((module) => module.files);
    const kept = files.filter(({ url }) => url.includes('foto.jpg'));
    expect(kept[0]?.url).to.include('/960.webp/');
    expect(kept).to.have.lengthOf(1);
    expect(Number((await get(kept[0]?.url ?? '')).headers.get('content-length'))).to.equal(kept[0]?.bytes);
    const page = files.find(({ url }) => url.includes('kuman-di-tangan'))?.url ?? '';
    expect(await (await get(page)).text()).to.include(kept[0]?.url ?? 'nothing').and.not.to.include('<picture>');
  });

  it('that are drawn travel compressed as well as can be, once for all', async () => {
    const path = /\/courses\/cuci-tangan\/media\/[^"]+\.svg/.exec(await html())?.[0] ?? '';
    const plain = await readFile(join(courses, 'cuci-tangan/01-mengapa/media/tangan.svg'));
    const raw = await get(path, { 'accept-encoding': 'br' });
    expect(raw.headers.get('content-encoding')).to.equal('br');
    expect(raw.headers.get('vary')).to.include('Accept-Encoding');
    expect(Number(raw.headers.get('content-length'))).to.be.below(plain.length);
    expect(Buffer.from(await raw.arrayBuffer()).equals(plain), 'fetch unpacks').to.equal(true);
    const [name = ''] = (await made()).filter((one) => one.endsWith('-br'));
    expect(brotliDecompressSync(await readFile(join(data, 'pictures', name))).equals(plain)).to.equal(true);
    expect((await get(path, { 'accept-encoding': 'identity' })).headers.get('content-encoding')).to.equal(null);
  });
});

describe('pictures of questions', function () {
  this.timeout(120_000);
  const QUIZ = '/courses/cuci-tangan/quizzes/kuis-mengapa';
  let site: TestService;
  let courses: string;
  let siti: Visitor;
  let attempt: string;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-pictures-'));
    await cp('test/fixtures/courses/cuci-tangan', join(courses, 'cuci-tangan'), { recursive: true });
    const module = join(courses, 'cuci-tangan/01-mengapa');
    await writeFile(join(module, 'media/soal.jpg'), await photograph());
    const quiz = join(module, 'quiz.yaml');
    const written = (await readFile(quiz, 'utf8')).replace('draw: 2\n', 'layout: all\n').replace('](media/tangan.svg "Tangan siapa ini?")', '](media/soal.jpg "Tangan siapa ini?")').replace('feedback: Benar. }', 'feedback: "![Yang benar.](media/soal.jpg)" }');
    await writeFile(quiz, written);
    site = await startTestService({ COURSES_DIR: courses });
    siti = new Visitor(site);
    await siti.signUp('siti.gambar');
    await siti.post('/courses/cuci-tangan/enrol', {}, '/courses/cuci-tangan');
    attempt = String((await siti.post(QUIZ, {}, QUIZ)).headers.location).split('/').slice(0, 3).join('/');
  });
  after(async () => {
    await site?.close();
    await rm(courses, { recursive: true, force: true });
  });

  const picturesOn = (html: string): string[] => html.match(/<picture>.*?<\/picture>/g) ?? [];

  it('come in the same formats and widths as those of lessons, and are made', async () => {
    const [picture = '', ...more] = picturesOn((await siti.get(`${attempt}/questions`)).text);
    expect(more, 'the key stays unseen').to.deep.equal([]);
    expect([...picture.matchAll(/ (\d+)w/g)].map((found) => Number(found[1]))).to.deep.equal([480, 960, 1000, 480, 960, 1000]);
    expect(picture).to.include('42.5rem');
    const path = /\/courses\/cuci-tangan\/pictures\/[^ "]+480\.avif\/[^ "]+/.exec(picture)?.[0] ?? '';
    let type: string | null = null;
    for (const end = Date.now() + 60_000; type !== 'image/avif' && Date.now() < end; ) {
      const response = await fetch(site.origin + path);
      expect(response.status).to.equal(200);
      type = response.headers.get('content-type');
      await response.arrayBuffer();
    }
    expect(type).to.equal('image/avif');
  });

  it('are one file for a phone that takes the quiz along', async () => {
    const { text } = await siti.get(`${attempt}/offline`);
    expect(text).to.match(/<img src="\/courses\/cuci-tangan\/pictures\/[0-9a-f]{16}\/960\.webp\/01-mengapa\/media\/soal\.jpg"/);
    expect(picturesOn(text)).to.deep.equal([]);
  });

  it('stand beside the answers afterwards, those of the explanations too', async () => {
    await siti.post(`${attempt}/finish`, {}, `${attempt}/confirm`);
    const result = (await siti.get(`${attempt}/result`)).text;
    expect(picturesOn(result)).to.have.lengthOf(2);
  });
});

describe('the store of smaller pictures', function () {
  this.timeout(60_000);
  let folder: string;
  const told: string[] = [];
  let store: Pictures;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-store-'));
    told.length = 0;
  });
  afterEach(async () => {
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const original = async (name: string, bytes: Buffer) => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return { path, hash: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes: bytes.length };
  };
  const open = async (load?: Parameters<typeof openPictures>[2]) => {
    store = await openPictures(join(folder, 'made'), (sentence) => void told.push(sentence), load);
    return store;
  };

  it('goes on with the originals where the library does not load, and says so once', async () => {
    const pictures = await open(async (tell) => {
      tell('not here');
      return undefined;
    });
    const photo = await original('a.jpg', await photograph());
    for (const form of ['480.avif', '480.webp', '480.avif']) expect(pictures.find(photo, form)).to.equal(undefined);
    await pictures.settled();
    expect(pictures.find(photo, '480.avif')).to.equal(undefined);
    expect(told).to.deep.equal(['not here']);
  });

  it('serves what is damaged or too large as it is, and does not try again', async () => {
    const pictures = await open();
    const broken = await original('b.jpg', Buffer.from('not a picture at all'));
    const huge = await original('h.png', await sharp({ create: { width: 10_000, height: 6000, channels: 3, background: '#fff' } }).png().toBuffer());
    for (const one of [broken, huge]) pictures.find(one, '480.webp');
    await pictures.settled();
    for (const one of [broken, huge]) expect([pictures.find(one, '480.webp'), pictures.isGiven(one.hash, '480.webp')]).to.deep.equal([undefined, true]);
    await pictures.settled();
    expect(told).to.have.lengthOf(2);
    expect(canBeSmaller('image/png', { width: 10_000, height: 6000 }), 'nor is it offered').to.equal(false);
    expect(canBeSmaller('image/svg+xml', { width: 10, height: 10 })).to.equal(false);
    expect(canBeSmaller('image/gif', { width: 10, height: 10 }), 'it may move').to.equal(false);
  });

  it('never keeps the bytes of one file under the name of another', async () => {
    const pictures = await open();
    const photo = await original('c.jpg', await photograph());
    await writeFile(photo.path, await sharp({ create: { width: 600, height: 600, channels: 3, background: '#f00' } }).jpeg().toBuffer());
    pictures.find(photo, '480.webp');
    await pictures.settled();
    expect(await readdir(join(folder, 'made'))).to.deep.equal([]);
  });

  it('makes each form once, also when it is opened again', async () => {
    const photo = await original('d.jpg', await photograph());
    const first = await open();
    for (let times = 0; times < 5; times += 1) first.find(photo, '480.webp');
    await first.settled();
    expect(first.made).to.equal(1);
    await first.close();
    const second = await open();
    expect(second.find(photo, '480.webp')).to.match(/^[0-9a-f]{16}-480\.webp$/);
    expect(second.made).to.equal(0);
  });

  it('never makes a picture wider than it is', () => {
    expect(variantsOf({ width: 300, height: 200 })).to.deep.equal(['300.avif', '300.webp']);
    expect(variantsOf({ width: 4000, height: 3000 })).to.deep.equal(['480.avif', '960.avif', '1440.avif', '480.webp', '960.webp', '1440.webp']);
    expect([keptVariantOf({ width: 300, height: 200 }), keptVariantOf({ width: 4000, height: 3000 })]).to.deep.equal(['300.webp', '960.webp']);
  });
});
