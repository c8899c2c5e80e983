import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import { withdrawCertificate } from '../../server/certification/withdraw-certificate.ts';
import { COURSE, ISSUER, openSite, wordsOf, type Site } from './site.ts';

describe('The paper of a certificate', function () {
  this.timeout(30_000);
  let site: Site;
  let siti: AccountRecord;
  let certificate: IssuedCertificate;
  let address: string;

  beforeEach(async () => {
    site = await openSite();
    await site.certification.settings.save(ISSUER, 'admin');
    siti = await site.person('Siti Rahmawati');
    await site.finish(siti);
    const issue = await issueIfEligible(site.certification, siti._id, COURSE.id);
    if (issue.kind !== 'issued') throw new Error(issue.kind);
    ({ certificate } = issue);
    address = `/certificates/${certificate.serial}.pdf`;
  });
  afterEach(() => site.close());

  it('is a PDF that the holder downloads, and the same bytes ever after', async () => {
    const browser = site.browser(siti);
    const first = await browser.get(address);
    expect(first.status).to.equal(200);
    expect(first.headers).to.include({ 'content-type': 'application/pdf' });
    expect(first.headers['content-disposition']).to.contain(`Siti-Rahmawati_${certificate.serial}.pdf`);
    expect(first.bytes.subarray(0, 5).toString()).to.equal('%PDF-');
    await site.rename(siti, 'Siti Aminah');
    site.courses.set(COURSE.id, { ...COURSE, title: { original: 'Judul baru' } });
    await site.certification.settings.save({ ...ISSUER, issuerLines: ['Penerbit lain'] }, 'admin');
    const later = await browser.get(address);
    expect(later.bytes.equals(first.bytes)).to.equal(true);
  });

  it('comes from the kept file, whatever would be drawn today', async () => {
    await site.browser(siti).get(address);
    const key = `certificates/${certificate.serial.toLowerCase()}.pdf`;
    expect(await site.storage.files.get(key), 'kept').to.not.equal(undefined);
    await site.storage.files.put(key, Buffer.from('%PDF-kept'));
    expect((await site.browser(siti).get(address)).text).to.equal('%PDF-kept');
  });

  it('is the same for two first downloads at once, in two processes', async () => {
    const other = await openSite([COURSE], site.dataDir);
    try {
      const pages = await Promise.all([site, site, other, other].map((each) => each.browser(siti).get(address)));
      for (const { bytes } of pages) expect(bytes.equals(pages[0]!.bytes)).to.equal(true);
      expect((await site.browser(siti).get(address)).bytes.equals(pages[0]!.bytes)).to.equal(true);
    } finally {
      await other.close();
    }
  });

  it('is found by a serial in small letters', async () => {
    expect((await site.browser(siti).get(address.toLowerCase())).status).to.equal(200);
  });

  describe('is nobody else\'s', () => {
    const seenBy = async (name: string, given: Partial<AccountRecord>) => (await site.browser(await site.person(name, given)).get(address)).status;

    it('but for administrators of that region', async () => {
      expect(await seenBy('Peserta lain', {})).to.equal(404);
      expect(await seenBy('Pelatih', { role: 'trainer' })).to.equal(404);
      expect(await seenBy('Admin semua', { role: 'administrator' })).to.equal(200);
      expect(await seenBy('Admin Jawa Barat', { role: 'administrator', scope: ['32'] })).to.equal(200);
      expect(await seenBy('Admin Bogor', { role: 'administrator', scope: ['32.01'] })).to.equal(404);
      expect(await seenBy('Admin 3', { role: 'administrator', scope: ['3'] }), 'codes count at their dots').to.equal(404);
    });

    it('and asks strangers to sign in', async () => {
      expect((await site.browser().get(address)).location).to.match(/^\/sign-in/);
      expect((await site.browser(siti).get('/certificates/PSM-2026-7F3K-9Q2M-4T.pdf')).status).to.equal(404);
      expect((await site.browser(siti).get('/certificates/..%2f..%2fbimtek.sqlite.pdf')).status).to.equal(404);
    });
  });

  it('goes when the holder has it erased, and the serial stays taken', async () => {
    await site.browser(siti).get(address);
    await withdrawCertificate(site.certification, certificate, 'holder');
    expect((await site.browser(siti).get(address)).status).to.equal(404);
    for await (const key of site.storage.files.list('certificates/')) expect.fail(`${key} is still there`);
    for (const query of ['', `?k=${certificate.token}`, '?k=']) {
      const page = await site.browser().get(`/v/${certificate.serial}${query}`);
      expect(page.status).to.equal(200);
      expect(page.text).to.contain('Ditarik pemegang').and.not.match(/Siti|S•••|Bojong|Bekasi|90/);
    }
    const kept = JSON.stringify(await site.certification.certificates.selectOptional(certificate._id));
    expect(kept).to.not.contain(certificate.token).and.not.match(/Siti|siti|Bojong|Bekasi, |32\.75/);
    expect((await issueIfEligible(site.certification, siti._id, COURSE.id)).kind, 'not issued anew').to.equal('held');
  });

  describe('stands on the holder\'s page', () => {
    it('with its state and its links', async () => {
      const page = await site.browser(siti).get('/certificates');
      expect(wordsOf(page)).to.contain('Bimbingan Teknis Dasar PSM').and.to.contain(certificate.serial).and.to.contain('24 November 2031').and.to.contain('Berlaku');
      expect(page.text).to.contain(address).and.to.contain(`/v/${certificate.serial}/${certificate.token}`);
    });

    it('with the reason when it was revoked', async () => {
      await revokeCertificate(site.certification, certificate, { by: 'admin', reason: 'Data dua peserta tertukar.' });
      expect(wordsOf(await site.browser(siti).get('/certificates'))).to.contain('Dicabut').and.to.contain('Data dua peserta tertukar.');
      expect(await site.held.coursesOf(siti._id)).to.deep.equal([]);
    });

    it('as soon as it is earned, and says what is under way until then', async () => {
      const agus = await site.person('Agus Hidayat');
      await site.finish(agus);
      await site.score(agus, COURSE, { 'PSM.D.01': 80, 'PSM.D.02': 40 });
      expect(wordsOf(await site.browser(agus).get('/certificates'))).to.contain('Belum ada sertifikat').and.to.contain('1 dari 2 kompetensi');
      await site.score(agus, COURSE, { 'PSM.D.02': 75 });
      expect(wordsOf(await site.browser(agus).get('/certificates'))).to.match(/PSM-2026-\w{4}-\w{4}-\w{2}/);
      expect(await site.held.addressOf(agus._id, COURSE.id)).to.equal('/certificates');
    });
  });
});
