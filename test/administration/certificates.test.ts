import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const namesIn = (html: string): string[] => [...html.matchAll(/<th scope="row"><a[^>]*>([^<]+)</g)].map((match) => match[1] ?? '');
const linkOf = (html: string, rel: string): string => (new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
const settings = {
  issuerLines: ['Dinas Sosial Kota Bekasi'], place: 'Bekasi', legalBasis: undefined, documentNumber: undefined, organiser: undefined, contact: undefined, signatories: [],
};

/** Names in a ZIP archive, as an independent reader lists them. */
const entriesOf = async (archive: Buffer): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-zip-'));
  try {
    await writeFile(join(folder, 'a.zip'), archive);
    const list = execFileSync('python3', ['-c', 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print("\\n".join(z.namelist()))', join(folder, 'a.zip')]);
    const names = list.toString('utf8').trim().split('\n').filter(Boolean);
    expect(names.slice(-2), 'the lists beside the papers').to.deep.equal(['index.csv', 'index.xlsx']);
    return names.slice(0, -2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

describe('administration: certificates', () => {
  const course = courseWith({ id: 'contoh' });
  const second = courseWith({ id: 'kedua', shortTitle: { original: 'Kedua' } });
  let office: Office;
  let chief: AccountRecord;
  let siti: AccountRecord;
  let chiefs: Browser;
  let bekasis: Browser;
  let serials: { siti: string; rukmini: string; wayan: string };

  before(async function () {
    this.timeout(20_000);
    office = await openOffice([course, second]);
    await office.administration.certification.settings.save(settings, 'test');
    chief = await office.account({ name: 'Rina Kartika', role: 'administrator' });
    chiefs = await office.browser(chief);
    bekasis = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    siti = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75', village: 'Pengasinan' });
    const rukmini = await office.account({ name: 'Rukmini', role: 'learner', regionCode: '32.16', village: 'Tambun' });
    const wayan = await office.account({ name: 'I Wayan Sudarma', role: 'learner', regionCode: '51.71', village: 'Sesetan' });
    serials = { siti: await office.certify(siti, course), rukmini: await office.certify(rukmini, second), wayan: await office.certify(wayan, course) };
  });
  after(() => office.close());

  it('lists them newest first, with search and filters that stand in the address', async () => {
    const { status, text } = await chiefs.get('/admin/certificates');
    expect(status).to.equal(200);
    expect(namesIn(text)).to.have.members(['I Wayan Sudarma', 'Rukmini', 'Siti Rahmawati']);
    expect(text).to.contain('3 sertifikat').and.to.contain(serials.siti);
    const cases: [string, string[]][] = [
      ['q=siti', ['Siti Rahmawati']],
      [`q=${serials.rukmini.toLowerCase().replaceAll('-', '')}`, ['Rukmini']],
      ['course=kedua', ['Rukmini']],
      ['regionCode=32', ['Siti Rahmawati', 'Rukmini']],
      ['regionCode=32.75', ['Siti Rahmawati']],
      ['state=revoked', []],
      ['state=valid&regionCode=51', ['I Wayan Sudarma']],
      ['from=2100-01-01', []],
      ['to=2001-01-01', []],
      ['month=2001-02', []],
      ['from=2001-01-01&to=2100-12-31', ['Siti Rahmawati', 'Rukmini', 'I Wayan Sudarma']],
    ];
    for (const [query, names] of cases) expect(namesIn((await chiefs.get(`/admin/certificates?${query}`)).text), query).to.have.members(names);
    const filtered = (await chiefs.get('/admin/certificates?q=siti&regionCode=32.75&from=2001-01-01')).text;
    expect(filtered).to.match(/class="chip" href="\/admin\/certificates\?q=siti&(amp;|#38;)?from=2001-01-01"/);
    expect(filtered).to.contain('1 sertifikat').and.to.contain('dari 3').and.to.contain('export.csv?q=siti').and.to.contain('name="q" value="siti"');
  });

  it('shows an administrator of a region its certificates only: in the list, in the counts, one by one and in both files', async () => {
    for (const query of ['', '?regionCode=32', '?course=contoh', '?state=valid']) {
      const { text } = await bekasis.get(`/admin/certificates${query}`);
      expect(namesIn(text), query).to.deep.equal(['Siti Rahmawati']);
      expect(text, query).to.contain('dari 1');
    }
    for (const query of ['?regionCode=51', '?regionCode=32.16', '?q=rukmini', `?q=${serials.wayan}`]) {
      expect(namesIn((await bekasis.get(`/admin/certificates${query}`)).text), query).to.deep.equal([]);
      expect(await entriesOf((await bekasis.bytes(`/admin/certificates/export.zip${query}`)).body), query).to.deep.equal([]);
      expect((await bekasis.bytes(`/admin/certificates/export.csv${query}`)).body.toString('utf8').trim().split('\r\n'), query).to.have.length(1);
    }
    const csv = (await bekasis.bytes('/admin/certificates/export.csv')).body.toString('utf8');
    expect(csv).to.contain(serials.siti).and.not.to.contain(serials.rukmini).and.not.to.contain(serials.wayan);
    expect(await entriesOf((await bekasis.bytes('/admin/certificates/export.zip')).body)).to.deep.equal([`32.75_Siti-Rahmawati_${serials.siti}.pdf`]);
    const ticked = `/admin/certificates/export.zip?serial=${serials.siti}&serial=${serials.wayan}`;
    expect(await entriesOf((await bekasis.bytes(ticked)).body)).to.deep.equal([`32.75_Siti-Rahmawati_${serials.siti}.pdf`]);
    await bekasis.get(`/admin/certificates/${serials.siti}`);
    for (const serial of [serials.wayan, serials.rukmini]) {
      expect((await bekasis.get(`/admin/certificates/${serial}`)).status).to.equal(404);
      expect((await bekasis.get(`/certificates/${serial}.pdf`)).status).to.equal(404);
      for (const path of ['revoke', 'reinstate']) expect((await bekasis.post(`/admin/certificates/${serial}/${path}`, { reason: 'x' })).status).to.equal(404);
    }
  });

  it('keeps learners and trainers out of everything', async () => {
    const trainer = await office.account({ name: 'Tuti', role: 'trainer' });
    for (const account of [siti, trainer]) {
      const browser = await office.browser(account);
      await browser.get('/account');
      for (const path of ['', '/blocked', '/export.zip', '/export.csv', `/${serials.siti}`]) expect((await browser.get(`/admin/certificates${path}`)).status, path).to.equal(403);
      expect((await browser.post(`/admin/certificates/${serials.siti}/revoke`, { reason: 'x' })).status).to.equal(403);
    }
  });

  it('gives the papers of the filtered list as one archive, the same bytes as one by one', async function () {
    this.timeout(20_000);
    const reply = await chiefs.bytes('/admin/certificates/export.zip?regionCode=32');
    expect(reply.header('content-type')).to.equal('application/zip');
    expect(reply.header('content-disposition')).to.match(/^attachment; filename="sertifikat-\d{4}-\d{2}-\d{2}\.zip"$/);
    expect(await entriesOf(reply.body)).to.have.members([`32.75_Siti-Rahmawati_${serials.siti}.pdf`, `32.16_Rukmini_${serials.rukmini}.pdf`]);
    const one = await chiefs.bytes(`/certificates/${serials.siti}.pdf`);
    expect(one.body.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(reply.body.includes(one.body)).to.equal(true);
    const ticked = await entriesOf((await chiefs.bytes(`/admin/certificates/export.zip?serial=${serials.wayan}`)).body);
    expect(ticked).to.deep.equal([`51.71_I-Wayan-Sudarma_${serials.wayan}.pdf`]);
  });

  it('gives the filtered list as a table', async () => {
    const { body, header } = await chiefs.bytes('/admin/certificates/export.csv?course=contoh');
    expect(header('content-type')).to.contain('text/csv');
    const lines = body.toString('utf8').trimEnd().split('\r\n');
    expect(lines).to.have.length(3);
    expect(lines.join('\n')).to.contain(`${serials.siti};`).and.to.contain('Siti Rahmawati;Pengasinan;32.75;Kota Bekasi');
  });

  it('shows one, with scores, holder and history', async () => {
    const { status, text } = await chiefs.get(`/admin/certificates/${serials.siti}`);
    expect(status).to.equal(200);
    expect(text).to.contain('Siti Rahmawati').and.to.contain('Dinas Sosial Kota Bekasi').and.to.contain('Kompetensi PSM.D.02');
    expect(text).to.contain(`/admin/users/${siti._id}`).and.to.contain(`/certificates/${serials.siti}.pdf`).and.to.contain(`/v/${serials.siti}`);
    expect((await chiefs.get(`/admin/certificates/${serials.siti.toLowerCase()}`)).status, 'typed small').to.equal(200);
    for (const serial of ['PSM-2026-0000-0000-00', 'x']) expect((await chiefs.get(`/admin/certificates/${serial}`)).status, serial).to.equal(404);
  });

  it('takes one back with a reason, shows by whom, and gives it back', async () => {
    const own = `/admin/certificates/${serials.rukmini}`;
    await chiefs.get(own);
    const empty = await chiefs.post(`${own}/revoke`, { reason: '  ' });
    expect(empty.status).to.equal(422);
    expect(empty.text).to.contain('Isi alasannya.');
    expect((await chiefs.post(`${own}/reinstate`, { reason: 'x' })).status, 'it is not revoked').to.equal(409);
    expect((await chiefs.post(`${own}/revoke`, { reason: 'Data dua peserta tertukar' })).location).to.equal(own);
    const revoked = await chiefs.get(own);
    expect(revoked.text).to.contain('DICABUT').and.to.contain('Dicabut: Data dua peserta tertukar').and.to.contain('Rina Kartika');
    expect(revoked.text).not.to.contain(`${own}/revoke`);
    expect(namesIn((await chiefs.get('/admin/certificates?state=revoked')).text)).to.deep.equal(['Rukmini']);
    expect((await office.stranger().get(`/v/${serials.rukmini}`)).text).to.contain('dicabut');
    expect((await chiefs.post(`${own}/revoke`, { reason: 'lagi' })).status).to.equal(409);
    expect((await chiefs.post(`${own}/reinstate`, { reason: 'Sudah diperiksa, tidak tertukar' })).location).to.equal(own);
    expect((await chiefs.get(own)).text).to.contain('Diberlakukan kembali: Sudah diperiksa');
    expect(namesIn((await chiefs.get('/admin/certificates?state=revoked')).text)).to.deep.equal([]);
  });

  it('shows the certificate with the results', async () => {
    const { text } = await chiefs.get('/admin/results?course=contoh&regionCode=32.75');
    expect(text).to.contain('Bersertifikat');
    expect((await chiefs.get(`/admin/users/${siti._id}`)).text).to.contain(`/admin/certificates/${serials.siti}`);
  });

  it('pages through many, in the order of issue and of names', async function () {
    this.timeout(30_000);
    for (let n = 1; n <= 70; n += 1) {
      await office.certify(await office.account({ name: `Peserta ${String(n).padStart(2, '0')}`, role: 'learner', regionCode: '33.74' }), course);
    }
    for (const query of ['?regionCode=33', '?q=peserta']) {
      const first = await chiefs.get(`/admin/certificates${query}`);
      expect(namesIn(first.text), query).to.have.length(50);
      expect(first.text).to.contain('70 sertifikat').and.to.contain('dari 73');
      const rest = await chiefs.get(linkOf(first.text, 'next'));
      expect(new Set([...namesIn(first.text), ...namesIn(rest.text)]), query).to.have.property('size', 70);
      expect(namesIn((await chiefs.get(linkOf(rest.text, 'prev'))).text), query).to.deep.equal(namesIn(first.text));
    }
    const table = (await chiefs.bytes('/admin/certificates/export.csv?regionCode=33')).body.toString('utf8').trimEnd().split('\r\n');
    expect(table).to.have.length(71);
  });

  it('opens a list whose address was mistyped', async () => {
    for (const query of ['state=gone', 'from=yesterday', 'month=2026-13', 'after=x~y', 'after=zzz~a:b:1', 'course=../x', 'serial=1']) {
      expect((await chiefs.get(`/admin/certificates?${query}`)).status, query).to.equal(200);
    }
  });

  it('names those who have earned one that cannot be printed, within reach', async () => {
    await office.administration.certification.blocked.put({
      learner: 'abc', course: 'contoh', holderName: 'Nama 漢', regionCode: '51.71', missing: [{ field: 'holderName', characters: ['漢'] }], at: new Date(),
    });
    expect((await chiefs.get('/admin/certificates/blocked')).text).to.contain('Nama 漢').and.to.contain('Kota Denpasar');
    expect((await bekasis.get('/admin/certificates/blocked')).text).not.to.contain('Nama 漢');
  });

  it('issues one anew for a corrected name, and says in its history what that was', async () => {
    const holder = await office.account({ name: 'Budi Santoso', role: 'learner', regionCode: '51.71' });
    const serial = await office.certify(holder, course);
    await chiefs.get(`/admin/users/${holder._id}`);
    await chiefs.post(`/admin/users/${holder._id}/name`, { name: 'Budi Santoso, S.Sos.' });
    const old = await chiefs.get(`/admin/certificates/${serial}`);
    expect(old.text).to.contain('Sertifikat baru atas nama Budi Santoso, S.Sos. mendapat nomor baru');
    const anew = (await chiefs.post(`/admin/certificates/${serial}/reissue`, { reason: 'Gelar ditambahkan' })).location;
    const { text } = await chiefs.get(anew);
    expect(text).to.contain('Diterbitkan ulang: Gelar ditambahkan').and.to.contain(serial).and.not.to.contain('Diberlakukan kembali');
  });
});
