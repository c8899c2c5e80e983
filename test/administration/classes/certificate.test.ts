import { expect } from 'chai';
import { course as courseWith } from '../../assessment/course-factory.ts';
import { png } from '../../certification/logo-pictures.ts';
import { alternativesOf, colourAt, needs, textOf } from '../../certification/pdf-tools.ts';
import { openOffice, type Browser, type Office } from '../office.ts';

const picture = (...colour: readonly [number, number, number]): Buffer => png(40, 40, { colour: 2, depth: 8 }, () => colour);
const BLUE = picture(20, 40, 200);
const GREEN = picture(20, 150, 40);
const RED = picture(200, 30, 30);
/** Middle of the logo, and of the only signature, on the first page, mm. */
const LOGO = [1, 148.5, 34.9] as const;
const SIGNATURE = [1, 148.5, 166] as const;
const site = { issuerLine1: 'Kementerian Sosial', issuerPlace: 'Jakarta', documentNumber: '{nomor}/PUSAT/{tahun}', signatory1Office: 'Direktur', signatory1Name: 'Sri Pusat' };
const own = { issuerLine1: 'Pemerintah Kota Bekasi', issuerLine2: 'Dinas Sosial', issuerPlace: 'Bekasi', documentNumber: '{nomor3}/BKS/{bulan_romawi}/{tahun}', signatory1Office: 'Kepala Dinas', signatory1Name: 'Ratna Bekasi' };
const inCourse = {
  issuer: { lines: ['Balai Diklat'], place: 'Bandung' }, documentNumber: '{nomor}/BALAI/{tahun}', logo: RED.toString('base64'),
  signatories: [{ name: 'Budi Balai', position: 'Kepala Balai', signature: GREEN.toString('base64') }],
};
const near = (found: readonly number[], wanted: readonly number[]): void => wanted.forEach((value, index) => expect(found[index], found.join(' ')).to.be.closeTo(value, 14));

