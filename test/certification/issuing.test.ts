import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { FIRST_CYCLE, slotOf } from '../../server/certification/certificate-store.ts';
import { createAfterExam } from '../../server/certification/held-certificates.ts';
import { runningNumberModel } from '../../server/certification/document-number-model.ts';
import { issueIfEligible, type Issue } from '../../server/certification/issue-certificate.ts';
import { revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import { parseSerial } from '../../server/certification/serial.ts';
import { settleCertificates } from '../../server/certification/settle-certificates.ts';
import { readChanged } from '../content/course-tree.ts';
import { needs, textOf } from './pdf-tools.ts';
import { COURSE, ISSUER, openSite, wordsOf, type Site } from './site.ts';

const never = (problem: unknown): never => { throw problem; };
const certificateIn = (outcome: Issue) => {
  if (outcome.kind !== 'issued' && outcome.kind !== 'held') throw new Error(`not issued: ${JSON.stringify(outcome)}`);
  return outcome.certificate;
};

describe('Issuing a certificate', function () {
  this.timeout(30_000);
  let site: Site;
  let siti: AccountRecord;
  const issue = (learner = siti, course = COURSE.id) => issueIfEligible(site.certification, learner._id, course);

  beforeEach(async () => {
    site = await openSite();
    await site.certification.settings.save(ISSUER, 'admin');
    siti = await site.person("Dra. Hj. Siti Nur'aini, M.Si.");
  });
  afterEach(() => site.close());

  describe('asks for everything', () => {
    it('says that nobody is enrolled', async () => {
      expect(await issue()).to.deep.equal({ kind: 'missing', missing: [{ kind: 'enrolment' }] });
    });

    it('names the module that is not done and the unit below its minimum', async () => {
      await site.learning.enrolments.enrol(siti._id, COURSE.id, COURSE.version);
      await site.score(siti, COURSE, { 'PSM.D.01': 69 });
      expect(await issue()).to.deep.equal({
        kind: 'missing',
        missing: [
          { kind: 'module', module: 'modul-1' },
          { kind: 'unit', unit: 'PSM.D.01', minimum: 70, score: 69 },
          { kind: 'unit', unit: 'PSM.D.02', minimum: 70, score: undefined },
        ],
      });
    });

    it('is not satisfied by a good average', async () => {
      await site.finish(siti);
      await site.score(siti, COURSE, { 'PSM.D.01': 100, 'PSM.D.02': 69 });
      expect((await issue()).kind).to.equal('missing');
    });

    it('certifies nothing that was not examined', async () => {
      const reading = { ...COURSE, id: 'bacaan', exam: undefined };
      site.courses.set(reading.id, reading);
      await site.finish(siti, reading);
      expect(await issue(siti, reading.id)).to.deep.equal({ kind: 'missing', missing: [{ kind: 'exam' }] });
    });
  });

  describe('freezes what holds on that day', () => {
    it('writes it all into the record', async () => {
      await site.finish(siti, COURSE, 84.7);
      const { record, serial, token, state } = certificateIn(await issue());
      expect(state).to.equal('valid');
      expect(serial).to.match(/^PSM-2026-/);
      expect(token).to.match(/^[0-9A-Z]{16}$/);
      expect(record.qrUrl).to.match(new RegExp(`^HTTPS://BIMTEK\\.EXAMPLE/V/${serial}/${token}#\\d{300,450}$`));
      expect(record).to.deep.equal({
        serial,
        holderName: "Dra. Hj. Siti Nur'aini, M.Si.",
        village: 'Bojong Rawalumbu',
        regionName: 'Kota Bekasi',
        course: { id: 'psm-dasar', version: 'v1', title: 'Bimbingan Teknis Dasar PSM', titleEn: 'Basic Training for PSM', level: 'dasar', hours: 16 },
        units: ['PSM.D.01', 'PSM.D.02'].map((code) => ({ code, title: `Kompetensi ${code}`, minimum: 70, score: 84, attempt: 'a' })),
        issuedOn: '2026-11-24',
        validUntil: '2031-11-24',
        issuer: { lines: ['Pemerintah Kota Bekasi', 'Dinas Sosial'], place: 'Bekasi' },
        signatories: [{ office: 'Kepala Dinas Sosial', name: 'Dr. Ratna Maheswari, M.Si.' }],
        verifyUrl: `https://bimtek.example/v/${serial}`,
        qrUrl: record.qrUrl,
        verifyHost: 'bimtek.example/verify',
        isSample: false,
        language: 'id',
        template: 'klasik',
        templateVersion: 1,
      });
    });

    it('reads back from storage as it was issued', async () => {
      await site.finish(siti);
      const issued = certificateIn(await issue());
      expect(await site.certification.certificates.selectOptional(issued._id)).to.deep.equal(issued);
    });

    it('goes by the day in Western Indonesia, and by the last day of a short month', async () => {
      site.clock.now = new Date('2028-02-28T17:30:00Z');
      await site.finish(siti);
      expect(certificateIn(await issue()).record).to.include({ issuedOn: '2028-02-29', validUntil: '2033-02-28' });
    });

    it('keeps its words when holder, course, issuer and address change', async () => {
      await site.finish(siti);
      const before = certificateIn(await issue());
      await site.rename(siti, 'Siti Aminah');
      site.courses.set(COURSE.id, { ...COURSE, title: { original: 'Judul baru' }, version: 'v2' });
      site.setting.address = 'https://baru.example';
      await site.certification.settings.save({ ...ISSUER, issuerLines: ['Penerbit lain'] }, 'admin');
      const after = await issue();
      expect(after.kind).to.equal('held');
      expect(certificateIn(after)).to.deep.equal(before);
    });

    it('certifies the version that was begun, where its author pins it', async () => {
      const stricter = { ...COURSE, version: 'v2', competencies: COURSE.competencies.map((unit) => ({ ...unit, minimum: 95 })) };
      await site.finish(siti, COURSE, 90);
      site.earlier.set(`${COURSE.id}:${COURSE.version}`, COURSE);
      site.courses.set(COURSE.id, stricter);
      const { record } = certificateIn(await issue());
      expect(record.course.version).to.equal('v1');
      expect(record.units[0]).to.include({ minimum: 70, score: 90 });
    });

    it('asks for what today\'s version demands, where its author migrates it', async () => {
      await site.finish(siti);
      const unit = { code: 'PSM.D.03', title: { original: 'Kompetensi baru' }, minimum: 70, edition: 1 };
      site.courses.set(COURSE.id, { ...COURSE, version: 'v2', onChange: 'migrate', competencies: [...COURSE.competencies, unit] });
      expect(await issue()).to.deep.include({ missing: [{ kind: 'unit', unit: 'PSM.D.03', minimum: 70, score: undefined }] });
    });
  });

  describe("lets a course's own certificate.yaml go before the issuer's settings", () => {
    const TERMS = 'template: klasik\nvalid: 18 months\ndocument_number: "CT-{nomor3}/{tahun}"\nsignatories:\n  - { name: "Tuti Herawati, S.Sos.", position: Kepala Bidang, second_line: Penata }\n';
    const washed = async (terms: string | null) => {
      const { course } = await readChanged({ 'certificate.yaml': terms });
      if (!course) throw new Error('The example is broken');
      site.courses.set(course.id, course);
      return course;
    };
    /** As the holder sees it: the page that issues, then the paper. */
    const paperOf = async (learner: AccountRecord) => {
      const browser = site.browser(learner);
      const serial = /CT-2026-\w{4}-\w{4}-\w{2}/.exec((await browser.get('/certificates')).text)?.[0] ?? '';
      return { serial, pdf: (await browser.get(`/certificates/${serial}.pdf`)).bytes };
    };

    it('who signs, how it is numbered, how long it is valid', async function () {
      needs(this, 'pdftotext');
      await site.finish(siti, await washed(TERMS));
      const text = await textOf((await paperOf(siti)).pdf);
      expect(text).to.contain('Tuti Herawati, S.Sos.').and.to.contain('Kepala Bidang').and.to.contain('Penata');
      expect(text).to.contain('CT-001/2026').and.to.contain('24 Mei 2028');
      expect(text).not.to.contain('Ratna Maheswari');
      expect(text, 'the issuer stays the issuer').to.match(/Dinas Sosial/i);
    });

    it('of the day of issue, and nothing changes afterwards', async function () {
      needs(this, 'pdftotext');
      const begun = await washed(TERMS);
      await site.finish(siti, begun);
      site.earlier.set(`${begun.id}:${begun.version}`, begun);
      await washed(TERMS.replace('Tuti Herawati, S.Sos.', 'Ujang Suryana').replace('18 months', '6 months'));
      const { serial, pdf } = await paperOf(siti);
      const text = await textOf(pdf);
      expect(text, 'today\'s signer').to.contain('Ujang Suryana');
      expect(text, 'the validity of the version that was finished').to.contain('24 Mei 2028');
      await washed(null);
      await site.storage.files.delete(`certificates/${serial.toLowerCase()}.pdf`);
      expect((await paperOf(siti)).pdf.equals(pdf), 'drawn anew from the record').to.equal(true);
    });

    it('and goes on where an earlier version names a template that has gone', async () => {
      const course = await washed(null);
      site.courses.set(course.id, { ...course, certificate: { ...course.certificate, template: 'dahulu' } });
      await site.finish(siti, course);
      expect((await paperOf(siti)).pdf.subarray(0, 5).toString()).to.equal('%PDF-');
    });
  });

  describe('happens exactly once', () => {
    it('when twenty requests race', async () => {
      await site.finish(siti);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => issue()));
      expect(outcomes.filter(({ kind }) => kind === 'issued')).to.have.length(1);
      expect(new Set(outcomes.map((outcome) => certificateIn(outcome).serial)).size).to.equal(1);
      expect(await site.certification.certificates.selectOfLearner(siti._id)).to.have.length(1);
    });

    it('when two processes race over one database', async () => {
      await site.finish(siti);
      const other = await openSite([COURSE], site.dataDir);
      try {
        const both = [site, other, site, other, site, other];
        const outcomes = await Promise.all(both.map(({ certification }) => issueIfEligible(certification, siti._id, COURSE.id)));
        expect(outcomes.filter(({ kind }) => kind === 'issued')).to.have.length(1);
        expect(new Set(outcomes.map((outcome) => certificateIn(outcome).serial)).size).to.equal(1);
      } finally {
        await other.close();
      }
    });

    it('when the process died between the serial and the record', async () => {
      await site.finish(siti);
      const orphan = await site.certification.serials.reserveSerial(slotOf(siti._id, COURSE.id, FIRST_CYCLE), 'PSM', '2026');
      expect(await settleCertificates(site.certification, never), 'issued at the next start').to.equal(1);
      expect(await settleCertificates(site.certification, never), 'and not again').to.equal(0);
      const certificates = await site.certification.certificates.selectOfLearner(siti._id);
      expect(certificates).to.have.length(1);
      expect(certificates[0]?.serial).to.not.equal(orphan.text);
      expect((await site.browser().get(`/v/${orphan.text}`)).text).to.contain('Nomor ini tidak kami temukan');
    });

    it('when the exam is announced again after a crash', async () => {
      const { examFinished } = createAfterExam(site.certification);
      await site.finish(siti);
      await examFinished(siti._id, COURSE.id);
      await examFinished(siti._id, COURSE.id);
      expect(await site.certification.certificates.selectOfLearner(siti._id)).to.have.length(1);
    });

    it('and stays revoked when the exam is announced once more', async () => {
      await site.finish(siti);
      await revokeCertificate(site.certification, certificateIn(await issue()), { by: 'admin', reason: 'Data tertukar.' });
      expect(certificateIn(await issue()).state).to.equal('revoked');
      expect(await settleCertificates(site.certification, never)).to.equal(0);
    });

    it('for those who finished, of many who are enrolled', async () => {
      for (let count = 0; count < 7; count += 1) {
        const learner = await site.person(`Peserta ${count}`);
        if (count % 2 === 0) await site.finish(learner);
        else await site.learning.enrolments.enrol(learner._id, COURSE.id, COURSE.version);
      }
      expect(await settleCertificates(site.certification, never)).to.equal(4);
    });
  });

  describe('numbers documents', () => {
    it('as the issuer does, without giving a number twice', async () => {
      await site.certification.settings.save({ ...ISSUER, documentNumber: '{nomor3}/PSM/{bulan_romawi}/{tahun}' }, 'admin');
      await site.certification.documentNumbers.skipTo('{nomor3}/PSM/{bulan_romawi}/{tahun}', '2026-11-24', 40);
      const numbers: (string | undefined)[] = [];
      for (let count = 0; count < 3; count += 1) {
        const learner = await site.person(`Peserta ${count}`);
        await site.finish(learner);
        numbers.push(certificateIn(await issue(learner)).record.documentNumber);
      }
      expect(numbers).to.deep.equal(['041/PSM/XI/2026', '042/PSM/XI/2026', '043/PSM/XI/2026']);
      site.clock.now = new Date('2027-01-05T02:00:00Z');
      await site.finish(siti);
      expect(certificateIn(await issue()).record.documentNumber).to.equal('001/PSM/I/2027');
    });

    it('goes on, in the year in which patterns got numbers of their own, where they had them in common', async () => {
      await runningNumberModel(site.storage.connection).create({ _id: '2026', last: 17 });
      const { documentNumbers } = site.certification;
      expect(await documentNumbers.take('{nomor}/A/{tahun}', '2026-11-24')).to.equal('18/A/2026');
      expect(await documentNumbers.take('{nomor}/B/{tahun}', '2026-11-25')).to.equal('18/B/2026');
      expect(await documentNumbers.take('{nomor}/A/{tahun}', '2027-01-02')).to.equal('1/A/2027');
    });

    it('passes over what another pattern, or the same with another month, has printed', async () => {
      const { documentNumbers } = site.certification;
      for (const [pattern, day, printed] of [
        ['{nomor}/A/{bulan_romawi}/{tahun}', '2026-11-24', '1/A/XI/2026'],
        ['{nomor}/A/XI/{tahun}', '2026-11-24', '2/A/XI/2026'],
        ['{nomor}{bulan}/{tahun}', '2026-11-24', '111/2026'],
        ['{nomor}1{bulan}/{tahun}', '2026-11-24', '1111/2026'],
        ['{nomor}{bulan}/{tahun}', '2026-11-24', '211/2026'],
      ] as const) expect(await documentNumbers.take(pattern, day)).to.equal(printed);
      await documentNumbers.skipTo('{nomor}{bulan}/{tahun}', '2026-11-24', 10);
      expect(await documentNumbers.take('{nomor}{bulan}/{tahun}', '2026-11-24'), 'not 1111 again').to.equal('1211/2026');
    });
  });

  describe('gives samples while something is missing', () => {
    const pilot = { ...COURSE, status: 'pilot' } as const;
    const reasons: Readonly<Record<string, () => unknown>> = {
      'an issuer': () => site.certification.settings.save({ ...ISSUER, issuerLines: [], documentNumber: '{nomor}/{tahun}' }, 'admin'),
      'an https address': () => { site.setting.address = 'http://127.0.0.1:3000'; },
      'the end of the trial': () => site.courses.set(COURSE.id, pilot),
    };
    const mended: Readonly<Record<string, () => unknown>> = {
      'an issuer': () => site.certification.settings.save(ISSUER, 'admin'),
      'an https address': () => { site.setting.address = 'https://bimtek.example'; },
      'the end of the trial': () => site.courses.set(COURSE.id, COURSE),
    };
    for (const [what, take] of Object.entries(reasons)) {
      it(`${what}, and the real one once it is there`, async () => {
        await take();
        await site.finish(siti);
        const sample = certificateIn(await issue());
        expect(sample).to.include({ state: 'sample' });
        expect(sample.record).to.include({ isSample: true }).and.not.have.property('documentNumber');
        expect(await site.held.coursesOf(siti._id), 'opens the next tier').to.deep.equal([COURSE.id]);

        await mended[what]?.();
        expect(await settleCertificates(site.certification, never)).to.equal(1);
        const [real, old] = await site.certification.certificates.selectOfLearner(siti._id).then((all) => [...all].sort((a, b) => b.cycle - a.cycle));
        expect(real).to.include({ state: 'valid' });
        expect(real?.serial).to.not.equal(sample.serial);
        expect(old).to.include({ state: 'superseded', supersededBy: real?.serial });
        const page = await site.browser().get(`/v/${sample.serial}`);
        expect(page.text).to.contain('Sudah diganti sertifikat lain').and.to.contain(`/v/${real?.serial}`);
      });
    }

    it('whose page never says that they hold', async () => {
      site.courses.set(COURSE.id, pilot);
      await site.finish(siti);
      const page = await site.browser().get(`/v/${certificateIn(await issue()).serial}`);
      expect(page.text).to.contain('Contoh, bukan sertifikat resmi').and.not.contain('Sah dan masih berlaku');
    });
  });

  describe('refuses a name that cannot be printed', () => {
    it('in words that learner and administrator understand, and issues when it is corrected', async () => {
      const i = await site.person('I Made ᬲᬶᬢᬶ');
      await site.finish(i);
      const outcome = await issue(i);
      expect(outcome.kind).to.equal('blocked');
      const [blocked] = await site.certification.blocked.selectPage(undefined, 50);
      expect(blocked).to.include({ learner: i._id, course: COURSE.id, holderName: 'I Made ᬲᬶᬢᬶ', regionCode: '32.75' });
      expect(blocked?.missing[0]?.field).to.equal('holderName');
      expect(wordsOf(await site.browser(i).get('/certificates'))).to.match(/Sertifikat belum terbit: huruf .* pada nama atau desa Anda belum dapat dicetak/);

      await site.rename(i, 'I Made Siti');
      expect(wordsOf(await site.browser(i).get('/certificates'))).to.contain('Berlaku').and.not.contain('belum dapat dicetak');
      expect(await site.certification.blocked.selectPage(undefined, 50)).to.deep.equal([]);
    });
  });

  it('gives serials whose check holds', async () => {
    await site.finish(siti);
    expect(parseSerial(certificateIn(await issue()).serial).wellFormed).to.equal(true);
  });
});
