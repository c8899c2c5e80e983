import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { brotliCompressSync } from 'node:zlib';
import { expect } from 'chai';
import { rootsOf, wordsIn } from '../../server/learning/search/word-roots.ts';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

/** What a phone may fetch for the search of one course. */
const MOST_BYTES = 30 * 1024;

interface Kept {
  readonly language: 'id' | 'en';
  readonly lessons: readonly (readonly string[])[];
  readonly words: string;
}

interface PhoneSearch {
  rootsOf(word: string, language: string): string[];
  search(index: Kept, question: string): { some: boolean; places: number[] };
}

describe('search over the lessons of a course', function () {
  this.timeout(60_000);
  let site: TestService;
  let phone: PhoneSearch;

  before(async () => {
    site = await startTestService();
    const world: { self?: unknown } = {};
    world.self = world;
    runInContext(readFileSync('public/scripts/search.js', 'utf8'), createContext(world));
    phone = (world as { bimtekSearch: PhoneSearch }).bimtekSearch;
  });
  after(() => site?.close());

  const ask = async (question: string, visitor = new Visitor(site)): Promise<string[]> => {
    const { text, status } = await visitor.get(`/courses/psm-dasar/search?q=${encodeURIComponent(question)}`);
    expect(status).to.equal(200);
    return [...text.matchAll(/<li><a href="\/courses\/psm-dasar\/lessons\/([\w-]+)"/g)].map((found) => found[1] ?? '');
  };
  const keptIndex = async (language: string): Promise<Kept> => {
    const list = JSON.stringify(await (await fetch(`${site.origin}/offline/${language}/courses/psm-dasar/list`)).json());
    const address = /\/offline\/\w+\/courses\/psm-dasar\/[0-9a-f]{12}\/words/.exec(list)?.[0] ?? '';
    return (await (await fetch(site.origin + address)).json()) as Kept;
  };

  it('finds a lesson by a word in another form, marks it, and puts the lesson about it first', async () => {
    for (const question of ['kunjungan', 'mengunjungi', 'kunjungannya', 'dikunjungi']) expect((await ask(question))[0], question).to.equal('kunjungan-rumah');
    const { text } = await new Visitor(site).get('/courses/psm-dasar/search?q=mengunjungi');
    expect(text).to.match(/<mark>[kK]unjungan<\/mark>|<mark>[dD]ikunjungi<\/mark>/).and.to.include('pelajaran ditemukan');
  });

  it('asks for all words, and says when no lesson has them all', async () => {
    const both = await ask('kunjungan rumah');
    expect(both[0]).to.equal('kunjungan-rumah');
    const { text } = await new Visitor(site).get('/courses/psm-dasar/search?q=kunjungan+astronot');
    expect(text).to.include('Ini yang memuat sebagian');
  });

  it('takes whatever is typed', async () => {
    for (const question of ['', '   ', '<script>alert(1)</script>', '"', '%', 'a'.repeat(5000), '\u0000x', '😀', 'yang', 'ملف']) {
      const { status, text } = await new Visitor(site).get(`/courses/psm-dasar/search?q=${encodeURIComponent(question)}`);
      expect(status, question).to.be.oneOf([200, 404]);
      expect(text).not.to.include('<script>alert');
    }
    expect(await ask('zzzz')).to.deep.equal([]);
    expect((await new Visitor(site).get('/courses/tidak-ada/search?q=a')).status).to.equal(404);
    expect((await new Visitor(site).get('/courses/psm-dasar/search?q=a&q=b')).status).to.equal(200);
  });

  it('searches the English of a translated lesson, and says so in English', async () => {
    const visitor = new Visitor(site);
    await visitor.get('/?lang=en');
    const { text } = await visitor.get('/courses/psm-dasar/search?q=volunteers');
    expect(text).to.include('<html lang="en">').and.to.match(/lessons? found/);
  });

  it('keeps within its bytes on a phone, and finds there what the server finds', async () => {
    for (const language of ['id', 'en']) {
      const kept = await keptIndex(language);
      const bytes = brotliCompressSync(JSON.stringify(kept)).length;
      if (process.env.FIGURES) console.log(`search index ${language}: ${bytes} bytes`);
      expect(bytes).to.be.at.most(MOST_BYTES);
    }
    const index = await keptIndex('id');
    for (const question of ['kunjungan', 'mengunjungi rumah', 'data pribadi', 'PKH', 'usulan bantuan', 'kunjungan astronot', 'zzzz']) {
      const found = phone.search(index, question).places.map((place) => index.lessons[place]?.[0]?.split('/').at(-1));
      expect(found, question).to.deep.equal(await ask(question));
    }
  });

  it('knows the same roots on the phone as on the server', async () => {
    const words = new Set(wordsIn(readFileSync('courses/psm-dasar/04-tugas-cara-kerja/02-kunjungan-rumah.md', 'utf8')));
    expect(words.size).to.be.above(100);
    for (const language of ['id', 'en'] as const) for (const word of words) expect(phone.rootsOf(word, language)).to.deep.equal([...rootsOf(word, language)]);
  });

  it('takes off beginnings and ends as Indonesian puts them on', () => {
    const root: Readonly<Record<string, string>> = { menulis: 'tulis', mengirim: 'kirim', memilih: 'pilih', menyimpan: 'simpan', pelatihan: 'latih', memperbarui: 'barui', bekerja: 'kerja', dibacakannya: 'baca', pengurus: 'urus', menjelaskan: 'jelas', anak: 'anak' };
    for (const [word, from] of Object.entries(root)) expect(rootsOf(word, 'id'), word).to.include(from);
    expect(rootsOf('dinas', 'id').filter((one) => one.length >= 4)).to.deep.equal(['dinas']);
  });
});
