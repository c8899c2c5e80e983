import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../../fixtures/visitor.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { readInThread } from '../../../server/administration/classes/table/read-in-thread.ts';
import type { ListRow } from '../../../server/administration/classes/table/read-list.ts';
import { bringIn, codesIn, fixture, makeClass, rowsIn, send, settled } from './bring-in.ts';

describe('a list of learners, from the file to the class', function () {
  this.timeout(120_000);
  let site: TestService;
  let rina: Visitor;

  before(async () => {
    site = await startTestService();
    rina = await firstAdministrator(site);
  });
  after(() => site?.close());

  const countOf = (collection: string): Promise<number> => site.service.storage.connection.collection(collection).countDocuments({});
  const accountNamed = async (name: string) => (await site.service.application.accounts.bulk.selectNamed([name.toLowerCase()]))[0];
  /** Whom a row may be said to be, as the page offers it. */
  const choicesIn = (html: string): string[] => [...html.matchAll(/<option value="(same:[^"]+)"/g)].map(([, value]) => value ?? '');

  it('shows the fate of each row of a workbook, and writes nothing', async () => {
    const before = await countOf('accounts');
    const to = await makeClass(rina, 'Tinjauan');
    const page = await settled(rina, await send(rina, to, fixture('peserta.xlsx'), 'peserta.xlsx'));
    for (const words of ['4 baru', '2 belum jelas', '0 ditolak', 'lembar Peserta', 'Kolom NIK atau KK tidak dibaca', 'Nomor HP tidak dapat dibaca', 'Pilih yang dimaksud', '+6281234567890']) expect(page).to.include(words);
    expect(page).not.to.include('3275010101800001');
    expect(await countOf('accounts')).to.equal(before);
    expect((await rina.get(to)).text).to.include('Belum ada peserta.').and.to.include('peserta.xlsx').and.to.include('Menunggu keputusan');
  });

  it('takes what an administrator says of unclear rows, and applies each once though it is posted twice at once', async () => {
    const to = await makeClass(rina, 'Keputusan');
    const roster = await send(rina, to, fixture('peserta.xlsx'), 'peserta.xlsx');
    const asked = await settled(rina, `${roster}?fate=unclear`);
    expect(rowsIn(asked)).to.equal(2);
    await rina.post(`${roster}/answers?fate=unclear`, { 'decide-8': 'region:99.99', 'decide-10': 'new' });
    expect((await rina.get(roster)).text, 'words that fit no row').to.include('2 belum jelas');
    await rina.post(`${roster}/answers`, { 'decide-8': 'region:32.16', 'decide-10': 'without-phone', 'decide-5': 'same:x' });
    const answered = await rina.get(roster);
    expect(answered.text).to.include('6 baru').and.to.include('0 belum jelas');
    await Promise.all([rina.post(`${roster}/apply`), rina.post(`${roster}/apply`)]);
    expect(await settled(rina, roster)).to.include('6 peserta masuk angkatan ini.').and.to.include('Sudah di angkatan ini');
    await rina.post(`${roster}/apply`);
    await settled(rina, roster);
    expect((await rina.get(to)).text.match(/Belum masuk/g)).to.have.length(6);
    const renee = await accountNamed('renee aritonang');
    expect(renee).to.include({ regionCode: '32.16', village: 'Bojong', phone: '+62812345678' });
    expect(renee?.userName).to.match(/^renee\.aritonang\.[0-9a-z]{4}$/);
  });

  it('asks whether a row is somebody who is there: by name and region, or name and number, never by a number alone', async () => {
    const to = await makeClass(rina, 'Mungkin');
    const list = 'Nama;Kota;HP\nSiti Rahmawati;Kota Bekasi;\nDewi Lestari;Kota Bekasi;081234567893\nNeneng Hasanah;Kota Bekasi;081234567890\nRukmini;Kota Depok;\n';
    const roster = await send(rina, to, list);
    const page = await settled(rina, roster);
    expect(page).to.include('2 mungkin sudah ada').and.to.include('2 baru').and.to.include('2 baris menunggu keputusan');
    const [siti = '', dewi = ''] = choicesIn(page);
    const before = await countOf('accounts');
    await rina.post(`${roster}/answers`, { 'decide-2': siti, 'decide-3': 'same:someone-else' });
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster)).to.include('3 peserta masuk angkatan ini.').and.to.include('1 baris masih menunggu');
    expect(await countOf('accounts')).to.equal(before + 2);
    await rina.post(`${roster}/answers`, { 'decide-2': 'new', 'decide-3': dewi });
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster), 'the rest, and nobody twice').to.include('4 peserta masuk angkatan ini.');
    expect(await countOf('accounts')).to.equal(before + 2);
  });

  it('is decided for all rows at once, but for those that may be several people', async () => {
    const first = await makeClass(rina, 'Kelas pertama', '32.75');
    const twins = 'Nama;Desa\nWati Kembar;Setu\nWati Kembar;Bojong\nTono Satu;Setu\nJoko Satu;Setu\nSari Satu;Setu\n';
    const roster = await send(rina, first, twins);
    await settled(rina, roster);
    await rina.post(`${roster}/answers`, { 'decide-3': 'other' });
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster)).to.include('5 peserta masuk angkatan ini.');
    const again = await send(rina, await makeClass(rina, 'Kelas kedua', '32.75'), 'Nama\nWati Kembar\nTono Satu\nJoko Satu\nSari Satu\nOrang Baru\n');
    const page = await settled(rina, again);
    expect(page).to.include('4 baris mungkin orang yang sudah ada dan belum diputuskan.').and.to.include(`action="${again}/answers/all"`);
    // Of this page, what is still undecided; what is said of a row by itself goes before.
    await rina.post(`${again}/answers`, { 'decide-2': '', 'decide-3': 'new', 'decide-4': '', rest: 'same' });
    expect((await rina.get(again)).text).to.include('2 baris mungkin orang yang sudah ada').and.to.include('3 baris siap diterapkan.');
    expect((await rina.post(`${again}/answers/all`, { all: 'anything' })).status).to.equal(400);
    await rina.post(`${again}/answers/all?fate=perhaps`, { all: 'same' });
    const left = (await rina.get(`${again}?fate=perhaps`)).text;
    expect(left).to.include('1 baris diputuskan. 1 baris cocok dengan beberapa orang; pilih sendiri orangnya.').and.to.include('1 baris mungkin orang yang sudah ada');
    await rina.post(`${again}/answers/all`, { all: 'new' });
    const decided = (await rina.get(again)).text;
    expect(decided).to.include('5 baris siap diterapkan.').and.to.include('Terapkan 5 baris').and.not.to.include(`${again}/answers/all`);
    const before = await countOf('accounts');
    await rina.post(`${again}/apply`);
    expect(await settled(rina, again)).to.include('5 peserta masuk angkatan ini.');
    expect(await countOf('accounts'), 'Wati and Tono anew, and somebody nobody knew').to.equal(before + 3);
  });

  it('names organisations: known ones are found, of others somebody says what they are', async () => {
    await rina.get('/admin/organisations/new');
    await rina.post('/admin/organisations', { name: 'IPSM Pusat' });
    const to = await makeClass(rina, 'Lembaga', '32.75');
    const organisations = () => site.service.application.accounts.organisations;
    const [pusat] = await organisations().selectNamed(['ipsm pusat']);
    await bringIn(rina, to, 'Nama\nEndang Lama\n');
    const list = 'Nama Lengkap;Organisasi / Lembaga\nAndi Satu;IPSM  PUSAT\nBeni Dua;IPSM Rawalumbu\nCici Tiga;ipsm rawalumbu\nDedi Empat;-\nEndang Lama;Ipsm Pusat\nFajar Lima;Karang Taruna\nGita Enam;=HYPERLINK\nHadi Tujuh;3275010101800001\n';
    const roster = await send(rina, to, list);
    const page = await settled(rina, roster);
    expect(page).to.include('3 nama lembaga belum dikenal.').and.to.include('Buat lembaga baru di Kota Bekasi').and.not.to.include('3275010101800001').and.not.to.include('Kolom yang tidak dibaca');
    const [endang = ''] = choicesIn(page);
    await rina.post(`${roster}/answers`, { 'decide-6': endang });
    await rina.post(`${roster}/organisations`, { 'organisation-1': 'new', 'organisation-2': 'somebody-elses', 'organisation-3': pusat?._id ?? '' });
    expect((await rina.get(roster)).text).to.include('1 nama lembaga belum dikenal.');
    expect(await organisations().selectNamed(['ipsm rawalumbu']), 'nothing is written yet').to.deep.equal([]);
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster)).to.include('8 peserta masuk angkatan ini.').and.to.include('Karang Taruna, 1 baris: tanpa lembaga');
    const [made, ...others] = await organisations().selectNamed(['ipsm rawalumbu']);
    expect(made).to.include({ name: 'IPSM Rawalumbu', regionCode: '32.75' });
    expect(others).to.deep.equal([]);
    const belongs = async (name: string): Promise<string | undefined> => (await site.service.application.accounts.accounts.selectById((await accountNamed(name))?._id ?? '')).organisation;
    expect(await Promise.all(['Andi Satu', 'Beni Dua', 'Cici Tiga', 'Dedi Empat', 'Endang Lama', 'Fajar Lima', 'Gita Enam', 'Hadi Tujuh'].map(belongs))).to.deep.equal([pusat?._id, made?._id, made?._id, undefined, pusat?._id, undefined, pusat?._id, undefined]);
    expect((await rina.get(`/admin/users/${(await accountNamed('Beni Dua'))?._id}`)).text).to.match(/selected>IPSM Rawalumbu/);
    await rina.get(roster);
    expect((await rina.post(`${roster}/organisations`, { 'organisation-2': 'new' })).status, 'too late').to.equal(409);
    const sheet = await rina.get(`${roster}/rows.csv`);
    expect(sheet.text).to.include('Lembaga').and.to.include("'=HYPERLINK");
    // What was downloaded is understood again.
    const again = await settled(rina, await send(rina, await makeClass(rina, 'Lagi', '32.75'), sheet.text));
    expect(again).to.include('IPSM Rawalumbu').and.to.include('2 nama lembaga belum dikenal.');
  });

  it('finds what stands in it twice', async () => {
    const to = await makeClass(rina, 'Kembar', '32.75');
    const list = 'Nama;Desa\nYuni Astuti;Setu\nYUNI ASTUTI;setu\nYuni Astuti;Bojong\n;\n123;Setu\n';
    const roster = await send(rina, to, list);
    const page = await settled(rina, roster);
    expect(page).to.include('Sama dengan baris 2.').and.to.include('Nama dan wilayahnya sama dengan baris 2.').and.to.include('1 baru').and.to.include('2 ditolak');
    await rina.post(`${roster}/answers`, { 'decide-4': 'other' });
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster)).to.include('2 peserta masuk angkatan ini.');
  });

  it('that was sent twice before it was applied makes nobody twice', async () => {
    const to = await makeClass(rina, 'Dua kali');
    const list = 'Nama;Kota\nWulan Sari;Kota Bogor\nTono Wirawan;Kota Bogor\n';
    const first = await send(rina, to, list);
    const second = await send(rina, to, list);
    for (const roster of [first, second]) {
      await settled(rina, roster);
      await rina.post(`${roster}/apply`);
      await settled(rina, roster);
    }
    expect((await rina.get(to)).text.match(/Belum masuk/g)).to.have.length(2);
    expect((await rina.get(second)).text).to.include('2 mungkin sudah ada');
  });

  it('is undone as long as nobody has entered by it: its accounts go, others stay', async () => {
    const to = await makeClass(rina, 'Batal');
    const people = await countOf('accounts');
    const logins = await countOf('logins');
    const enrolments = await countOf('enrolments');
    const roster = await send(rina, to, 'Nama;Kota\nSiti Rahmawati;Kota Bekasi\nBambang Irawan;Kota Bekasi\nCici Paramida;Kota Bekasi\n');
    const [siti = ''] = choicesIn(await settled(rina, roster));
    await rina.post(`${roster}/answers`, { 'decide-2': siti });
    await rina.post(`${roster}/apply`);
    await settled(rina, roster);
    expect(await countOf('accounts')).to.equal(people + 2);
    const [code = ''] = codesIn((await rina.post(`${to}/codes`)).text);
    expect(code).not.to.equal('');
    await rina.get(roster);
    await rina.post(`${roster}/undo`);
    expect(await settled(rina, roster)).to.include('akun yang dibuatnya sudah dihapus');
    expect([await countOf('accounts'), await countOf('logins'), await countOf('enrolments')]).to.deep.equal([people, logins, enrolments]);
    expect(await accountNamed('siti rahmawati')).not.to.equal(undefined);
    expect((await rina.get(to)).text).to.include('Belum ada peserta.');
    expect((await new Visitor(site).get(`/use-code?code=${code}`)).text).not.to.include('Kode ini untuk');
    await rina.get(roster);
    await rina.post(`${roster}/apply`);
    expect(await settled(rina, roster), 'undone for good').to.include('Sudah dibatalkan');
  });

  it('is not undone once somebody has entered, and an account that another class has stays', async () => {
    const to = await makeClass(rina, 'Sudah masuk');
    const roster = await bringIn(rina, to, 'Nama;Kota\nEka Pertiwi;Kota Bekasi\nFajar Nugraha;Kota Bekasi\n');
    const other = await makeClass(rina, 'Angkatan lain');
    const again = await send(rina, other, 'Nama;Kota\nEka Pertiwi;Kota Bekasi\n');
    const [eka = ''] = choicesIn(await settled(rina, again));
    await rina.post(`${again}/answers`, { 'decide-2': eka });
    await rina.post(`${again}/apply`);
    await settled(rina, again);
    await rina.get(to);
    const [, fajar = ''] = codesIn((await rina.post(`${to}/codes`)).text);
    await new Visitor(site).post('/use-code', { code: fajar, password: 'lumbung padi pagi' }, '/use-code');
    await rina.get(roster);
    await rina.post(`${roster}/undo`);
    expect(await settled(rina, roster)).to.include('sudah ada peserta yang masuk dengan kodenya').and.to.include('Sudah diterapkan');
    await rina.post(`${again}/undo`, {}, again);
    await settled(rina, again);
    expect((await rina.get(other)).text).to.include('Belum ada peserta.');
    expect(await accountNamed('eka pertiwi')).not.to.equal(undefined);
  });

  it('is downloaded without formulas', async () => {
    const to = await makeClass(rina, 'Rumus');
    const roster = await send(rina, to, 'Nama;Kota\n"=HYPERLINK(""http://jahat.example"")";Kota Bekasi\n@SUM(A1);-1+1\n+62812;Kota Bekasi\n');
    await settled(rina, roster);
    const { body } = await rina.bytes(`${roster}/rows.csv`);
    const cells = body.toString('utf8').split(/[;\n]/);
    expect(cells.filter((cell) => /^"?[=@+-]/.test(cell))).to.deep.equal([]);
    const workbook = await rina.bytes(`${roster}/rows.xlsx`);
    const read: ListRow[] = [];
    for await (const part of readInThread(new Uint8Array(workbook.body), { regionIsGiven: false })) if ('rows' in part) read.push(...part.rows);
    expect(read.map(({ name, region }) => `${name} ${region}`), 'as it was sent, and no formula').to.deep.equal(['=HYPERLINK("http://jahat.example") ', '@SUM(A1) ', '+62812 ']);
    expect(body.toString('utf8')).to.include("'=HYPERLINK").and.to.include("'@SUM(A1)").and.to.include('Ditolak');
  });

  it('is no list where there is no head, and leaves nothing behind', async () => {
    const to = await makeClass(rina, 'Salah kirim');
    expect(await send(rina, to, 'a;b\n1;2\n')).to.include('Baris judul kolom tidak ditemukan');
    expect(await send(rina, to, '')).to.include('kosong');
    expect(await send(rina, to, Buffer.alloc(11 * 1024 * 1024, 'a'))).to.include('Berkas terlalu besar');
    expect((await rina.get(to)).text).not.to.include('Daftar yang sudah dikirim');
    const left: string[] = [];
    for await (const key of site.service.storage.files.list('rosters/')) left.push(key);
    expect(left).to.deep.equal([]);
  });

  it('shows an administrator of a region only lists from there, and takes no row from beyond', async () => {
    const shared = await makeClass(rina, 'Kota Bogor', '32.71');
    const wide = await send(rina, shared, 'Nama;Kota\nGilang Ramadhan;Kota Bekasi\n');
    await new Visitor(site).signUp('admin.bogor');
    const { accounts } = site.service.application.accounts;
    await accounts.changeRole((await accounts.selectOptionalByUserName('admin.bogor'))?._id ?? '', 'administrator', ['32.71']);
    const bogor = new Visitor(site);
    await bogor.signIn('admin.bogor');
    expect((await bogor.get(shared)).text).not.to.include('peserta.csv');
    for (const path of ['', '/rows.csv']) expect((await bogor.get(`${wide}${path}`)).status, path).to.equal(404);
    await bogor.get(shared);
    for (const path of ['/apply', '/undo', '/answers']) expect((await bogor.post(`${wide}${path}`)).status, path).to.equal(404);
    const own = await send(bogor, shared, 'Nama;Kota\nGilang Ramadhan;Kota Bekasi\nHesti Purwanti;Kota Bogor\nWulan Sari;Bogor\n');
    const page = await settled(bogor, own);
    expect(page).to.include('di luar wilayah Anda').and.to.include('1 baru').and.to.include('value="region:32.71"').and.not.to.include('value="region:32.01"');
    expect((await rina.get(own)).status, 'who reaches everywhere sees it').to.equal(200);
  });
});
