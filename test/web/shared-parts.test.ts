import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createRenderer } from '../../server/web/render.ts';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const COURSE = '/courses/psm-dasar';
const PATHS = ['/verify', COURSE, `${COURSE}/lessons/apa-itu-psm`];
const EXCERPT = 200;
const LANGUAGES = ['id', 'en'] as const;

/** What differs between two services, or from one page to the next, by nature. */
const without = (html: string): string =>
  html
    .replaceAll(/(name="_csrf" value|data-csrf|data-person)="[^"]*"/g, '$1=""')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1');

describe('parts of pages that many readers share', function () {
  this.timeout(300_000);
  let kept: TestService;
  let anew: TestService;

  /** The same people in both: one reads and keeps notes, one has only enrolled, one looks in. */
  const peopleOf = async (site: TestService) => {
    const siti = new Visitor(site);
    await siti.signUp('siti.bersama');
    await siti.post(`${COURSE}/enrol`, {}, COURSE);
    const lesson = `${COURSE}/lessons/apa-itu-psm`;
    await siti.post(`${lesson}/read`, {}, lesson);
    await siti.post(`${lesson}/note`, { text: 'Tanya Pak RT', known: '' }, lesson);
    const budi = new Visitor(site);
    await budi.signUp('budi.bersama');
    await budi.post(`${COURSE}/enrol`, {}, COURSE);
    return { siti, budi, nobody: new Visitor(site) };
  };

  before(async () => {
    kept = await startTestService();
    anew = await startTestService({ NODE_ENV: 'development' });
  });
  after(async () => {
    await kept?.close();
    await anew?.close();
  });

  it('give everybody the page that is written from the beginning, in every language and order', async () => {
    const [here, there] = [await peopleOf(kept), await peopleOf(anew)];
    // Twice: the first round makes the parts, for whoever comes first; the second gets them.
    for (const order of [['siti', 'budi', 'nobody'], ['nobody', 'budi', 'siti']] as const) {
      for (const language of LANGUAGES) {
        for (const who of order) {
          for (const visitor of [here[who], there[who]]) await visitor.get(`/help?lang=${language}`);
          for (const path of PATHS) {
            const [shown, written] = [without((await here[who].get(path)).text), without((await there[who].get(path)).text)];
            // Only where they part: a whole page as an error says nothing.
            let at = 0;
            while (at < shown.length && shown[at] === written[at]) at += 1;
            expect(shown.slice(at, at + EXCERPT), `${who} ${path} ${language}`).to.equal(written.slice(at, at + EXCERPT));
          }
        }
      }
    }
  });

  it('hold no form: its token would be the first reader’s', async () => {
    const views = await mkdtemp(join(tmpdir(), 'bimtek-views-'));
    await writeFile(join(views, 'layout.ejs'), '<%- it.body %>');
    await writeFile(join(views, 'part.ejs'), '<%= it.greeting %>, <%= viewer ? viewer.name : "siapa pun" %>');
    await writeFile(join(views, 'form.ejs'), '<input value="<%= csrf %>">');
    await writeFile(join(views, 'page.ejs'), `<%- share('', '/part', { greeting: 'Selamat pagi' }) %>`);
    await writeFile(join(views, 'wrong.ejs'), `<%- share('', '/form') %>`);
    const render = createRenderer(views, { keep: true });
    const fields = { csrf: 'token-siti', viewer: { name: 'Siti' }, language: 'id' };
    expect(render('page', fields)).to.equal('Selamat pagi, siapa pun');
    expect(() => render('wrong', fields)).to.throw('holds no form');
    await rm(views, { recursive: true });
  });
});
