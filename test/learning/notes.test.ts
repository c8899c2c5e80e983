import { expect } from 'chai';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const COURSE = '/courses/psm-dasar';
const LESSON = `${COURSE}/lessons/apa-itu-psm`;
const knownIn = (html: string): string => /name="known" value="([^"]*)"/.exec(html)?.[1] ?? 'none';

describe('notes and bookmarks', function () {
  this.timeout(60_000);
  let site: TestService;
  let siti: Visitor;

  before(async () => {
    site = await startTestService();
    siti = new Visitor(site);
    await siti.signUp('siti.catat');
    await siti.post(`${COURSE}/enrol`, {}, COURSE);
  });
  after(() => site?.close());

  it('are kept beside the lesson and in a list, as they were written', async () => {
    const text = 'Tanyakan jam ronda.\r\n<b>tebal</b> & "kutip"';
    const reply = await siti.post(`${LESSON}/note`, { text, known: '' }, LESSON);
    expect(reply.headers.location, 'where the note stands').to.equal(`${LESSON}#catatan`);
    const lesson = await siti.get(LESSON);
    expect(lesson.text).to.include('Catatan Anda sudah tersimpan.').and.to.include('Tanyakan jam ronda.\n&lt;b&gt;tebal&lt;/b&gt; &amp; &#34;kutip&#34;</textarea>');
    await siti.post(`${LESSON}/bookmark`, { on: 'yes' }, LESSON);
    const list = (await siti.get('/notes')).text;
    expect(list).to.include('Tanyakan jam ronda.').and.to.include('Ditandai').and.to.include(`href="${LESSON}/note"`);
  });

  it('are nobody else’s', async () => {
    const budi = new Visitor(site);
    await budi.signUp('budi.intip');
    expect((await budi.post(`${LESSON}/note`, { text: 'x', known: '' }, COURSE)).status, 'not enrolled').to.equal(403);
    await budi.post(`${COURSE}/enrol`, {}, COURSE);
    for (const path of [LESSON, '/notes', `${LESSON}/note`]) expect((await budi.get(path)).text, path).not.to.include('jam ronda');
    const nobody = new Visitor(site);
    expect((await nobody.get('/notes')).headers.location).to.match(/^\/sign-in/);
    expect((await nobody.get(LESSON)).text).not.to.include('Catatan saya');
    const offline = JSON.stringify(await (await fetch(`${site.origin}/offline/id${COURSE}/list`)).json());
    const kept = /\/offline\/id\/courses\/psm-dasar\/[0-9a-f]{12}\/lessons\/apa-itu-psm/.exec(offline)?.[0] ?? '';
    expect((await siti.get(kept)).text).to.include('Apa itu PSM').and.not.to.include('jam ronda');
  });

  it('are not overwritten from an older page: both versions are shown, and nothing is lost', async () => {
    const before = knownIn((await siti.get(LESSON)).text);
    await siti.post(`${LESSON}/note`, { text: 'Dari laptop', known: before });
    const late = await siti.post(`${LESSON}/note`, { text: 'Dari ponsel', known: before });
    expect(late.status).to.equal(422);
    expect(late.text).to.include('Dari laptop').and.to.include('Dari ponsel').and.to.include('diubah di perangkat lain');
    await siti.post(`${LESSON}/note`, { text: 'Dari laptop\nDari ponsel', known: knownIn(late.text) });
    expect((await siti.get('/notes')).text).to.include('Dari laptop\nDari ponsel');
    const again = await siti.post(`${LESSON}/note`, { text: 'Dari laptop\nDari ponsel', known: before });
    expect(again.status, 'sent twice, it is there already').to.equal(303);
  });

  it('refuse what is too long, and keep it on the page', async () => {
    const { status, text } = await siti.post(`${LESSON}/note`, { text: `awal ${'a'.repeat(4000)}`, known: '' }, LESSON);
    expect(status).to.equal(422);
    expect(text).to.include('Catatan paling panjang 4.000 huruf').and.to.include('awal aaaa');
    expect((await siti.post(`${LESSON}/note`, { text: 'x', known: 'kemarin' }, LESSON)).status).to.equal(422);
    expect((await siti.post(`${LESSON}/bookmark`, { on: 'mungkin' }, LESSON)).status).to.equal(400);
  });

  it('go when they are emptied and unmarked', async () => {
    const known = knownIn((await siti.get(LESSON)).text);
    await siti.post(`${LESSON}/note`, { text: '  ', known });
    await siti.post(`${LESSON}/bookmark`, { on: 'no' });
    expect((await siti.get('/notes')).text).to.include('Belum ada catatan atau penanda');
    const enrolment = await site.service.application.assessment.learning.enrolments.selectOfLearner((await site.service.application.accounts.accounts.selectOptionalByUserName('siti.catat'))?._id ?? '');
    expect(enrolment[0]?.noted ?? {}).to.deep.equal({});
  });
});
