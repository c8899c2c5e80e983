import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { openOffice, type Browser, type Office } from './office.ts';

/** The text of a table's rows, one a line. */
const namesIn = (html: string): string[] => [...html.matchAll(/<th scope="row"><a[^>]*>([^<]+)</g)].map((match) => match[1] ?? '');
const hrefOf = (html: string, rel: string): string => (new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&');

describe('administration: users', () => {
  let office: Office;
  let chief: AccountRecord;
  let bekasi: AccountRecord;
  let siti: AccountRecord;
  let wayan: AccountRecord;
  let chiefsBrowser: Browser;
  let bekasisBrowser: Browser;

  before(async () => {
    office = await openOffice([]);
    chief = await office.account({ name: 'Rina Kartika', role: 'administrator', userName: 'pusat.satu' });
    bekasi = await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'], regionCode: '32.75' });
    siti = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75', village: 'Pengasinan', phone: '081200000001' });
    wayan = await office.account({ name: 'I Wayan Sudarma', role: 'learner', regionCode: '51.71', phone: '081200000002' });
    chiefsBrowser = await office.browser(chief);
    bekasisBrowser = await office.browser(bekasi);
  });
  after(() => office.close());

  it('lists everybody in the order of names, filtered by what the address says', async () => {
    const all = await chiefsBrowser.get('/admin/users');
    expect(all.status).to.equal(200);
    expect(namesIn(all.text)).to.deep.equal(['Budi Bekasi', 'I Wayan Sudarma', 'Rina Kartika', 'Siti Rahmawati']);
    expect(namesIn((await chiefsBrowser.get('/admin/users?role=learner')).text)).to.deep.equal(['I Wayan Sudarma', 'Siti Rahmawati']);
    expect(namesIn((await chiefsBrowser.get('/admin/users?regionCode=32')).text)).to.deep.equal(['Budi Bekasi', 'Siti Rahmawati']);
    expect(namesIn((await chiefsBrowser.get('/admin/users?q=sit')).text)).to.deep.equal(['Siti Rahmawati']);
    expect(namesIn((await chiefsBrowser.get('/admin/users?q=pusat')).text), 'by user name').to.deep.equal(['Rina Kartika']);
    const chips = await chiefsBrowser.get('/admin/users?role=learner&regionCode=51.71');
    expect(chips.text).to.match(/class="chip" href="\/admin\/users\?role=learner"/);
  });

  it('shows an administrator of a region its learners and nobody else', async () => {
    for (const address of ['/admin/users', '/admin/users?role=learner', '/admin/users?regionCode=32']) {
      expect(namesIn((await bekasisBrowser.get(address)).text), address).to.deep.equal(['Siti Rahmawati']);
    }
    for (const address of ['/admin/users?regionCode=51', '/admin/users?regionCode=51.71', '/admin/users?role=administrator', '/admin/users?q=wayan']) {
      const { text } = await bekasisBrowser.get(address);
      expect(namesIn(text), address).to.deep.equal([]);
      expect(text).not.to.contain('Sudarma');
    }
    const regions = (await bekasisBrowser.get('/admin/users')).text;
    expect(regions).to.contain('Kota Bekasi').and.not.to.contain('Kota Denpasar');
  });

  it('does not let an administrator of a region see or touch anybody beyond it', async () => {
    await bekasisBrowser.get(`/admin/users/${siti._id}`);
    for (const other of [wayan, chief]) {
      const page = await bekasisBrowser.get(`/admin/users/${other._id}`);
      expect(page.status).to.equal(404);
      expect(page.text).not.to.contain(other.name);
      for (const [path, fields] of [['role', { role: 'learner' }], ['reset-code', {}], ['sessions/end', {}]] as const) {
        const reply = await bekasisBrowser.post(`/admin/users/${other._id}/${path}`, fields);
        expect(reply.status, path).to.equal(404);
        expect(reply.text, path).not.to.contain(other.name);
      }
    }
    expect((await office.administration.accounts.accounts.selectById(chief._id)).epoch, 'no session was ended').to.equal(0);
  });

  it('keeps learners, trainers and strangers out', async () => {
    const trainer = await office.account({ name: 'Tuti Pelatih', role: 'trainer' });
    for (const account of [siti, trainer]) {
      const browser = await office.browser(account);
      for (const path of ['/admin/users', '/admin/users/new', `/admin/users/${siti._id}`]) expect((await browser.get(path)).status, path).to.equal(403);
    }
    const stranger = await office.stranger().get('/admin/users');
    expect(stranger.location).to.match(/^\/sign-in/);
  });

  it('pages through more than fifty, forwards and back, with the filters kept', async () => {
    for (let n = 1; n <= 120; n += 1) {
      await office.account({ name: `Peserta ${String(n).padStart(3, '0')}`, role: 'learner', regionCode: '33.74' });
    }
    const first = await chiefsBrowser.get('/admin/users?regionCode=33');
    expect(namesIn(first.text)).to.have.length(50);
    expect(first.text).to.contain('lebih dari 50');
    const second = await chiefsBrowser.get(hrefOf(first.text, 'next'));
    expect(namesIn(second.text)[0]).to.equal('Peserta 051');
    expect(second.text).to.contain('Baris 51–100');
    const third = await chiefsBrowser.get(hrefOf(second.text, 'next'));
    expect(namesIn(third.text)).to.have.length(20);
    expect(third.text).to.contain('120 pengguna');
    expect(hrefOf(third.text, 'next')).to.equal('');
    const back = await chiefsBrowser.get(hrefOf(third.text, 'prev'));
    expect(namesIn(back.text)).to.deep.equal(namesIn(second.text));
    const start = await chiefsBrowser.get(hrefOf(back.text, 'prev'));
    expect(namesIn(start.text)).to.deep.equal(namesIn(first.text));
    expect(hrefOf(start.text, 'prev')).to.equal('');
  });

  it('opens a list whose address was mistyped', async () => {
    for (const query of ['after=x', 'row=-3', 'regionCode=99.99', 'role=boss', 'q=a&q=b', 'after[$gt]=1']) {
      expect((await chiefsBrowser.get(`/admin/users?${query}`)).status, query).to.equal(200);
    }
  });
});
