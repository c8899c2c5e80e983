import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

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

  const make = async (name: string, regionCode = ''): Promise<string> => {
    const made = await rina.post('/admin/classes', { name, course: 'psm-dasar', regionCode }, '/admin/classes');
    expect(made.status).to.equal(303);
    return String(made.headers.location);
  };
  const send = async (to: string, list: string | Buffer): Promise<string> => {
    await rina.get(to);
    const sent = await rina.upload(`${to}/rosters`, { field: 'file', name: 'peserta.csv', bytes: Buffer.from(list) });
    return sent.status === 303 ? String(sent.headers.location) : sent.text;
  };
  const codesIn = (html: string): string[] => [...html.matchAll(/class="secret">([^<]+)</g)].map(([, code]) => code ?? '');

  it('shows what would become of each row and writes nothing', async () => {
    path = await make('Bekasi 2027');
    const preview = await rina.get(await send(path, LIST));
    expect(preview.text).to.include('2 baru').and.to.include('2 ditolak').and.to.include('Kabupaten atau kota tidak dikenal').and.to.include('Baris yang sama sudah ada');
    expect(preview.text).to.include('+6281234567890').and.not.to.include('3275012345678901');
    expect((await rina.get(path)).text).to.include('Belum ada peserta.');
  });

  it('applies once, prints codes, and a learner enters by one', async () => {
    const roster = await send(path, LIST);
    await rina.get(roster);
    const both = await Promise.all([rina.post(`${roster}/apply`), rina.post(`${roster}/apply`)]);
    expect(both.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect((await rina.get(path)).text.match(/Belum masuk/g)).to.have.length(2);

    const first = codesIn((await rina.post(`${path}/codes`)).text);
    await rina.get(path);
    const sheet = (await rina.post(`${path}/codes`)).text;
    expect(sheet).to.include('https://wa.me/6281234567890?text=');
    const [agus = ''] = codesIn(sheet);
    const learner = new Visitor(site);
    const seen = await learner.get(`/use-code?code=${agus}`);
    expect(seen.text).to.include('Kode ini untuk Agus Hidayat');
    expect((await learner.get(`/use-code?code=${first[0]}`)).text, 'an earlier sheet').not.to.include('Kode ini untuk');
    expect((await learner.post('/use-code', { code: agus, password: 'lumbung padi pagi' })).status).to.equal(303);
    expect((await learner.get('/learn')).text).to.include('/courses/psm-dasar');
    await rina.get(path);
    expect(codesIn((await rina.post(`${path}/codes`)).text), 'who has a password is on no sheet').to.have.length(1);
  });

  it('asks about a name that is there already, and takes the answer', async () => {
    const other = await make('Lanjutan');
    const roster = await send(other, LIST);
    const preview = await rina.get(roster);
    expect(preview.text).to.include('2 mungkin sudah ada').and.to.include('0 baru');
    await rina.post(`${roster}/apply`, { 'decide-2': 'same', 'decide-3': 'new' });
    const shown = (await rina.get(other)).text;
    expect(shown.match(/Belum masuk/g)).to.have.length(2);
    expect(shown).not.to.include('Sudah masuk');
  });

  it('reads what Excel writes, and refuses what is no list', async () => {
    const to = await make('Sandi');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Nama\tKota\nRenée Aritonang\tKota Bekasi\n', 'utf16le')]);
    expect((await rina.get(await send(to, wide))).text).to.include('Renée Aritonang').and.to.include('1 baru');
    expect((await rina.get(await send(to, Buffer.from('sep=,\nNAMA,KABUPATEN\nRené S,3275\n', 'latin1')))).text).to.include('René S').and.to.include('1 baru');
    expect(await send(to, 'a;b\n1;2\n')).to.include('paling sedikit Nama Lengkap');
    expect(await send(to, 'PK\u0003\u0004')).to.include('Simpan Sebagai');
    expect(await send(to, '')).to.include('paling sedikit Nama Lengkap');
    expect(await send(to, `Nama;Kota\n${'Budi;Kota Bekasi\n'.repeat(2001)}`)).to.include('lebih dari 2.000 baris');
  });

  it('shows an administrator of another region nothing, and takes no row from beyond', async () => {
    const bekasi = await make('Hanya Bekasi', '32.75');
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
    await bogor.get(own);
    const sent = await bogor.upload(`${own}/rosters`, { field: 'file', name: 'a.csv', bytes: Buffer.from(LIST) });
    expect((await bogor.get(String(sent.headers.location))).text).to.include('di luar wilayah Anda').and.to.include('0 baru');
  });
});
