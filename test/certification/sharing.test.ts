import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import { reissueCertificate } from '../../server/certification/reissue-certificate.ts';
import { revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import { issueTo } from './issued.ts';
import { needs, textOf } from './pdf-tools.ts';
import { COURSE, openSite, wordsOf, type Browser, type Site } from './site.ts';

describe('What a holder lets others see', function () {
  this.timeout(30_000);
  let site: Site;
  let holder: AccountRecord;
  let certificate: IssuedCertificate;
  let browser: Browser;

  beforeEach(async () => {
    site = await openSite();
    ({ holder, certificate } = await issueTo(site, 'Siti Rahmawati'));
    browser = site.browser(holder);
  });
  afterEach(() => site.close());

  const change = async (what: string, who = browser) => {
    await who.get('/certificates');
    return who.post(`/certificates/${certificate.serial}/sharing`, { change: what });
  };
  const linkOn = async (): Promise<string> => /https:\/\/bimtek\.example(\/v\/[\w-]+\/\w+)/.exec((await browser.get('/certificates')).text)?.[1] ?? '';

  it('is a link that shows the name, until it is taken back', async () => {
    expect(await linkOn(), 'none at first').to.equal('');
    expect((await change('link')).location).to.equal(`/certificates#${certificate.serial}`);
    const link = await linkOn();
    expect(link).to.not.contain(certificate.token);
    expect(wordsOf(await site.browser().get(link))).to.contain('Siti Rahmawati').and.to.contain('Kode QR atau tautan pemegang');
    await change('no-link');
    expect(wordsOf(await site.browser().get(link))).to.contain('S•••').and.not.contain('Siti');
    await change('link');
    expect(await linkOn(), 'another one').to.not.equal(link);
    expect(wordsOf(await site.browser().get(link))).to.not.contain('Siti');
    expect(wordsOf(await site.browser().get(`/v/${certificate.serial}/${certificate.token}`)), 'the QR code goes on').to.contain('Siti Rahmawati');
  });

  it('is the scores, for those who see the whole page alone, and never unasked', async () => {
    const open = () => site.browser().get(`/v/${certificate.serial}/${certificate.token}`);
    expect((await open()).text).to.not.contain('Kompetensi yang dikuasai');
    await change('scores');
    expect(wordsOf(await open())).to.contain('Kompetensi PSM.D.01').and.to.match(/\b90\b/);
    expect((await site.browser().get(`/v/${certificate.serial}`)).text, 'typed').to.not.contain('Kompetensi yang dikuasai');
    await change('no-scores');
    expect((await open()).text).to.not.contain('Kompetensi yang dikuasai');
  });

  it('is the holder\'s decision alone', async () => {
    const administrator = site.browser(await site.person('Admin', { role: 'administrator' }));
    expect((await change('link', administrator)).status).to.equal(404);
    expect((await change('link', site.browser(await site.person('Agus')))).status).to.equal(404);
    expect(await linkOn()).to.equal('');
    expect((await change('everything')).location, 'nonsense changes nothing').to.equal('/certificates');
  });

  it('is kept when the certificate is revoked, and says so', async () => {
    await change('link');
    const link = await linkOn();
    await revokeCertificate(site.certification, certificate, { by: 'admin', reason: 'Keliru.' });
    expect(wordsOf(await site.browser().get(link))).to.contain('Sertifikat ini sudah dicabut').and.not.contain('Keliru');
  });
});

describe('A certificate that is issued anew', function () {
  this.timeout(30_000);
  const DECISION = { by: 'admin', reason: 'Nama salah ketik.' };
  let site: Site;
  let holder: AccountRecord;
  let old: IssuedCertificate;

  beforeEach(async () => {
    site = await openSite();
    ({ holder, certificate: old } = await issueTo(site, 'Siti Rahmawaty'));
  });
  afterEach(() => site.close());

  it('has a serial, a token, a statement and a place of its own, the corrected name, and everything else as it was', async () => {
    site.clock.now = new Date('2027-01-05T02:00:00Z');
    await site.rename(holder, 'Siti Rahmawati');
    const anew = await reissueCertificate(site.certification, old, DECISION);
    expect(anew.serial).to.not.equal(old.serial);
    expect(anew.token).to.not.equal(old.token);
    expect(anew.statusIndex).to.not.equal(old.statusIndex);
    expect(anew.record).to.include({ holderName: 'Siti Rahmawati', village: 'Pengasinan', issuedOn: '2027-01-05', validUntil: old.record.validUntil, supersedes: old.serial });
    expect(anew.record.units).to.deep.equal(old.record.units);
    expect(anew.record.course).to.deep.equal(old.record.course);
    expect(anew.record.qrUrl).to.contain(`/V/${anew.serial}/${anew.token}#`);
  });

  it('and the old one name each other', async function () {
    needs(this, 'pdftotext');
    await site.rename(holder, 'Siti Rahmawati');
    const anew = await reissueCertificate(site.certification, old, DECISION);
    expect(wordsOf(await site.browser().get(`/v/${old.serial}`))).to.contain('Sudah diganti sertifikat lain').and.to.contain(anew.serial);
    expect(wordsOf(await site.browser().get(`/v/${anew.serial}`))).to.contain('Sah dan masih berlaku').and.to.contain(`Menggantikan: ${old.serial}`);
    expect(await textOf(await site.certification.pdfs.bytesOf(anew), 1)).to.contain(`menggantikan nomor ${old.serial}`);
    const mine = wordsOf(await site.browser(holder).get('/certificates'));
    expect(mine).to.contain('Sudah diganti').and.to.contain('Berlaku').and.to.contain(anew.serial).and.to.contain(old.serial);
    expect(await site.held.coursesOf(holder._id)).to.deep.equal([COURSE.id]);
  });

  it('is one, however often and from wherever it is asked', async () => {
    await site.rename(holder, 'Siti Rahmawati');
    const made = await Promise.all([1, 2, 3].map(() => reissueCertificate(site.certification, old, DECISION)));
    expect(new Set(made.map(({ serial }) => serial)).size).to.equal(1);
    const kept = await site.certification.certificates.selectOfLearner(holder._id);
    expect(kept.map(({ state }) => state).sort()).to.deep.equal(['superseded', 'valid']);
  });

  it('needs a name that changed, one that can be printed, and a certificate that holds', async () => {
    const attempt = (certificate: IssuedCertificate) => reissueCertificate(site.certification, certificate, DECISION).then(() => 'issued', (problem: Error) => problem.name);
    expect(await attempt(old)).to.equal('Conflict');
    await site.rename(holder, 'Siti 王');
    expect(await attempt(old)).to.equal('Invalid');
    await site.rename(holder, 'Siti Rahmawati');
    await revokeCertificate(site.certification, old, DECISION);
    expect(await attempt({ ...old, state: 'revoked' })).to.equal('Conflict');
  });
});
