import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { reinstateCertificate, revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import { drawSerial } from '../../server/certification/serial.ts';
import { COURSE, ISSUER, openSite, wordsOf, type Browser, type Page, type Site } from './site.ts';

/** What may not be seen by whoever has only the serial. */
const PERSONAL = /Siti|Nur|ainur|Rahmawati|Bojong|Rawalumbu|Kota Bekasi|32\.75|17\/PSM/i;

describe('Verifying a certificate', function () {
  this.timeout(30_000);
  let site: Site;
  let siti: AccountRecord;
  let certificate: IssuedCertificate;
  let stranger: Browser;

  beforeEach(async () => {
    site = await openSite();
    await site.certification.settings.save({ ...ISSUER, issuerLines: ['Dinas Sosial'], documentNumber: '{nomor}7/PSM/{tahun}' }, 'admin');
    siti = await site.person("Dra. Siti Nur'aini Rahmawati, M.Si.");
    await site.finish(siti);
    const issue = await issueIfEligible(site.certification, siti._id, COURSE.id);
    if (issue.kind !== 'issued') throw new Error(issue.kind);
    ({ certificate } = issue);
    stranger = site.browser();
  });
  afterEach(() => site.close());

  const keptFromSearchEngines = (page: Page) => {
    expect(page.headers['x-robots-tag']).to.equal('noindex');
    expect(page.text).to.contain('<meta name="robots" content="noindex">');
    expect(page.headers['referrer-policy']).to.equal('no-referrer');
    expect(page.headers['cache-control']).to.contain('no-store');
  };

  describe('by a typed serial', () => {
    it('shows state, course, dates and a masked name, and nothing personal', async () => {
      const page = await stranger.get(`/v/${certificate.serial}`);
      expect(page.status).to.equal(200);
      expect(wordsOf(page)).to.contain('Sah dan masih berlaku').and.to.contain('D••• S••• N••• R••• M•••').and.to.contain('Bimbingan Teknis Dasar PSM')
        .and.to.contain('24 November 2026').and.to.contain('24 November 2031').and.to.contain('Dinas Sosial');
      expect(page.text).to.not.match(PERSONAL);
      expect(page.text).to.not.contain(certificate.token);
      expect(page.text).to.not.contain(siti._id);
      keptFromSearchEngines(page);
    });

    it('finds its way however it was typed', async () => {
      for (const typed of [certificate.serial, certificate.serial.toLowerCase(), certificate.serial.replaceAll('-', ' '), `https://bimtek.example/v/${certificate.serial}`]) {
        for (const form of ['/verify', '/v']) {
          const { status, location } = await stranger.get(`${form}?serial=${encodeURIComponent(typed)}`);
          expect({ status, location }).to.deep.equal({ status: 303, location: `/v/${certificate.serial}` });
        }
      }
      expect((await stranger.get(`/v/${certificate.serial.toLowerCase().replaceAll('-', '')}`)).text).to.contain('Sah dan masih berlaku');
    });

    it('never shows scores', async () => {
      for (const query of ['', `?k=${certificate.token}`]) {
        const words = wordsOf(await stranger.get(`/v/${certificate.serial}${query}`));
        // A serial may hold any two digits by chance.
        expect(words.replaceAll(certificate.serial, '')).to.not.match(/Nilai|\b90\b|Kompetensi PSM/);
      }
    });
  });

  describe('by the QR code', () => {
    it('shows name, place and document number', async () => {
      const { pathname, search } = new URL(certificate.record.qrUrl);
      const page = await stranger.get(pathname + search);
      expect(wordsOf(page)).to.contain("Dra. Siti Nur'aini Rahmawati, M.Si.").and.to.contain('Bojong Rawalumbu, Kota Bekasi').and.to.contain('17/PSM/2026');
      expect(page.text).to.not.contain('/compare');
      keptFromSearchEngines(page);
    });

    it('shows no more than a typed serial when its token is wrong', async () => {
      const wrong = ['', 'x', certificate.token.slice(1), `${certificate.token}0`, certificate.serial, '0'.repeat(16)];
      for (const token of wrong) {
        const page = await stranger.get(`/v/${certificate.serial}?k=${token}`);
        expect(page.text, token).to.contain('S•••').and.not.match(PERSONAL);
      }
      const twice = await stranger.get(`/v/${certificate.serial}?k=a&k=b`);
      expect(twice.text).to.contain('S•••').and.not.match(PERSONAL);
    });

    it('is not opened by the token of another certificate', async () => {
      const agus = await site.person('Agus Hidayat');
      await site.finish(agus);
      const issue = await issueIfEligible(site.certification, agus._id, COURSE.id);
      if (issue.kind !== 'issued') throw new Error(issue.kind);
      expect((await stranger.get(`/v/${issue.certificate.serial}?k=${certificate.token}`)).text).to.contain('A••• H•••').and.not.contain('Agus');
    });
  });

  describe('tells apart', () => {
    it('a number that was never given', async () => {
      const { text: serial } = drawSerial('PSM', '2026');
      const page = await stranger.get(`/v/${serial}`);
      expect(page.status).to.equal(404);
      expect(wordsOf(page)).to.contain('Nomor ini tidak kami temukan').and.to.contain(serial).and.to.contain('Belum tentu palsu');
      keptFromSearchEngines(page);
    });

    it('a number that is mistyped, and keeps what was typed', async () => {
      const typed = certificate.serial.slice(0, -1) + (certificate.serial.endsWith('0') ? '1' : '0');
      const { location } = await stranger.get(`/verify?serial=${typed}`);
      const page = await stranger.get(location);
      expect(page.status).to.equal(404);
      expect(wordsOf(page)).to.contain('Nomor ini salah ketik').and.not.contain(certificate.serial);
      expect(page.text).to.contain(`value="${typed}"`);
    });

    it('anything else that may stand in an address', async () => {
      for (const typed of ['<script>alert(1)</script>', '../../etc/passwd', '%00', 'a'.repeat(150), '{"$gt":""}']) {
        const page = await stranger.get(`/v/${encodeURIComponent(typed)}`);
        expect(page.status, typed).to.equal(404);
        expect(page.text).to.not.contain('<script>alert');
      }
      expect((await stranger.get(`/v/${'a'.repeat(500)}`)).status).to.equal(404);
    });

    it('an empty field', async () => {
      expect(wordsOf(await stranger.get('/verify?serial=%20'))).to.contain('Ketik nomor sertifikatnya.');
      expect(wordsOf(await stranger.get('/verify'))).to.contain('Periksa sertifikat').and.not.contain('Ketik nomor sertifikatnya.');
    });

    it('one that was revoked, without saying why, and one that holds again', async () => {
      site.clock.now = new Date('2026-12-03T03:00:00Z');
      await revokeCertificate(site.certification, certificate, { by: 'admin', reason: 'Siti meminjam akun.' });
      for (const query of ['', `?k=${certificate.token}`]) {
        const page = await stranger.get(`/v/${certificate.serial}${query}`);
        expect(page.status).to.equal(200);
        expect(wordsOf(page)).to.contain('Sertifikat ini sudah dicabut').and.to.contain('3 Desember 2026').and.to.contain('DICABUT').and.not.contain('meminjam');
      }
      await reinstateCertificate(site.certification, certificate, { by: 'admin', reason: 'Keliru.' });
      expect((await stranger.get(`/v/${certificate.serial}`)).text).to.contain('Sah dan masih berlaku').and.not.contain('DICABUT');
    });

    it('one that has expired, from the day after its last', async () => {
      site.clock.now = new Date('2031-11-24T16:59:00Z');
      expect((await stranger.get(`/v/${certificate.serial}`)).text).to.contain('Sah dan masih berlaku');
      site.clock.now = new Date('2031-11-24T17:00:00Z');
      const page = await stranger.get(`/v/${certificate.serial}`);
      expect(wordsOf(page)).to.contain('Masa berlakunya sudah habis').and.to.contain('24 November 2031').and.to.contain('HABIS');
      expect(await site.held.coursesOf(siti._id)).to.deep.equal([]);
    });
  });

  describe('by comparing the name on the paper', () => {
    const compare = async (browser: Browser, name: string) => {
      await browser.get(`/v/${certificate.serial}`);
      return browser.post(`/v/${certificate.serial}/compare`, { name });
    };

    it('says the same without case, diacritics, titles and order, and keeps what was typed', async () => {
      const page = await compare(stranger, "rahmawati siti nur'aini");
      expect(page.status).to.equal(200);
      expect(wordsOf(page)).to.contain('Cocok. Nama di kertas sama').and.to.contain('S•••');
      expect(page.text).to.match(/name="name"[^>]*value="rahmawati siti nur&#39;aini"/);
      keptFromSearchEngines(page);
    });

    it('says different, and gives nothing of the right name away', async () => {
      const page = await compare(stranger, 'Sitti Nuraini');
      expect(wordsOf(page)).to.contain('Tidak cocok.');
      expect(page.text).to.contain('value="Sitti Nuraini"').and.not.match(/Nur'aini|Nur&#39;aini|Rahmawati/);
    });

    it('slows down who tries one name after the other', async () => {
      const statuses: number[] = [];
      for (let count = 0; count < 8; count += 1) statuses.push((await compare(stranger, `Nama ${count}`)).status);
      expect(statuses.slice(0, 3)).to.deep.equal([200, 200, 200]);
      expect(statuses.at(-1)).to.equal(429);
      expect((await compare(stranger, 'Siti Nuraini Rahmawati')).status, 'the right one waits too').to.equal(429);
      const neighbour = site.browser();
      neighbour.address = '203.0.113.8';
      expect(wordsOf(await compare(neighbour, 'Siti Nuraini Rahmawati')), 'others do not').to.contain('Cocok. Nama');
    });

    it('limits how often one address compares at all', async () => {
      await stranger.get(`/v/${certificate.serial}`);
      const statuses: number[] = [];
      for (let count = 0; count < 22; count += 1) statuses.push((await stranger.post(`/v/${certificate.serial}/compare`, { name: 'Siti Nuraini Rahmawati' })).status);
      expect(statuses.filter((status) => status === 200)).to.have.length(20);
      expect(statuses.at(-1)).to.equal(429);
    });

    it('starts no session, neither for looking nor for comparing', async () => {
      const sessions = () => site.storage.connection.collection('sessions').countDocuments({});
      const before = await sessions();
      const looked = await stranger.get(`/v/${certificate.serial}`);
      const compared = await compare(stranger, 'Siti Nuraini Rahmawati');
      const form = await stranger.get('/verify');
      for (const page of [looked, compared, form]) expect(page.headers).not.to.have.property('set-cookie');
      expect(looked.text).not.to.contain('_csrf');
      expect(await sessions()).to.equal(before);
    });

    it('wants a name', async () => {
      const empty = await compare(stranger, '  ');
      expect(empty.location || empty.status).to.equal(`/v/${certificate.serial}`);
      expect((await stranger.get(`/v/${certificate.serial}/compare`)).location, 'a reload').to.equal(`/v/${certificate.serial}`);
    });

    it('compares with nothing where nothing is known', async () => {
      await stranger.get(`/v/${certificate.serial}`);
      expect((await stranger.post(`/v/${drawSerial('PSM', '2026').text}/compare`, { name: 'Siti' })).status).to.equal(404);
      expect((await stranger.post('/v/PSM/compare', { name: 'Siti' })).status).to.equal(404);
    });
  });

  it('limits how often one address looks', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 302; count += 1) statuses.push((await stranger.get('/v/x')).status);
    expect(statuses.filter((status) => status === 404)).to.have.length(300);
    expect(statuses.at(-1)).to.equal(429);
  });
});
