import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../../server/config.ts';
import { startService } from '../../server/service.ts';
import { dateAndTime, longDate, timeOfDay } from '../../server/web/i18n/dates.ts';
import { english } from '../../server/web/i18n/en.ts';
import { forgetLanguage } from '../../server/web/i18n/language.ts';
import { loadLanguages } from '../../server/web/i18n/load-languages.ts';
import { formatNumber, translateTo } from '../../server/web/i18n/translate.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

/** A language that nobody speaks: each sentence in brackets, numbers and plurals as in Polish, which has three forms. */
const CODE = 'qps';
const bracketed = (text: string): string => `⟦${text}⟧`;
const sentences = Object.fromEntries(
  Object.entries(english).map(([key, value]) => [key, typeof value === 'string' ? bracketed(key) : { one: bracketed(`1: ${key}`), few: bracketed(`2–4: ${key}`), many: bracketed(`5: ${key}`), other: bracketed(key) }]),
);

/** Texts and labels of a page. */
const saidIn = (html: string): string[] => {
  const body = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  const attributes = [...body.matchAll(/\s(?:aria-label|alt|placeholder|data-(?!csrf)[\w-]+)="([^"]*)"/g)].map((found) => found[1] ?? '');
  return [...body.split(/<[^>]*>/), ...attributes].map((text) => text.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim()).filter((text) => text !== '');
};

/** Names and titles of the course, and words inside a lesson's own text, which stay in the lesson's language. */
const SAME = new Set(['Bimtek', 'Pekerja Sosial Masyarakat', 'Sudah diganti', 'Istilah di pelajaran ini', 'Sumber', 'Ujian akhir']);

