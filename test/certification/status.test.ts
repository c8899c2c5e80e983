import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { reinstateCertificate, revokeCertificate, suspendCertificate } from '../../server/certification/revoke-certificate.ts';
import { createStatusLists } from '../../server/certification/credential/status-list.ts';
import { withdrawCertificate } from '../../server/certification/withdraw-certificate.ts';
import { issueTo, type Issued } from './issued.ts';
import { partsOf } from './open-badge.ts';
import { KEYS, openSite, wordsOf, type Site } from './site.ts';

interface ListCredential {
  readonly id: string;
  readonly type: string[];
  readonly issuer: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly credentialSubject: { readonly id: string; readonly type: string; readonly statusPurpose: string; readonly encodedList: string };
}

const DECISION = { by: 'admin', reason: 'Sedang diperiksa.' };

describe('Status lists', function () {
  this.timeout(30_000);
  let site: Site;
  let issued: Issued;

  beforeEach(async () => {
    site = await openSite();
    issued = await issueTo(site, 'Siti Rahmawati');
  });
  afterEach(() => site.close());

  /** The list as it stands now: the one that is served is up to ten seconds old. */
  const fresh = () =>
    createStatusLists({
      keys: KEYS, address: () => site.setting.address, now: () => site.clock.now, issuerName: async () => 'Dinas Sosial',
      countLists: site.certification.statusPlaces.countLists, selectIndexes: site.certification.certificates.selectStatusIndexes,
    });
  const listOf = async (purpose: 'revocation' | 'suspension'): Promise<ListCredential> => partsOf((await fresh().credential(1, purpose)) ?? '').payload as ListCredential;
  const bitsOf = ({ credentialSubject: { encodedList } }: ListCredential): Buffer => {
    expect(encodedList[0], 'multibase base64url').to.equal('u');
    return gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
  };
  /** Bits that are set, counted from the left. */
  const setIn = async (purpose: 'revocation' | 'suspension'): Promise<number[]> => {
    const bits = bitsOf(await listOf(purpose));
    return [...bits].flatMap((byte, at) => Array.from({ length: 8 }, (_, bit) => (byte & (128 >> bit) ? [at * 8 + bit] : [])).flat());
  };
  const place = () => issued.certificate.statusIndex ?? -1;

  it('are signed credentials of 131,072 bits that may be kept for a while, and that anybody may fetch', async () => {
    for (const purpose of ['revocation', 'suspension'] as const) {
      const page = await site.browser().get(`/status/1/${purpose}`);
      expect(page.status).to.equal(200);
      expect(page.headers).to.include({ 'content-type': 'application/vc+jwt', 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
      const { header, payload, signed, signature } = partsOf(page.text);
      const jwk = JSON.parse((await site.browser().get(new URL(String(header['kid'])).pathname)).text) as JsonWebKey;
      expect(verify('sha256', Buffer.from(signed), createPublicKey({ key: jwk, format: 'jwk' }), signature)).to.equal(true);
      const list = payload as ListCredential;
      expect(list.type).to.deep.equal(['VerifiableCredential', 'BitstringStatusListCredential']);
      expect(list.id).to.equal(`https://bimtek.example/status/1/${purpose}`);
      expect(list.credentialSubject).to.include({ type: 'BitstringStatusList', statusPurpose: purpose });
      expect(bitsOf(list).length * 8).to.equal(131_072);
      expect(Date.parse(list.validUntil) - Date.parse(list.validFrom)).to.equal(2 * 24 * 3600 * 1000);
    }
  });

  it('are named by the credential, with the place of its certificate', async () => {
    const jws = (await site.browser(issued.holder).get(`/certificates/${issued.certificate.serial}/credential.jwt`)).text;
    const { credentialStatus } = partsOf(jws).payload as { credentialStatus: Record<string, string> };
    expect(credentialStatus).to.include({ statusPurpose: 'revocation', statusListIndex: String(place()), statusListCredential: 'https://bimtek.example/status/1/revocation' });
    expect((await listOf('revocation')).id).to.equal(credentialStatus['statusListCredential']);
  });

  it('set one bit for a certificate that was revoked, and take it back', async () => {
    expect(await setIn('revocation')).to.deep.equal([]);
    await revokeCertificate(site.certification, issued.certificate, DECISION);
    expect([await setIn('revocation'), await setIn('suspension')]).to.deep.equal([[place()], []]);
    await reinstateCertificate(site.certification, issued.certificate, DECISION);
    expect(await setIn('revocation')).to.deep.equal([]);
  });

  it('set both for one that is suspended, so that who reads the first alone does not accept it', async () => {
    await suspendCertificate(site.certification, issued.certificate, DECISION);
    expect([await setIn('revocation'), await setIn('suspension')]).to.deep.equal([[place()], [place()]]);
    await revokeCertificate(site.certification, issued.certificate, DECISION);
    expect([await setIn('revocation'), await setIn('suspension')]).to.deep.equal([[place()], []]);
  });

  it('set one for a certificate that its holder had erased', async () => {
    await withdrawCertificate(site.certification, issued.certificate, 'holder');
    expect(await setIn('revocation')).to.deep.equal([place()]);
  });

  it('spread their places, each given once', async () => {
    const { statusPlaces } = site.certification;
    const places = await Promise.all(Array.from({ length: 60 }, (_, number) => statusPlaces.reserve(`slot${number}`)));
    expect(new Set(places.map(({ index }) => index)).size).to.equal(60);
    const inOrder = places.map(({ index }) => index).toSorted((a, b) => a - b);
    expect(inOrder).to.not.deep.equal(places.map(({ index }) => index));
    expect(Math.max(...inOrder) - Math.min(...inOrder)).to.be.above(10_000);
  });

  it('begin another list when half of one is given', async () => {
    const counts = site.storage.connection.collection('status_counts');
    await counts.updateOne({ _id: 'places' as never }, { $set: { given: 65_535 } });
    const { statusPlaces } = site.certification;
    expect((await statusPlaces.reserve('last')).list).to.equal(1);
    expect((await statusPlaces.reserve('first')).list).to.equal(2);
    expect(await statusPlaces.countLists()).to.equal(2);
  });

  it('are not there for a number or a purpose that nobody gave', async () => {
    for (const path of ['/status/2/revocation', '/status/0/revocation', '/status/x/revocation', '/status/1/refresh']) expect((await site.browser().get(path)).status, path).to.equal(404);
  });

  describe('say what the pages say', () => {
    const openPage = () => site.browser().get(`/v/${issued.certificate.serial}`);

    it('of one that is suspended: state and day, no reason', async () => {
      await suspendCertificate(site.certification, issued.certificate, DECISION);
      const page = await openPage();
      expect(wordsOf(page)).to.contain('Sertifikat ini sedang ditangguhkan').and.to.contain('DITANGGUHKAN').and.to.contain('24 November 2026').and.not.contain('diperiksa. ');
      expect(wordsOf(await site.browser(issued.holder).get('/certificates'))).to.contain('Ditangguhkan').and.to.contain('Sedang diperiksa.');
      expect(await site.held.coursesOf(issued.holder._id), 'opens no next tier').to.deep.equal([]);
      await reinstateCertificate(site.certification, issued.certificate, DECISION);
      expect(wordsOf(await openPage())).to.contain('Sah dan masih berlaku');
    });

    it('and keep who did it, when and why', async () => {
      await suspendCertificate(site.certification, issued.certificate, DECISION);
      await revokeCertificate(site.certification, issued.certificate, { by: 'lain', reason: 'Terbukti.' });
      const kept = await site.certification.certificates.selectOptional(issued.certificate._id);
      expect(kept?.history.map(({ to, by, reason }) => [to, by, reason])).to.deep.equal([['suspended', 'admin', 'Sedang diperiksa.'], ['revoked', 'lain', 'Terbukti.']]);
      expect(kept?.history.every(({ at }) => at instanceof Date)).to.equal(true);
    });

    it('and refuse what makes no sense', async () => {
      await revokeCertificate(site.certification, issued.certificate, DECISION);
      const refused = await suspendCertificate(site.certification, issued.certificate, DECISION).catch((problem: unknown) => problem);
      expect(refused).to.have.property('name', 'Conflict');
    });
  });
});
