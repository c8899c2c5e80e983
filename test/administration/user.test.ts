import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const codeIn = (html: string): string => /class="secret">([^<]+)</.exec(html)?.[1] ?? '';

describe('administration: one user', () => {
  let office: Office;
  let chief: AccountRecord;
  let bekasi: AccountRecord;
  let siti: AccountRecord;
  let chiefsBrowser: Browser;
  let bekasisBrowser: Browser;

  beforeEach(async () => {
    office = await openOffice([]);
    chief = await office.account({ name: 'Rina Kartika', role: 'administrator' });
    bekasi = await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] });
    siti = await office.account({ name: "Siti Nur'aini <b>", role: 'learner', regionCode: '32.75', village: 'Pengasinan', userName: 'siti' });
    chiefsBrowser = await office.browser(chief);
    bekasisBrowser = await office.browser(bekasi);
    await chiefsBrowser.get(`/admin/users/${siti._id}`);
    await bekasisBrowser.get(`/admin/users/${siti._id}`);
  });
  afterEach(() => office.close());

  const roleOf = async (account: AccountRecord) => {
    const { role, scope } = await office.administration.accounts.accounts.selectById(account._id);
    return { role, scope };
  };

  it('shows who it is, with names written as text', async () => {
    const { status, text } = await chiefsBrowser.get(`/admin/users/${siti._id}`);
    expect(status).to.equal(200);
    expect(text).to.contain('Siti Nur&#39;aini &lt;b&gt;').and.to.contain('Pengasinan, Kota Bekasi');
    expect(text).to.contain('Belum mengikuti pelatihan.');
  });

  it('issues a code that is shown once, works once, and stands in no address and no log', async () => {
    const reply = await bekasisBrowser.post(`/admin/users/${siti._id}/reset-code`);
    expect(reply.status).to.equal(200);
    expect(reply.header('cache-control')).to.equal('no-store');
    const code = codeIn(reply.text);
    expect(code).to.match(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(codeIn((await bekasisBrowser.get(`/admin/users/${siti._id}`)).text), 'shown once').to.equal('');
    expect(office.log.join('\n')).not.to.contain(code);

    const hers = office.stranger();
    await hers.get('/use-code');
    expect((await hers.post('/use-code', { code, password: 'sawah hijau pagi' })).status).to.equal(303);
    const again = office.stranger();
    await again.get('/use-code');
    expect((await again.post('/use-code', { code, password: 'orang lain lagi' })).status).to.equal(422);
  });

  it('makes the earlier code useless with each new one', async () => {
    const first = codeIn((await chiefsBrowser.post(`/admin/users/${siti._id}/reset-code`)).text);
    const second = codeIn((await chiefsBrowser.post(`/admin/users/${siti._id}/reset-code`)).text);
    const hers = office.stranger();
    await hers.get('/use-code');
    expect((await hers.post('/use-code', { code: first, password: 'sawah hijau pagi' })).status).to.equal(422);
    expect((await hers.post('/use-code', { code: second, password: 'sawah hijau pagi' })).status).to.equal(303);
  });

  it('gives nobody a code for oneself', async () => {
    expect((await chiefsBrowser.post(`/admin/users/${chief._id}/reset-code`)).status).to.equal(403);
  });

  it('ends the sessions of somebody on every device', async () => {
    const hers = await office.browser(siti);
    expect((await hers.get('/account')).status).to.equal(200);
    expect((await chiefsBrowser.post(`/admin/users/${siti._id}/sessions/end`)).location).to.equal(`/admin/users/${siti._id}`);
    expect((await hers.get('/account')).location).to.match(/^\/sign-in/);
  });

  it('gives a role with regions, which holds at once', async () => {
    const hers = await office.browser(siti);
    expect((await hers.get('/account')).status).to.equal(200);
    const reply = await chiefsBrowser.post(`/admin/users/${siti._id}/role`, { role: 'administrator', scope: '32.75 , 32.16;32.75' });
    expect(reply.status).to.equal(303);
    expect(await roleOf(siti)).to.deep.equal({ role: 'administrator', scope: ['32.75', '32.16'] });
    expect((await hers.get('/account')).location, 'begun under the old role').to.match(/^\/sign-in/);
    const anew = await office.browser(siti);
    expect((await anew.get('/admin/users')).status).to.equal(200);
  });

  it('says which region it does not know, and keeps the role', async () => {
    const reply = await chiefsBrowser.post(`/admin/users/${siti._id}/role`, { role: 'administrator', scope: 'Bekasi' });
    expect(reply.status).to.equal(422);
    expect(reply.text).to.contain('Ada kode wilayah yang tidak dikenal');
    expect((await roleOf(siti)).role).to.equal('learner');
    expect((await chiefsBrowser.post(`/admin/users/${siti._id}/role`, { role: 'boss' })).status).to.equal(422);
  });

  it('lets only administrators of everything give roles, and nobody the own one', async () => {
    expect((await bekasisBrowser.post(`/admin/users/${siti._id}/role`, { role: 'administrator', scope: '' })).status).to.equal(403);
    expect((await chiefsBrowser.post(`/admin/users/${chief._id}/role`, { role: 'learner' })).status).to.equal(403);
    expect((await roleOf(siti)).role).to.equal('learner');
    expect((await roleOf(chief)).role).to.equal('administrator');
  });

  it('never takes away the last administrator of everything, also when two take it from each other at once', async () => {
    const second = await office.account({ name: 'Wati Pusat', role: 'administrator' });
    const seconds = await office.browser(second);
    await seconds.get(`/admin/users/${siti._id}`);
    const replies = await Promise.all([
      chiefsBrowser.post(`/admin/users/${second._id}/role`, { role: 'administrator', scope: '32.75' }),
      seconds.post(`/admin/users/${chief._id}/role`, { role: 'trainer' }),
    ]);
    const left = (await Promise.all([chief, second].map(roleOf))).filter(({ role, scope }) => role === 'administrator' && scope.length === 0);
    expect(left, replies.map(({ status }) => status).join()).to.have.length.at.least(1);
  });

  it('makes an account without a password, and its first code', async () => {
    expect((await bekasisBrowser.get('/admin/users/new')).text).to.contain('Kota Bekasi').and.not.to.contain('Kota Denpasar');
    const form = { name: 'Yohanes Kapitan', userName: 'yohanes', role: 'learner', regionCode: '32.75', village: 'Pengasinan', phone: '0812-0000-0003', email: '' };
    const reply = await bekasisBrowser.post('/admin/users', form);
    expect(reply.status).to.equal(200);
    expect(reply.text).to.contain('Yohanes Kapitan');
    const his = office.stranger();
    await his.get('/use-code');
    expect((await his.post('/use-code', { code: codeIn(reply.text), password: 'sawah hijau pagi' })).status).to.equal(303);

    const twice = await bekasisBrowser.post('/admin/users', { ...form, name: 'Yohanes Lain' });
    expect(twice.status).to.equal(422);
    expect(twice.text).to.contain('Nama pengguna ini sudah dipakai').and.to.contain('value="Yohanes Lain"');
  });

  it('makes no account beyond the own reach', async () => {
    const form = { name: 'Orang Lain', userName: 'orang.lain', role: 'learner', regionCode: '51.71' };
    expect((await bekasisBrowser.post('/admin/users', form)).status).to.equal(403);
    expect((await bekasisBrowser.post('/admin/users', { ...form, role: 'administrator', regionCode: '32.75' })).status).to.equal(403);
    expect((await chiefsBrowser.post('/admin/users', { ...form, role: 'administrator', regionCode: '', scope: '51' })).status).to.equal(200);
    expect((await chiefsBrowser.post('/admin/users', { ...form, userName: 'tanpa.wilayah', regionCode: '' })).status, 'a learner needs a region').to.equal(422);
  });

  it('takes nothing without the token of the page', async () => {
    const fresh = await office.browser(chief);
    const reply = await fresh.post(`/admin/users/${siti._id}/reset-code`);
    expect(reply.status).to.equal(403);
    expect(codeIn(reply.text)).to.equal('');
  });
});