describe('a language that is one more file', function () {
  this.timeout(120_000);
  let folder: string;
  let site: TestService;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-languages-'));
    await writeFile(join(folder, `${CODE}.json`), JSON.stringify({ name: 'Bahasa Coba', locale: 'pl-PL', sentences }));
    site = await startTestService({ LANGUAGES_DIR: folder });
  });
  after(async () => {
    await site?.close();
    forgetLanguage(CODE);
    await rm(folder, { recursive: true, force: true });
  });

  const untranslated = async (visitor: Visitor, paths: readonly string[]): Promise<string[]> => {
    await visitor.get(`/?lang=${CODE}`);
    const left: string[] = [];
    for (const path of paths) {
      const { text, status } = await visitor.get(path);
      expect(status, path).to.be.oneOf([200, 404]);
      expect(text, path).to.include(`<html lang="${CODE}">`);
      left.push(...saidIn(text).filter((said) => Object.hasOwn(english, said) && !SAME.has(said)).map((said) => `${path}: ${said}`));
    }
    return left;
  };

  it('is spoken by every kind of page, to visitors, learners and administrators', async () => {
    expect(await untranslated(new Visitor(site), ['/', '/help', '/privacy', '/sign-in', '/sign-up', '/use-code', '/verify', '/saved', '/nowhere', '/courses/psm-dasar', '/courses/psm-dasar/search?q=rumah'])).to.deep.equal([]);
    const learner = new Visitor(site);
    await learner.signUp('pembaca.lain');
    await learner.post('/courses/psm-dasar/enrol', {}, '/courses/psm-dasar');
    expect(await untranslated(learner, ['/learn', '/notes', '/account', '/certificates', '/courses/psm-dasar', '/courses/psm-dasar/lessons/apa-itu-psm', '/courses/psm-dasar/quizzes/kuis-mengenal-psm'])).to.deep.equal([]);
    const chief = await firstAdministrator(site);
    expect(await untranslated(chief, ['certificates', 'results', 'users', 'users/new', 'classes', 'marking', 'reports', 'contacts', 'problems', 'import', 'settings', 'analysis', 'analysis/psm-dasar/ujian-akhir', 'regrades'].map((name) => `/admin/${name}`))).to.deep.equal([]);
  });

  it('is offered on each page by its own name, and stays chosen', async () => {
    const visitor = new Visitor(site);
    expect((await visitor.get('/help')).text).to.include(`lang=${CODE}" lang="${CODE}" hreflang="${CODE}">Bahasa Coba</a>`);
    await visitor.get(`/help?lang=${CODE}`);
    const chosen = await visitor.get('/sign-up');
    expect(chosen.text).to.include('⟦').and.to.include('>English</a>').and.to.include('>Bahasa Indonesia</a>');
    await visitor.signUp('tetap.memilih');
    expect((await visitor.get('/learn')).text, 'also after signing in').to.include(`<html lang="${CODE}">`);
    await visitor.get('/?lang=xx');
    expect((await visitor.get('/help')).text, 'an unknown one changes nothing').to.include(`<html lang="${CODE}">`);
  });

  it('keeps lessons on a phone too', async () => {
    const list = await fetch(`${site.origin}/offline/${CODE}/courses/psm-dasar/list`);
    expect(list.status).to.equal(200);
    expect(JSON.stringify(await list.json())).to.include(`/offline/${CODE}/courses/psm-dasar/`);
    expect(await (await fetch(`${site.origin}/sw.js`)).text()).to.include(`/offline/${CODE}/saved`);
    expect((await fetch(`${site.origin}/offline/xx/saved`)).status).to.equal(404);
  });

  it('counts and dates as its speakers do', () => {
    const t = translateTo(CODE);
    expect([1, 3, 5, 22].map((n) => t('{n} pelajaran ditemukan', { n }))).to.deep.equal(['⟦1: 1 pelajaran ditemukan⟧', '⟦2–4: 3 pelajaran ditemukan⟧', '⟦5: 5 pelajaran ditemukan⟧', '⟦2–4: 22 pelajaran ditemukan⟧']);
    const moment = new Date('2026-11-24T03:42:00Z');
    expect([longDate(moment, CODE), timeOfDay(moment, CODE), formatNumber(12345.5, CODE)]).to.deep.equal(['24 listopada 2026', '10:42', '12\u00a0345,5']);
  });

  it('of the shipped ones counts and dates rightly as well', () => {
    const moment = new Date('2026-11-24T03:42:00Z');
    expect([dateAndTime(moment, 'id'), dateAndTime(moment, 'en')]).to.deep.equal(['24 November 2026, 10.42 WIB', '24 November 2026, 10:42 WIB']);
    expect([formatNumber(12345.5, 'id'), formatNumber(12345.5, 'en')]).to.deep.equal(['12.345,5', '12,345.5']);
    expect([0, 1, 2].map((n) => translateTo('en')('{n} pelajaran ditemukan', { n }))).to.deep.equal(['0 lessons found', '1 lesson found', '2 lessons found']);
  });

  it('stops the start with a sentence that names the file and the fault', async () => {
    const faults: Readonly<Record<string, readonly [string, unknown, RegExp]>> = {
      gaps: ['su.json', { name: 'Basa Sunda', locale: 'su-ID', sentences: { 'Sisa {n} menit': 'Sésana sababaraha menit' } }, /su\.json.*other gaps.*"Sisa \{n\} menit"/],
      locale: ['su.json', { name: 'Basa Sunda', locale: 'not a locale!', sentences: {} }, /su\.json/],
      name: ['basa sunda.json', { name: 'Basa Sunda', locale: 'su-ID', sentences: {} }, /name it by the code/],
      shipped: ['en.json', { name: 'English', locale: 'en-US', sentences: {} }, /comes with Bimtek/],
      plural: ['su.json', { name: 'Basa Sunda', locale: 'su-ID', sentences: { 'x {n}': { one: 'y {n}' } } }, /sentences/],
    };
    for (const [what, [file, content, says]] of Object.entries(faults)) {
      const wrong = join(folder, what);
      await mkdir(wrong);
      await writeFile(join(wrong, file), JSON.stringify(content));
      await loadLanguages(wrong).then(() => expect.fail(`${what} was taken`), (problem: Error) => expect(problem.message, what).to.match(says));
    }
    await writeFile(join(folder, 'gaps', 'su.json'), '{ "name": ');
    await loadLanguages(join(folder, 'gaps')).then(() => expect.fail('half a file was taken'), (problem: Error) => expect(problem.message).to.match(/su\.json/));
    const config = readConfig({ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'data'), LANGUAGES_DIR: join(folder, 'nowhere') });
    await startService(config).then(() => expect.fail('it started'), (problem: Error) => expect(problem.message).to.match(/LANGUAGES_DIR/));
  });
});
