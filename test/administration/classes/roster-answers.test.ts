import { expect } from 'chai';
import { firstAdministrator, type Visitor } from '../../fixtures/visitor.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { makeClass, send, settled } from './bring-in.ts';

describe('what an administrator says of the rows of a list', function () {
  this.timeout(60_000);
  let site: TestService;
  let rina: Visitor;

  before(async () => {
    site = await startTestService();
    rina = await firstAdministrator(site);
  });
  after(() => site?.close());

  const accountNamed = async (name: string) => (await site.service.application.accounts.bulk.selectNamed([name.toLowerCase()]))[0];

  it('asks where somebody serves whose row names no region, or one beyond the class, and takes one word for all of them', async () => {
    const to = await makeClass(rina, 'Dua wilayah', '32.75', 'Kabupaten Bekasi');
    const list = 'Nama;Kab/Kota;HP;Organisasi\nPusat Satu;;081200000901;IPSM Pusat\nPusat Dua;;;IPSM Pusat\nPusat Tiga;;;IPSM Pusat\nLuar Sendiri;Kota Bandung;;\nTetap Saja;Kab. Bekasi;;\n;;;\nKetua Panitia;;;\n';
    const roster = await send(rina, to, list);
    const page = await settled(rina, `${roster}?fate=unclear`);
    for (const words of ['1 baru', '4 belum jelas', '1 ditolak', 'Pilih salah satu', 'di luar wilayah angkatan', 'Kota Bandung', 'Tanpa kabupaten atau kota', 'Semua baris tanpa kabupaten atau kota']) expect(page).to.include(words);
    await rina.post(`${roster}/answers/all?fate=unclear`, { all: 'regions', 'empty-regions': 'region:none', 'decide-2': 'region:32.16', 'decide-5': 'region:32.75' });
    expect((await rina.get(roster)).text).to.include('5 baru').and.to.include('0 belum jelas');
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster)).to.include('5 peserta masuk angkatan ini.');
    expect(await accountNamed('pusat satu'), 'what was said of one row counts').to.include({ regionCode: '32.16' });
    expect(await accountNamed('pusat dua')).not.to.have.property('regionCode');
    expect(await accountNamed('luar sendiri')).to.include({ regionCode: '32.75' });
  });

  it('takes the organisations that a list made away with it, but for those that others use', async () => {
    const { accounts, organisations } = site.service.application.accounts;
    const to = await makeClass(rina, 'Lembaga sementara');
    const roster = await send(rina, to, 'Nama;Kab/Kota;Organisasi\nAni Sementara;32.75;Lembaga Sekali\nAdi Sementara;32.75;Lembaga Dipakai\nAli Sementara;32.75;Lembaga Angkatan\n');
    await settled(rina, roster);
    await rina.post(`${roster}/apply`, { 'organisation-0': 'new', 'organisation-1': 'new', 'organisation-2': 'new' });
    await settled(rina, roster);
    const list = async () => (await rina.get('/admin/organisations')).text;
    expect(await list()).to.include('Lembaga Sekali').and.to.include('Lembaga Dipakai').and.to.include('Lembaga Angkatan');
    const idOf = async (name: string): Promise<string> => (await organisations.selectNamed([name]))[0]?._id ?? '';
    await rina.post(`/admin/users/${(await accounts.selectOptionalByUserName('rina'))?._id}/organisation`, { organisation: await idOf('lembaga dipakai') }, '/admin/organisations');
    await rina.post(`${to}/edit`, { name: 'Lembaga sementara', organisation: await idOf('lembaga angkatan') }, `${to}/edit`);
    await rina.post(`${roster}/undo`, {}, roster);
    expect(await settled(rina, roster)).to.include('akun yang dibuatnya sudah dihapus');
    expect(await list()).not.to.include('Lembaga Sekali');
    expect(await list()).to.include('Lembaga Dipakai').and.to.include('Lembaga Angkatan');
  });

  it('is discarded as long as it was not applied, and once it was undone', async () => {
    const to = await makeClass(rina, 'Buangan');
    const first = await send(rina, to, 'Nama;Kab/Kota\nSalah Berkas;32.75\n', 'salah.csv');
    expect(await settled(rina, first)).to.include('Buang daftar ini');
    await rina.post(`${first}/discard`);
    expect((await rina.get(to)).text).to.include('salah.csv sudah dibuang').and.not.to.include('>salah.csv<');
    expect((await rina.get(first)).status).to.equal(404);
    const second = await send(rina, to, 'Nama;Kab/Kota\nBenar Berkas;32.75\n', 'benar.csv');
    await settled(rina, second);
    await rina.post(`${second}/apply`);
    expect(await settled(rina, second)).not.to.include('Buang daftar ini');
    expect((await rina.post(`${second}/discard`)).status).to.equal(409);
    await rina.post(`${second}/undo`, {}, second);
    await settled(rina, second);
    await rina.post(`${second}/discard`);
    expect((await rina.get(to)).text).not.to.include('>benar.csv<');
    expect(await site.service.storage.connection.collection('roster-rows').countDocuments({ name: /Berkas/ }), 'with its rows').to.equal(0);
  });

  it('keeps what was chosen on its page when it is applied at once', async () => {
    const to = await makeClass(rina, 'Sekaligus');
    const roster = await send(rina, to, 'Nama;Kab/Kota;Organisasi\nIis Sekaligus;Bekasi;Karang Taruna Setu\n');
    expect(await settled(rina, roster)).to.include('1 belum jelas').and.to.include('formaction="' + roster + '/organisations"');
    await rina.post(`${roster}/apply`, { 'decide-2': 'region:32.75', 'organisation-0': 'new' });
    expect(await settled(rina, roster)).to.include('1 peserta masuk angkatan ini.');
    const { accounts, organisations } = site.service.application.accounts;
    const iis = (await accounts.selectByIds([(await accountNamed('iis sekaligus'))?._id ?? '']))[0];
    expect((await organisations.selectSome([iis?.organisation ?? '']))[0]?.name).to.equal('Karang Taruna Setu');
  });
});
