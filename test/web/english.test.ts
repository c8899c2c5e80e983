import { expect } from 'chai';
import { english } from '../../server/web/i18n/en.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';

/** What the page says: its texts, the labels that screen readers speak, the words it gives to the script. */
const saidIn = (html: string): string[] => {
  const body = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  const attributes = [...body.matchAll(/\s(?:aria-label|alt|placeholder|data-[\w-]+)="([^"]*)"/g)].map((found) => found[1] ?? '');
  return [...body.split(/<[^>]*>/), ...attributes]
    .map((text) => text.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim())
    .filter((text) => text !== '');
};

/** A course in English still calls this by its name. */
const NAME = 'Pekerja Sosial Masyarakat';

/** Indonesian sentences of the catalogue that this page shows although English knows them. */
const leftIndonesian = (html: string): string[] => {
  const inEnglish = new Set(Object.values(english).filter((translation) => typeof translation === 'string'));
  return saidIn(html).filter((text) => text !== NAME && Object.hasOwn(english, text) && !inEnglish.has(text));
};

describe('A reader of English', function () {
  this.timeout(60_000);
  let site: TestService;

  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  const inEnglish = async (visitor: Visitor): Promise<Visitor> => {
    await visitor.get('/?lang=en');
    return visitor;
  };

  const pages = async (visitor: Visitor, paths: readonly string[]): Promise<string[]> => {
    const left: string[] = [];
    for (const path of paths) {
      const { text } = await visitor.get(path);
      expect(text, path).contain('<html lang="en">');
      left.push(...leftIndonesian(text).map((sentence) => `${path}: ${sentence}`));
    }
    return left;
  };

  it('finds nothing Indonesian on the pages open to everyone', async () => {
    const visitor = await inEnglish(new Visitor(site));
    const open = ['/', '/help', '/privacy', '/sign-in', '/sign-up', '/use-code', '/verify', '/v/PSM-2026-7F3K-9Q2M-4T', '/courses/psm-dasar', '/nowhere'];
    expect(await pages(visitor, open)).deep.equal([]);
  });

  it('finds nothing Indonesian while learning', async () => {
    const visitor = await inEnglish(new Visitor(site));
    await visitor.signUp('reader.one');
    await visitor.post('/courses/psm-dasar/enrol', {}, '/courses/psm-dasar');
    const learning = ['/learn', '/account', '/certificates', '/courses/psm-dasar', '/courses/psm-dasar/lessons/apa-itu-psm', '/courses/psm-dasar/quizzes/kuis-mengenal-psm'];
    expect(await pages(visitor, learning)).deep.equal([]);
  });

  it('finds nothing Indonesian while administering', async () => {
    const visitor = await inEnglish(await firstAdministrator(site));
    const administering = ['certificates', 'certificates/blocked', 'results', 'users', 'users/new', 'reports', 'problems', 'settings', 'analysis', 'analysis/psm-dasar/ujian-akhir', 'regrades'].map((name) => `/admin/${name}`);
    expect(await pages(visitor, administering)).deep.equal([]);
  });

  it('is told in English what is wrong with a form', async () => {
    const visitor = await inEnglish(new Visitor(site));
    const { text, status } = await visitor.post('/sign-up', {}, '/sign-up');
    expect(status).equal(422);
    expect(text).contain('Enter a user name.').and.contain('Agree to the data protection notice to create an account.');
    expect(leftIndonesian(text)).deep.equal([]);
  });

  it('is told in English, with the number of seconds, how long to wait', async () => {
    const visitor = await inEnglish(new Visitor(site));
    let said = '';
    for (let tries = 0; tries < 15 && !said.includes('Too many tries'); tries += 1) said = (await visitor.signIn('somebody', 'a wrong one')).text;
    expect(said).match(/Too many tries\. Wait \d+ seconds?, then try again\./);
  });

  it('goes back to Indonesian when asked', async () => {
    const visitor = await inEnglish(new Visitor(site));
    await visitor.get('/?lang=id');
    expect((await visitor.get('/help')).text).contain('<html lang="id">').and.contain('Bagaimana saya mulai?');
  });
});
