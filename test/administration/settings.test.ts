import { expect } from 'chai';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

/** The smallest PNG there is: one transparent pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const PATH = '/admin/settings';
const form = {
  issuerLine1: 'Pemerintah Kota Bekasi', issuerLine2: 'Dinas Sosial', issuerPlace: 'Bekasi', legalBasis: 'Keputusan 12/2026',
  documentNumber: '{nomor}/PSM/{bulan_romawi}/{tahun}', organiser: 'Dinas Sosial dan IPSM', contact: 'Jl. Contoh 1',
  signatory1Office: 'Kepala Dinas', signatory1Name: 'Dra. Contoh, M.Si.', signatory1Second: 'NIP 1',
};

describe('administration: settings', () => {
  let office: Office;
  let chiefs: Browser;

  const open = async (address?: string): Promise<void> => {
    office = await openOffice([courseWith({ id: 'contoh' })], address);
    chiefs = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
  };
  afterEach(() => office.close());

  it('says what still keeps CONTOH on certificates, and keeps what is filled in', async () => {
    await open();
    expect((await chiefs.get(PATH)).text).to.contain('Sertifikat masih bertanda CONTOH sampai penerbit diisi.');
    expect((await chiefs.upload(PATH, form)).location).to.equal(PATH);
    const { text } = await chiefs.get(PATH);
    for (const value of Object.values(form)) expect(text).to.contain(`value="${value}"`);
    expect(text).to.contain('Pengaturan sudah disimpan.').and.to.contain('terbit tanpa tanda CONTOH');
    const learner = await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' });
    const serial = await office.certify(learner, courseWith({ id: 'contoh' }));
    expect((await chiefs.get(`/admin/certificates/${serial}`)).text).to.contain('Pemerintah Kota Bekasi, Dinas Sosial').and.to.match(/1\/PSM\/[IVX]+\/\d{4}/);
  });

  it('asks for an https address where there is none', async () => {
    await open('http://localhost:3000');
    await chiefs.get(PATH);
    await chiefs.upload(PATH, form);
    expect((await chiefs.get(PATH)).text).to.contain('operator perlu mengisi BASE_URL dengan alamat https');
  });

  it('takes a logo, and shows it', async () => {
    await open();
    await chiefs.get(PATH);
    expect((await chiefs.upload(PATH, form, { field: 'logo', name: 'lambang.png', bytes: PNG })).location).to.equal(PATH);
    const source = /<img class="logo-now" src="([^"]+)"/.exec((await chiefs.get(PATH)).text)?.[1] ?? '';
    const { status, body, header } = await chiefs.bytes(source);
    expect(status).to.equal(200);
    expect(header('content-type')).to.equal('image/png');
    expect(body.equals(PNG)).to.equal(true);
    await chiefs.get(PATH);
    await chiefs.upload(PATH, { ...form, organiser: 'Lain' });
    expect((await chiefs.get(PATH)).text, 'saving again without a file keeps it').to.contain(source);
  });

  it('refuses what is no picture or too large, and loses nothing that was typed', async () => {
    await open();
    await chiefs.get(PATH);
    for (const bytes of [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.concat([PNG, Buffer.alloc(1024 * 1024)])]) {
      const reply = await chiefs.upload(PATH, form, { field: 'logo', name: 'lambang.png', bytes });
      expect(reply.status).to.equal(422);
      expect(reply.text).to.contain('value="Pemerintah Kota Bekasi"').and.to.contain('id="logo-error"');
    }
    expect((await chiefs.get(PATH)).text, 'nothing was saved').not.to.contain('Pemerintah Kota Bekasi"');
  });

  it('says what is wrong beside the field', async () => {
    await open();
    await chiefs.get(PATH);
    const reply = await chiefs.upload(PATH, { ...form, documentNumber: 'tanpa nomor', signatory1Name: '' });
    expect(reply.status).to.equal(422);
    expect(reply.text).to.contain('Pola nomor perlu memuat').and.to.contain('Isi nama penanda tangan ini.').and.to.contain('value="tanpa nomor"');
  });

  it('is for administrators of everything', async () => {
    await open();
    const others = [
      await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }),
      await office.account({ name: 'Tuti', role: 'trainer' }),
      await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' }),
    ];
    for (const account of others) {
      const browser = await office.browser(account);
      await browser.get('/account');
      expect((await browser.get(PATH)).status, account.name).to.equal(403);
      expect((await browser.upload(PATH, form)).status, account.name).to.equal(403);
      expect((await browser.upload(PATH, form, { field: 'logo', name: 'x.png', bytes: Buffer.from('no picture') })).status, account.name).to.equal(403);
    }
    expect((await chiefs.get(PATH)).text).not.to.contain('Pemerintah Kota Bekasi"');
  });

  it('takes nothing without the token of the page', async () => {
    await open();
    expect((await chiefs.upload(PATH, form)).status).to.equal(403);
  });
});
