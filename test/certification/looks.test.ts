import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { addLooks, certificateTemplateNames } from '../../server/certification/pdf/certificate-templates.ts';
import { reissueCertificate } from '../../server/certification/reissue-certificate.ts';
import type { Course, LayoutSource } from '../../server/content/course.ts';
import { needs, textOf } from './pdf-tools.ts';
import { COURSE, ISSUER, openSite, type Site } from './site.ts';

const YAML = readFileSync(join(import.meta.dirname, '../../views/certificates/modern/template.yaml'), 'utf8');
const look = (title: string): LayoutSource => ({ layout: parse(YAML.replace('Sertifikat Standar Kompetensi Minimum', title)) as unknown, images: {} });
const withLook = (layout: LayoutSource | undefined, more: Partial<Course['certificate']> = {}): Course => ({ ...COURSE, certificate: { ...COURSE.certificate, ...more, layout } });

describe('The look of a certificate', function () {
  this.timeout(60_000);
  let site: Site;

  beforeEach(async () => {
    site = await openSite();
    await site.certification.settings.save(ISSUER, 'admin');
  });
  afterEach(() => site.close());

  const issue = async (name: string) => {
    const holder = await site.person(name);
    await site.finish(holder);
    const issued = await issueIfEligible(site.certification, holder._id, COURSE.id);
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    return { holder, certificate: issued.certificate };
  };
  const paperOf = async ({ certificate }: Awaited<ReturnType<typeof issue>>) => site.certification.pdfs.bytesOf(certificate);
  const forget = (serial: string) => site.storage.files.delete(`certificates/${serial.toLowerCase()}.pdf`);

  it('is the course’s own, and stays that of its day when the course has another', async function () {
    needs(this, 'pdftotext');
    site.courses.set(COURSE.id, withLook(look('Sertifikat Pertama')));
    const first = await issue('Siti Aminah');
    expect(first.certificate.record).to.include({ template: 'own', templateVersion: 1 }).and.to.have.property('templateHash').that.matches(/^[0-9a-f]{32}$/);
    const drawn = await paperOf(first);
    expect(await textOf(drawn, 1)).to.include('Sertifikat Pertama');

    site.courses.set(COURSE.id, withLook(look('Sertifikat Kedua')));
    const second = await issue('Agus Hidayat');
    expect(await textOf(await paperOf(second), 1)).to.include('Sertifikat Kedua');
    expect(second.certificate.record.templateHash).to.not.equal(first.certificate.record.templateHash);

    site.courses.set(COURSE.id, COURSE);
    await forget(first.certificate.serial);
    expect((await paperOf(first)).equals(drawn), 'drawn again from what was kept').to.equal(true);
    const corrected = await (async () => {
      await site.rename(first.holder, 'Siti Aminah Putri');
      return reissueCertificate(site.certification, first.certificate, { by: 'admin', reason: 'Nama.' });
    })();
    expect(await textOf(await site.certification.pdfs.bytesOf(corrected), 1)).to.include('Sertifikat Pertama').and.to.include('Siti Aminah Putri');
  });

  it('is kept in the file store, as it was written', async () => {
    site.courses.set(COURSE.id, withLook(look('Sertifikat Ketiga')));
    const { certificate } = await issue('Siti Aminah');
    const kept = await site.storage.files.get(`looks/${certificate.record.templateHash}.json`);
    expect(JSON.parse(kept?.toString('utf8') ?? '{}')).to.have.nested.property('layout.schema', 1);
  });

  it('is one of the site’s, by its name in certificate.yaml', async () => {
    addLooks([{ name: 'tegak', source: look('Sertifikat Tegak') }, { name: 'klasik', source: look('not taken') }]);
    expect(certificateTemplateNames).to.include('tegak');
    site.courses.set(COURSE.id, withLook(undefined, { template: 'tegak' }));
    expect((await issue('Siti')).certificate.record).to.include({ template: 'tegak' }).and.to.have.property('templateHash');
    site.courses.set(COURSE.id, withLook(undefined, { template: 'klasik' }));
    expect((await issue('Agus')).certificate.record).to.include({ template: 'klasik' }).and.to.not.have.property('templateHash');
  });

  it('refuses letters it lacks before anything is issued, as the usual one does', async () => {
    site.courses.set(COURSE.id, withLook(look('Sertifikat')));
    const holder = await site.person('Siti 漢');
    await site.finish(holder);
    expect(await issueIfEligible(site.certification, holder._id, COURSE.id)).to.deep.equal({ kind: 'blocked', missing: { holderName: ['漢'] } });
  });

  it('names the issuer that the course names', async () => {
    site.courses.set(COURSE.id, withLook(undefined, { issuer: { lines: ['Pemerintah Provinsi Jawa Barat', 'Dinas Sosial'], place: 'Bandung', legalBasis: undefined } }));
    expect((await issue('Siti')).certificate.record.issuer).to.deep.include({ lines: ['Pemerintah Provinsi Jawa Barat', 'Dinas Sosial'], place: 'Bandung' });
  });
});
