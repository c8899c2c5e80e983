import { expect } from 'chai';
import { Invalid } from '../../server/errors.ts';
import { certificateSettingsForm, settingsFields } from '../../server/certification/certificate-settings-form.ts';
import { isComplete, logoHref, siteOf } from '../../server/certification/certificate-settings-store.ts';
import { ISSUER, openSite, type Site } from './site.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const filled = {
  issuerLine1: '  Pemerintah   Kota Bekasi ', issuerLine2: 'Dinas Sosial', issuerPlace: 'Bekasi', legalBasis: '', documentNumber: '{nomor}/PSM/{bulan_romawi}/{tahun}',
  organiser: 'Dinas Sosial Kota Bekasi', contact: '', signatory1Office: 'Kepala Dinas', signatory1Name: 'Ratna', signatory1Second: '', signatory2Office: '', signatory2Name: '', signatory2Second: '',
};
const faultsOf = (form: Record<string, string>): Record<string, string> =>
  Object.fromEntries(certificateSettingsForm.safeParse(form).error?.issues.map(({ path, message }) => [String(path[0]), message]) ?? []);

describe('The settings of certificates', function () {
  this.timeout(20_000);
  let site: Site;
  beforeEach(async () => { site = await openSite(); });
  afterEach(() => site.close());

  it('come back as they were typed, without what was left empty', async () => {
    const { settings } = site.certification;
    expect(isComplete(await settings.select()), 'nothing is set at first').to.equal(false);
    await settings.save(certificateSettingsForm.parse(filled), 'admin');
    const kept = await settings.select();
    expect(isComplete(kept)).to.equal(true);
    const fields = settingsFields(kept);
    expect(fields).to.include({ issuerLine1: 'Pemerintah Kota Bekasi', issuerLine2: 'Dinas Sosial', signatory1Name: 'Ratna', documentNumber: filled.documentNumber });
    expect([fields.legalBasis, fields.contact, fields.signatory1Second, fields.signatory2Name]).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(siteOf(kept)).to.deep.include({ organiser: 'Dinas Sosial Kota Bekasi' });

    await settings.save(certificateSettingsForm.parse({ ...filled, issuerLine1: '', issuerLine2: '', organiser: '' }), 'admin');
    expect(isComplete(await settings.select()), 'taken away again').to.equal(false);
    expect((await settings.select()).organiser).to.equal(undefined);
  });

  it('say what to write instead', () => {
    expect(faultsOf({})).to.deep.equal({});
    expect(faultsOf({ ...filled, documentNumber: '17/PSM' }).documentNumber).to.contain('{nomor}');
    expect(faultsOf({ ...filled, documentNumber: '{nomor}/PSM' }).documentNumber).to.contain('{tahun}');
    expect(faultsOf({ ...filled, documentNumber: '{nomer}/{tahun}' }).documentNumber).to.contain('bulan_romawi');
    expect(faultsOf({ ...filled, documentNumber: '{nomor/{tahun}' }).documentNumber).to.contain('kurung kurawal');
    expect(faultsOf({ ...filled, documentNumber: '{n}/PSM/{tahun}' })).to.deep.equal({});
    expect(faultsOf({ ...filled, issuerLine1: '' }).issuerLine1).to.contain('baris pertama');
    expect(faultsOf({ ...filled, signatory2Name: 'Bambang' }).signatory2Office).to.contain('jabatan');
    expect(faultsOf({ ...filled, signatory1Name: '' }).signatory1Name).to.contain('nama penanda tangan');
    expect(faultsOf({ ...filled, issuerLine1: 'x'.repeat(121) }).issuerLine1).to.contain('120');
  });

  it('refuse letters that could not be printed', async () => {
    const form = certificateSettingsForm.parse({ ...filled, issuerLine2: 'ᬤᬶᬦᬲ᭄', signatory1Name: 'ᬭᬢ᭄ᬦ' });
    const refused = await site.certification.settings.save(form, 'admin').then(() => undefined, (problem: unknown) => problem);
    if (!(refused instanceof Invalid)) throw new Error('not refused');
    expect(Object.keys(refused.fields)).to.have.members(['issuerLine2', 'signatory1Name']);
    expect(isComplete(await site.certification.settings.select()), 'nothing was saved').to.equal(false);
  });

  it('reach another process within a second', async () => {
    const other = await openSite(undefined, site.dataDir);
    try {
      expect(isComplete(await other.certification.settings.select())).to.equal(false);
      await site.certification.settings.save(certificateSettingsForm.parse(filled), 'admin');
      other.clock.now = new Date(other.clock.now.getTime() + 1000);
      expect(isComplete(await other.certification.settings.select())).to.equal(true);
    } finally {
      await other.close();
    }
  });

  it('hold a logo that everybody can see, and refuse what is no picture', async () => {
    const { settings } = site.certification;
    await settings.save(ISSUER, 'admin', { logo: PNG });
    const href = logoHref(await settings.select());
    const picture = await site.browser().get(href ?? '/');
    expect(picture.status).to.equal(200);
    expect(picture.headers).to.include({ 'content-type': 'image/png' });
    expect(picture.bytes.equals(PNG)).to.equal(true);
    const refused = await settings.save(ISSUER, 'admin', { logo: Buffer.from('<svg onload="alert(1)">') }).then(() => undefined, (problem: Error) => problem);
    expect(refused?.name).to.equal('Invalid');
    expect((await site.browser().get('/logo/0000000000000000.png')).status).to.equal(404);
    expect((await site.browser().get('/logo/..%2fcertificates%2fx.pdf')).status).to.equal(404);
  });
});
