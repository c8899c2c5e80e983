import { expect } from 'chai';
import { parse } from 'yaml';
import { fixture, PNG, zipFixture, zipOf } from '../content/import/read.ts';
import { readZip } from '../../server/content/import/read-zip.ts';
import { openOffice, type Browser, type Office } from './office.ts';

describe('administration: import of questions', () => {
  let office: Office;
  let trainer: Browser;

  before(async () => {
    office = await openOffice([]);
    trainer = await office.browser(await office.account({ name: 'Tuti Pelatih', role: 'trainer' }));
  });
  after(() => office.close());

  const send = async (name: string, bytes: Buffer | string, fields: Readonly<Record<string, string>> = {}, browser = trainer) => {
    await browser.get('/admin/import');
    return browser.upload('/admin/import', { format: '', course: '', competency: '', ...fields }, { field: 'file', name, bytes: Buffer.from(bytes) });
  };
  const downloadIn = (page: string) => /href="(\/admin\/import\/[^"]+)"/.exec(page)?.[1] ?? '';

  it('shows the questions as learners see them, their keys, and the review list', async () => {
    const shown = await send('semua.gift', fixture('semua.gift'));
    expect(shown.status).to.equal(200);
    expect(shown.text).to.match(/\d+ dari 24 soal dapat diambil/).and.to.include('Daftar tinjauan').and.to.include('semua.gift:79');
    expect(shown.text).to.include('Kapan tangan *wajib* dicuci').and.to.include('type="radio"').and.to.include('Kunci dan umpan balik');
    expect(shown.text).not.to.include('<script>alert');
    expect(office.log.filter((line) => line.includes('"level":50'))).to.deep.equal([]);
  });

  it('gives a YAML file to take home, or a ZIP with its pictures', async () => {
    const page = await send('Soal Modul 1.gift', '::Satu::Benar?{T}\n', { competency: 'PSM.D.01' });
    const address = downloadIn(page.text);
    expect(address).to.match(/\/soal-modul-1\.yaml$/);
    const yaml = await trainer.bytes(address);
    expect(yaml.header('content-disposition')).to.equal('attachment; filename="soal-modul-1.yaml"');
    expect(parse(yaml.body.toString())).to.deep.equal({ questions: [{ id: 'satu', type: 'true-false', competency: 'PSM.D.01', text: 'Benar?', answer: true }] });

    const pictures = await send('moodle.xml', fixture('moodle.xml'));
    expect(pictures.text).to.include('src="data:image/png;base64,').and.to.include('src="data:image/svg+xml;base64,');
    const zip = await readZip((await trainer.bytes(downloadIn(pictures.text))).body);
    expect([...zip.keys()].filter((name) => /^media\/.*\.(png|svg)$/.test(name))).to.have.length(2);
    expect(zip.get('moodle.yaml')?.toString()).to.include('media/cuci-tangan-');
    expect((await trainer.get(address)).status, 'the newer result has taken its place').to.equal(404);
  });

  it('takes packages and tables as well', async () => {
    expect((await send('paket.zip', await zipFixture('qti21', { 'media/tangan kotor.png': PNG }))).text).to.match(/\d dari 9 soal/).and.to.include('items/rusak.xml:1');
    expect((await send('tabel.csv', fixture('tabel.csv'))).text).to.include('6 dari 10 soal');
    expect((await send('soal.txt', fixture('aiken.txt'), { format: 'aiken' })).text).to.include('3 dari 7 soal');
  });

  it('keeps each trainer’s result from others', async () => {
    const address = downloadIn((await send('a.gift', 'Rahasia?{T}\n')).text);
    expect((await trainer.get(address)).status).to.equal(200);
    const other = await office.browser(await office.account({ name: 'Lain', role: 'trainer' }));
    expect((await other.get(address)).status).to.equal(404);
  });

  it('says what is wrong and what to do, and shows the form again', async () => {
    const none = await trainer.upload('/admin/import', { format: '', course: '', competency: '' });
    expect(none.status).to.equal(422);
    expect(none.text).to.include('Pilih berkas yang akan diimpor.');
    const cases: readonly (readonly [name: string, bytes: Buffer | string, says: RegExp])[] = [
      ['a.gift', '', /Berkas ini kosong/],
      ['a.xml', '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>', /DOCTYPE/],
      ['a.zip', await zipOf({ 'x.txt': 'x' }), /imsmanifest/],
      ['a.xlsx', await zipOf({ '[Content_Types].xml': '<Types/>' }), /CSV UTF-8/],
      ['a.png', PNG, /bukan teks/],
    ];
    for (const [name, bytes, says] of cases) {
      const refused = await send(name, bytes, { competency: 'PSM.D.01' });
      expect(refused.status, name).to.equal(422);
      expect(refused.text, name).to.match(says);
      expect(refused.text, 'what was typed is kept').to.include('value="PSM.D.01"');
      expect(refused.text).not.to.match(/node_modules|at \w+ \(/);
    }
    expect((await send('a.gift', 'A{T}', { competency: 'dua kata' })).text).to.include('Tulis kode unit');
    expect((await send('a.gift', Buffer.alloc(21 * 1024 * 1024, 97))).text).to.include('Berkas terlalu besar');
    await trainer.get('/admin/import?lang=en');
  });

  it('is for trainers and administrators', async () => {
    const siti = await office.browser(await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' }));
    expect((await siti.get('/admin/import')).status).to.equal(403);
    expect((await siti.upload('/admin/import', {}, { field: 'file', name: 'a.gift', bytes: Buffer.from('A{T}') })).status).to.equal(403);
    expect((await office.stranger().get('/admin/import')).location).to.match(/^\/sign-in/);
  });
});
