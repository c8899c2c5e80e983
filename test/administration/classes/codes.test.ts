import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../../fixtures/visitor.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { bringIn, codesIn, makeClass } from './bring-in.ts';

const PASSWORD = 'lumbung padi pagi';
const LIST = 'Nama;Kota;HP;Desa\nSiti Rahmawati;Kota Bekasi;0812 3456 7890;Pengasinan\nAgus Hidayat;Kota Bekasi;;Pengasinan\nDewi Lestari;Kota Bekasi;081111111111;Bojong\n';

describe('codes for a class', function () {
  this.timeout(120_000);
  let site: TestService;
  let rina: Visitor;
  let path = '';

  before(async () => {
    site = await startTestService();
    rina = await firstAdministrator(site);
    path = await makeClass(rina, 'Bekasi 2027');
    await bringIn(rina, path, LIST);
  });
  after(() => site?.close());

  const sheet = async (fields: Readonly<Record<string, string>> = {}): Promise<string> => (await rina.post(`${path}/codes`, fields, path)).text;
  const opens = async (code: string): Promise<boolean> => (await new Visitor(site).get(`/use-code?code=${code}`)).text.includes('Kode ini untuk');
  const idOf = async (name: string): Promise<string> => (await site.service.application.accounts.bulk.selectNamed([name.toLowerCase()]))[0]?._id ?? '';
  const resetCode = async (name: string): Promise<string> => {
    const own = `/admin/users/${await idOf(name)}`;
    return /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await rina.post(`${own}/reset-code`, {}, own)).text)?.[0] ?? '';
  };

  it('stand on a sheet in the order of villages, with QR codes and WhatsApp messages, and are kept by nobody', async () => {
    const html = await sheet();
    const names = [...html.matchAll(/<div><b>([^<]+)<\/b>/g)].map(([, name]) => name);
    expect(names).to.deep.equal(['Dewi Lestari', 'Agus Hidayat', 'Siti Rahmawati']);
    expect(html.match(/<svg viewBox="-4 -4/g)).to.have.length(3);
    expect(html).to.include('https://wa.me/6281234567890?text=Halo%20Siti').and.to.include('https://wa.me/?text=Halo%20Agus');
    expect(html).to.include(`ketik kodenya di ${site.origin}/use-code.`);
    const [code = ''] = codesIn(html);
    expect(decodeURIComponent(/wa\.me\/6281111111111\?text=([^"]+)/.exec(html)?.[1] ?? '')).to.include(`/use-code?code=${code}`);
  });

  it('are used by nobody who only looks, once by whoever makes a password', async () => {
    const [dewi = ''] = codesIn(await sheet());
    for (let times = 0; times < 3; times += 1) expect(await opens(dewi)).to.equal(true);
    const both = await Promise.all([new Visitor(site), new Visitor(site)].map((visitor) => visitor.post('/use-code', { code: dewi, password: PASSWORD }, '/use-code')));
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal([303, 422]);
    expect(await opens(dewi)).to.equal(false);
  });

  it('are issued anew with each sheet, for those who wait alone, and for those only who are meant', async () => {
    const [agus = '', siti = ''] = codesIn(await sheet());
    const messages = await sheet({ who: 'phone' });
    expect(messages).to.include('wa.me/6281234567890').and.not.to.include('Agus Hidayat').and.not.to.include('Dewi Lestari').and.not.to.include('<svg viewBox="-4');
    expect([await opens(siti), await opens(agus)], 'the message replaced one, and left the other').to.deep.equal([false, true]);
    const paper = codesIn(await sheet({ who: 'paper' }));
    expect(paper).to.have.length(1);
    expect(await opens(agus)).to.equal(false);
  });

  it('are not cancelled by a reset of one person, nor cancel it; the sheet opens nothing once there is a password', async () => {
    const [, siti = ''] = codesIn(await sheet());
    const reset = await resetCode('Siti Rahmawati');
    expect([await opens(siti), await opens(reset)]).to.deep.equal([true, true]);
    await sheet({ who: 'paper' });
    await new Visitor(site).post('/use-code', { code: reset, password: PASSWORD }, '/use-code');
    expect([await opens(siti), await opens(reset)]).to.deep.equal([false, false]);
    const thief = await new Visitor(site).post('/use-code', { code: siti, password: 'kata sandi maling' }, '/use-code');
    expect(thief.status).to.equal(422);
  });

  it('for new passwords are made for several of a class at once, and for its members only', async () => {
    const page = await rina.get(`${path}/reset-codes`);
    expect(page.text).to.include('Siti Rahmawati').and.to.include('Dewi Lestari').and.not.to.include('Agus Hidayat');
    expect((await rina.post(`${path}/reset-codes`)).text).to.include('Pilih paling sedikit satu orang.');
    const rinaId = (await site.service.application.accounts.accounts.selectOptionalByUserName('rina'))?._id ?? '';
    const chosen = [await idOf('Siti Rahmawati'), await idOf('Dewi Lestari'), rinaId];
    await rina.get(`${path}/reset-codes`);
    const codes = codesIn((await rina.post(`${path}/reset-codes`, { account: chosen })).text);
    expect(codes).to.have.length(2);
    const dewi = new Visitor(site);
    const old = new Visitor(site);
    await old.signIn((await site.service.application.accounts.bulk.selectNamed(['dewi lestari']))[0]?.userName ?? '');
    expect((await old.get('/learn')).status, 'the old password holds until then').to.equal(200);
    expect((await dewi.post('/use-code', { code: codes[0] ?? '', password: 'lumbung padi sore' }, '/use-code')).status).to.equal(303);
    expect((await old.get('/learn')).status, 'older sessions are over').to.equal(303);
  });
});
