import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { bringIn, makeClass, send, settled } from './classes/bring-in.ts';

const LIST = 'No;Nama Lengkap;NIK;Kab/Kota;Desa/Kelurahan;No. HP\r\n1;Siti Rahmawati;3275012345678901;Kota Bekasi;Pengasinan;0812 3456 7890\r\n2;Agus Hidayat;1;KAB. BEKASI;Setu;81234567890\r\n3;Rukmini;1;Bekasi;Setu;\r\n4;Siti Rahmawati;2;32.75;Pengasinan;+62 812-3456-7890\r\n';

describe('administration: a class from a list', function () {
  this.timeout(60_000);
  let site: TestService;
  let rina: Visitor;
  let path = '';

  before(async () => {
    site = await startTestService();
    rina = await firstAdministrator(site);
  });
  after(() => site?.close());

  it('closes, and takes no list until it is opened again', async () => {
    path = await makeClass(rina, 'Bekasi 2027');
    await bringIn(rina, path, LIST);
    expect((await rina.get(path)).text).to.include('Siti Rahmawati');
    await rina.post(`${path}/state`, { state: 'closed' });
    await rina.get(path);
    expect((await rina.upload(`${path}/rosters`, { field: 'file', name: 'a.csv', bytes: Buffer.from(LIST) })).status).to.equal(409);
    await rina.post(`${path}/state`, { state: 'open' }, path);
    expect(await settled(rina, await send(rina, path, LIST))).to.include('mungkin sudah ada');
  });

  it('shows an administrator of another region nothing, and takes no row from beyond', async () => {
    const bekasi = await makeClass(rina, 'Hanya Bekasi', '32.75');
    const visitor = new Visitor(site);
    await visitor.signUp('admin.bogor');
    const { accounts } = site.service.application.accounts;
    await accounts.changeRole((await accounts.selectOptionalByUserName('admin.bogor'))?._id ?? '', 'administrator', ['32.71']);
    const bogor = new Visitor(site);
    await bogor.signIn('admin.bogor');
    const list = await bogor.get('/admin/classes');
    expect(list.text).not.to.include('Hanya Bekasi').and.not.to.include('Bekasi 2027');
    for (const address of [bekasi, path]) expect((await bogor.get(address)).status).to.equal(404);
    expect((await bogor.post(`${bekasi}/codes`)).status).to.equal(404);
    expect((await bogor.post('/admin/classes', { name: 'x', course: 'psm-dasar', regionCode: '32.75' }, '/admin/classes')).status).to.equal(422);
    const own = String((await bogor.post('/admin/classes', { name: 'Bogor', course: 'psm-dasar', regionCode: '32.71' }, '/admin/classes')).headers.location);
    expect((await bogor.get(own)).status).to.equal(200);
  });
});
