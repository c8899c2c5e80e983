import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const COURSE = '/courses/psm-dasar';
const LESSON = `${COURSE}/lessons/apa-itu-psm`;

describe('asking a trainer', function () {
  this.timeout(60_000);
  let site: TestService;
  let chief: Visitor;
  let siti: Visitor;

  before(async () => {
    site = await startTestService();
    chief = await firstAdministrator(site);
    siti = new Visitor(site);
    await siti.signUp('siti.tanya');
    await siti.post(`${COURSE}/enrol`, {}, COURSE);
  });
  after(() => site?.close());

  const set = (name: string, phone: string) => chief.post('/admin/contacts/psm-dasar', { name, phone }, '/admin/contacts');
  const links = async (visitor: Visitor): Promise<string[]> => {
    const pages = [(await visitor.get(LESSON)).text, (await visitor.get(COURSE)).text];
    return pages.flatMap((html) => /href="(https:\/\/wa\.me\/[^"]+)"/.exec(html)?.[1] ?? []);
  };

  it('offers nothing while nobody is named', async () => {
    expect(await links(siti)).to.deep.equal([]);
  });

  it('opens WhatsApp with the question begun, for whoever is enrolled', async () => {
    expect((await set('Pak Arif', '0812-3456-7890')).status).to.equal(303);
    const [lesson = '', course = ''] = await links(siti);
    expect(lesson).to.match(/^https:\/\/wa\.me\/6281234567890\?text=/);
    expect(decodeURIComponent(lesson)).to.include('Halo Pak Arif, saya ingin bertanya tentang “Apa itu PSM').and.not.to.include('\u00ad');
    expect(course).to.match(/^https:\/\/wa\.me\/6281234567890/);
    expect((await siti.get(LESSON)).text).to.include('Tanya Pak Arif lewat WhatsApp');
    expect(await links(new Visitor(site)), 'a number is for learners').to.deep.equal([]);
  });

  it('is told what is wrong with a number, and keeps what was typed', async () => {
    const { status, text } = await set('Bu Rini', '12ab');
    expect(status).to.equal(422);
    expect(text).to.include('Nomor WhatsApp 8 sampai 15 angka').and.to.include('Bu Rini').and.to.include('12ab');
    expect((await set('', '081234567890')).text).to.include('Isi nama yang dapat ditanya');
    expect((await set('Bu Rini', '')).text).to.include('Isi nomor WhatsApp, atau kosongkan keduanya');
    expect((await chief.post('/admin/contacts/tidak-ada', { name: 'x', phone: '081234567890' })).status).to.equal(404);
    expect((await links(siti)).length).to.equal(2);
  });

  it('ends when the number is taken away', async () => {
    await set('', '');
    expect(await links(siti)).to.deep.equal([]);
  });

  it('is set by trainers and administrators of everything alone', async () => {
    expect((await siti.get('/admin/contacts')).status).to.equal(403);
    const { accounts } = site.service.application.accounts;
    const agus = new Visitor(site);
    await agus.signUp('agus.wilayah');
    await accounts.changeRole((await accounts.selectOptionalByUserName('agus.wilayah'))?._id ?? '', 'administrator', ['32.75']);
    await agus.signIn('agus.wilayah');
    expect((await agus.get('/admin/contacts')).status).to.equal(403);
    expect((await agus.post('/admin/contacts/psm-dasar', { name: 'x', phone: '081234567890' }, '/learn')).status).to.equal(403);
  });
});