describe('administration: the certificate of a class', function () {
  this.timeout(60_000);
  let office: Office;
  let chief: Browser;
  const courses = [courseWith({ id: 'contoh' }), courseWith({ id: 'balai', certificate: { validMonths: 12, prefix: 'BLI', ...inCourse } })];
  const [contoh = courseWith({}), balai = contoh] = courses;

  beforeEach(async () => {
    office = await openOffice(courses);
    chief = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    await chief.get('/admin/settings');
    await chief.upload('/admin/settings', site);
  });
  afterEach(() => office.close());

  const makeClass = async (course: string, regionCode = '32.75', name = 'Kota Bekasi'): Promise<string> => {
    await chief.get('/admin/classes/new');
    return (await chief.post('/admin/classes', { name, course, regionCode })).location;
  };
  const learnerIn = async (path: string, name: string, course = contoh): Promise<{ serial: string; browser: Browser; id: string }> => {
    const account = await office.account({ name, role: 'learner', regionCode: '32.75' });
    await office.administration.classes.addMember(path.split('/').at(-1) ?? '', account._id);
    return { serial: await office.certify(account, course), browser: await office.browser(account), id: account._id };
  };
  const save = async (path: string, fields: Readonly<Record<string, string>>, file?: { field: string; bytes: Buffer }) => {
    await chief.get(`${path}/certificate`);
    return chief.upload(`${path}/certificate`, fields, file && { ...file, name: 'gambar.png' });
  };
  const paperOf = async ({ browser, serial }: { browser: Browser; serial: string }): Promise<Buffer> => (await browser.bytes(`/certificates/${serial}.pdf`)).body;

  it('goes before the course’s, and that before the site’s; and is frozen on the day of issue', async function () {
    needs(this, 'pdftotext', 'pdftoppm');
    const path = await makeClass('balai');
    const plain = await makeClass('contoh');
    const ofSite = await textOf(await paperOf(await learnerIn(plain, 'Siti Situs')), 1);
    expect(ofSite).to.match(/kementerian sosial/i).and.to.contain('Sri Pusat').and.to.contain('1/PUSAT/');
    const second = await learnerIn(path, 'Siti Balai', balai);
    const ofCourse = await paperOf(second);
    expect(await textOf(ofCourse, 1)).to.match(/balai diklat/i).and.to.contain('Budi Balai').and.to.contain('1/BALAI/').and.to.contain('Bandung');
    near(await colourAt(ofCourse, ...LOGO), [200, 30, 30]);
    near(await colourAt(ofCourse, ...SIGNATURE), [20, 150, 40]);
    expect((await save(path, own, { field: 'logo', bytes: BLUE })).location).to.equal(`${path}/certificate`);
    const third = await learnerIn(path, 'Siti Kelas', balai);
    const ofClass = await paperOf(third);
    expect(await textOf(ofClass, 1)).to.match(/pemerintah kota bekasi/i).and.to.contain('Ratna Bekasi').and.to.match(/001\/BKS\/[IVX]+\//).and.not.to.contain('Budi Balai');
    near(await colourAt(ofClass, ...LOGO), [20, 40, 200]);
    expect(await alternativesOf(ofClass), 'nobody signs for another').not.to.contain('Tanda tangan Budi Balai');
    await save(path, { ...own, signatory1Name: 'Orang Baru', dropLogo: 'yes' });
    expect((await paperOf(third)).equals(ofClass)).to.equal(true);
    expect((await paperOf(second)).equals(ofCourse)).to.equal(true);
  });

  it('leaves to course and site what it does not name, and says so beside the fields', async function () {
    needs(this, 'pdftotext');
    const path = await makeClass('contoh');
    await save(path, { signatory1Office: 'Kepala Dinas', signatory1Name: 'Ratna Bekasi' });
    const { text } = await chief.get(`${path}/certificate`);
    expect(text).to.contain('Bila kosong: Kementerian Sosial').and.to.contain('value="Ratna Bekasi"').and.to.contain('Bila kosong: Sri Pusat (Direktur)');
    const front = await textOf(await paperOf(await learnerIn(path, 'Siti')), 1);
    expect(front).to.match(/kementerian sosial/i).and.to.contain('Ratna Bekasi').and.to.contain('1/PUSAT/').and.not.to.contain('Sri Pusat');
  });

  it('prints no logo that belongs to another issuer', async function () {
    needs(this, 'pdftoppm', 'qpdf');
    await chief.get('/admin/settings');
    await chief.upload('/admin/settings', site, { field: 'logo', name: 'lambang.png', bytes: GREEN });
    const paperWith = async (fields: Readonly<Record<string, string>>, name: string): Promise<Buffer> => {
      const path = await makeClass('contoh', '32.75', name);
      await save(path, fields);
      return paperOf(await learnerIn(path, name));
    };
    near(await colourAt(await paperWith({ signatory1Office: 'Kepala Dinas', signatory1Name: 'Ratna Bekasi' }, 'Penandatangan lain'), ...LOGO), [20, 150, 40]);
    near(await colourAt(await paperWith({ issuerLine1: 'Kementerian Sosial', issuerPlace: 'Bekasi' }, 'Penerbit sama'), ...LOGO), [20, 150, 40]);
    const another = await paperWith(own, 'Penerbit lain');
    expect((await alternativesOf(another)).filter((text) => text.startsWith('Lambang'))).to.deep.equal([]);
    expect(await colourAt(another, ...LOGO)).not.to.deep.equal([20, 150, 40]);
    expect((await chief.get(`${await makeClass('contoh', '32.75', 'Lagi')}/certificate`)).text).to.contain('memakai hiasan biasa, bukan lambang situs');
  });

  it('numbers documents by their pattern, goes on after numbers given elsewhere, and never back', async () => {
    const path = await makeClass('contoh');
    const year = new Date().getFullYear();
    const numberOf = async (name: string): Promise<string> => {
      const { serial } = await learnerIn(path, name);
      return /\d+\/(?:BKS\/[IVX]+|PUSAT)\/\d{4}/.exec((await chief.get(`/admin/certificates/${serial}`)).text)?.[0] ?? '';
    };
    expect(await numberOf('Satu')).to.equal(`1/PUSAT/${year}`);
    expect((await save(path, { ...own, lastNumber: '40' })).location).to.equal(`${path}/certificate`);
    expect((await chief.get(`${path}/certificate`)).text).to.match(/Nomor berikutnya sekarang: 041\/BKS\/[IVX]+\/\d{4}/);
    expect(await numberOf('Dua')).to.match(/^041\/BKS\//);
    for (const [fields, sentence] of [
      [{ ...own, lastNumber: '40' }, 'nomor sampai 41 sudah terpakai'],
      [{ ...own, lastNumber: 'empat' }, 'Isi bilangan bulat'],
      [{ ...own, documentNumber: '', lastNumber: '50' }, 'Isi dahulu pola nomornya.'],
    ] as const) {
      const refused = await save(path, fields);
      expect(refused.status, sentence).to.equal(422);
      expect(refused.text).to.contain(sentence).and.to.contain(`value="${fields.lastNumber}"`);
    }
    await save(path, { ...own, documentNumber: '{nomor} / bks / {bulan} / {tahun}' });
    expect((await chief.get(`${path}/certificate`)).text, 'the same pattern, written otherwise').to.contain('Nomor berikutnya sekarang: 42 / bks /');
    await save(path, {});
    expect(await numberOf('Tiga')).to.equal(`2/PUSAT/${year}`);
  });

  it('takes a picture of a signature, keeps it with its name alone, and shows it to nobody else', async function () {
    needs(this, 'pdftoppm', 'qpdf');
    const path = await makeClass('contoh');
    await save(path, own, { field: 'signature1', bytes: GREEN });
    await save(path, { ...own, legalBasis: 'Keputusan 12/2026' });
    const href = `${path}/certificate/signatures/1`;
    const { body, header } = await chief.bytes(href);
    expect(body.equals(GREEN)).to.equal(true);
    expect(header('cache-control')).to.contain('no-store');
    const paper = await paperOf(await learnerIn(path, 'Siti'));
    near(await colourAt(paper, ...SIGNATURE), [20, 150, 40]);
    expect(await alternativesOf(paper)).to.include('Tanda tangan Ratna Bekasi');
    const others = [await office.account({ name: 'Tuti', role: 'trainer' }), await office.account({ name: 'Budi', role: 'administrator', scope: ['33'] })];
    for (const other of others) expect((await (await office.browser(other)).get(href)).status, other.name).to.be.oneOf([403, 404]);
    expect((await office.stranger().get(href)).status).not.to.equal(200);
    await save(path, { ...own, signatory1Name: 'Pengganti' });
    expect((await chief.get(href)).status).to.equal(404);
  });

  it('is shown before anybody has earned it', async function () {
    needs(this, 'pdftotext', 'pdftoppm');
    const path = await makeClass('contoh');
    await save(path, own, { field: 'logo', bytes: BLUE });
    const links = [...(await chief.get(`${path}/certificate`)).text.matchAll(/href="([^"]+preview\.pdf[^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
    expect(links.length).to.be.above(3);
    for (const link of links) {
      const { status, body } = await chief.bytes(link);
      expect(status).to.equal(200);
      expect(await textOf(body, 1)).to.contain('Ratna Bekasi').and.to.contain('/BKS/').and.to.match(/contoh/i);
      near(await colourAt(body, ...LOGO), [20, 40, 200]);
    }
    const refused = await chief.get(`${path}/certificate/preview.pdf?name=${encodeURIComponent('Siti 😀')}`);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('Ada huruf yang tidak dapat dicetak: 😀');
  });

  it('says beside the field what is wrong, and then keeps nothing', async () => {
    const path = await makeClass('contoh');
    const wrongs: readonly (readonly [Readonly<Record<string, string>>, string, { field: string; bytes: Buffer }?])[] = [
      [{ ...own, issuerLine1: '' }, 'Isi baris pertama nama penerbit.'],
      [{ ...own, signatory1Name: 'Ratna 😀' }, 'Ada huruf yang tidak dapat dicetak: 😀'],
      [{ ...own, documentNumber: '{nomer}' }, 'Di dalam kurung kurawal hanya boleh'],
      [own, 'Pilih gambar PNG atau JPEG.', { field: 'signature1', bytes: Buffer.from('<svg/>') }],
      [own, 'Isi dahulu jabatan dan nama penanda tangan ini.', { field: 'signature2', bytes: GREEN }],
    ];
    for (const [fields, sentence, file] of wrongs) {
      const { status, text } = await save(path, fields, file);
      expect(status, sentence).to.equal(422);
      expect(text).to.contain(sentence).and.to.contain('value="Bekasi"');
    }
    expect((await chief.get(`${path}/certificate`)).text).not.to.contain('value="Bekasi"');
  });

  it('is set by who reaches all of the class, and by nobody else; the log says who', async () => {
    const path = await makeClass('contoh');
    const wider = await makeClass('contoh', '32.75', 'Dua wilayah');
    await chief.get(`${wider}/edit`);
    await chief.post(`${wider}/edit`, { name: 'Dua wilayah', regionCode: '32.75', otherRegions: '33.74' });
    const bekasi = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    await bekasi.get(`${path}/certificate`);
    expect((await bekasi.upload(`${path}/certificate`, own)).location).to.equal(`${path}/certificate`);
    expect((await bekasi.upload(`${wider}/certificate`, own)).status).to.equal(403);
    const trainer = await office.browser(await office.account({ name: 'Tuti', role: 'trainer' }));
    await trainer.get('/account');
    expect((await trainer.upload(`${path}/certificate`, own)).status).to.equal(403);
    expect((await chief.get('/admin/audit')).text).to.contain('Mengubah sertifikat angkatan').and.to.contain('Budi Bekasi');
  });

  it('is that of the class joined last, where somebody takes a course twice', async function () {
    needs(this, 'pdftotext');
    const [first, last] = [await makeClass('contoh'), await makeClass('contoh', '32.75', 'Kedua')];
    await save(first, own);
    await save(last, { ...own, signatory1Name: 'Penanda Kedua' });
    const account = await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' });
    const { classes } = office.administration;
    await classes.addMember(first.split('/').at(-1) ?? '', account._id);
    await classes.addMembers(last.split('/').at(-1) ?? '', [account._id], new Date(Date.now() + 1000), new Map());
    const serial = await office.certify(account, contoh);
    expect(await textOf(await paperOf({ serial, browser: await office.browser(account) }), 1)).to.contain('Penanda Kedua');
  });
});
