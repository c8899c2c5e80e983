import { execFile } from 'node:child_process';
import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { expect } from 'chai';
import { withdrawCertificate } from '../../server/certification/withdraw-certificate.ts';
import { certificateTemplates } from '../../server/certification/pdf/certificate-templates.ts';
import { renderCertificate } from '../../server/certification/pdf/render-certificate.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { issueTo, type Issued } from './issued.ts';
import { achievementCredentialSchema, partsOf } from './open-badge.ts';
import { attachmentsOf, check, infoOf, needs } from './pdf-tools.ts';
import { COURSE, KEYS, openSite, type Browser, type Site } from './site.ts';

const NAME = "Dra. Siti Nur'aini, M.Si.";

/** Verifies by the `cryptography` package of Python, which shares no code with Node. Prints `absent` without it. */
const PYTHON = `
import sys, json, base64
try:
    from cryptography.hazmat.primitives.asymmetric import rsa, padding
    from cryptography.hazmat.primitives import hashes
except ImportError:
    print('absent'); sys.exit()
jws, jwk = json.load(sys.stdin)
number = lambda text: int.from_bytes(base64.urlsafe_b64decode(text + '=='), 'big')
head, body, signature = jws.split('.')
key = rsa.RSAPublicNumbers(number(jwk['e']), number(jwk['n'])).public_key()
key.verify(base64.urlsafe_b64decode(signature + '=='), (head + '.' + body).encode(), padding.PKCS1v15(), hashes.SHA256())
print('genuine')
`;

const askPython = (jws: string, jwk: object): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = execFile('python3', ['-c', PYTHON], (problem, stdout, stderr) => (problem ? reject(new Error(stderr)) : resolve(stdout.trim())));
    asked.stdin?.end(JSON.stringify([jws, jwk]));
  });

describe('The credential of a certificate', function () {
  this.timeout(30_000);
  let site: Site;
  let issued: Issued;
  let own: string;
  let holder: Browser;

  beforeEach(async () => {
    site = await openSite();
    issued = await issueTo(site, NAME);
    own = `/certificates/${issued.certificate.serial}`;
    holder = site.browser(issued.holder);
  });
  afterEach(() => site.close());

  const jwtOf = async () => (await holder.get(`${own}/credential.jwt`)).text;
  /** The key where the token says that it is, found as a stranger finds it. */
  const keyOf = async (jws: string): Promise<JsonWebKey> => {
    const kid = String(partsOf(jws).header['kid']);
    expect(kid).to.match(/^https:\/\/bimtek\.example\/keys\//);
    const page = await site.browser().get(new URL(kid).pathname);
    expect(page.headers['content-type']).to.match(/application\/jwk\+json/);
    return JSON.parse(page.text) as JsonWebKey;
  };

  it('has every property that Open Badges 3.0 demands, and none that it does not know', async () => {
    const credential = achievementCredentialSchema.parse(partsOf(await jwtOf()).payload);
    expect(credential).to.include({ iss: credential.issuer.id, jti: credential.id, sub: credential.credentialSubject.id, nbf: Date.parse(credential.validFrom) / 1000, exp: Date.parse(credential.validUntil ?? '') / 1000 });
  });

  it('says what the record says: who, what, results by competency, hours, how long', async () => {
    const credential = achievementCredentialSchema.parse(partsOf(await jwtOf()).payload);
    const { credentialSubject: subject } = credential;
    expect(subject.identifier?.[0]?.identityHash).to.equal(NAME);
    expect(subject.achievement).to.include({ name: 'Bimbingan Teknis Dasar PSM', humanCode: 'psm-dasar', version: 'v1', creditsAvailable: 16 });
    expect(subject.creditsEarned).to.equal(16);
    expect(subject.achievement.resultDescription?.map(({ requiredValue }) => requiredValue)).to.deep.equal(['70', '70']);
    expect(subject.result?.map(({ value }) => value)).to.deep.equal(['90', '90']);
    expect(subject.result?.map(({ resultDescription }) => resultDescription)).to.deep.equal(subject.achievement.resultDescription?.map(({ id }) => id));
    expect([credential.validFrom, credential.validUntil], 'days of Western Indonesia').to.deep.equal(['2026-11-23T17:00:00Z', '2031-11-24T16:59:59Z']);
    expect(credential.issuer.name).to.equal('Pemerintah Kota Bekasi, Dinas Sosial');
  });

  it('is signed by RS256 with a key that is served where it says, and in the key set', async () => {
    const jws = await jwtOf();
    const { header, signed, signature } = partsOf(jws);
    expect(header).to.include({ alg: 'RS256', typ: 'JWT' });
    const jwk = await keyOf(jws);
    expect(jwk).to.include({ kty: 'RSA', alg: 'RS256', kid: header['kid'] }).and.to.have.all.keys('kty', 'alg', 'use', 'kid', 'n', 'e');
    expect(verify('sha256', Buffer.from(signed), createPublicKey({ key: jwk, format: 'jwk' }), signature)).to.equal(true);
    const set = JSON.parse((await site.browser().get('/.well-known/jwks.json')).text) as { keys: JsonWebKey[] };
    expect(set.keys.find(({ kid }) => kid === header['kid'])).to.deep.equal(jwk);
    for (const key of set.keys) expect(key, 'public parts alone').to.not.have.any.keys('d', 'p', 'q', 'dp', 'dq', 'qi');
  });

  it('is genuine to a verifier that has nothing to do with Node', async function () {
    needs(this, 'python3');
    const jws = await jwtOf();
    const jwk = await keyOf(jws);
    const answer = await askPython(jws, jwk);
    if (answer === 'absent') {
      process.stdout.write('      skipped: python3 has no cryptography\n');
      this.skip();
    }
    expect(answer).to.equal('genuine');
    const changed = `${jws.slice(0, 900)}${jws[900] === 'A' ? 'B' : 'A'}${jws.slice(901)}`;
    expect(await askPython(changed, jwk).then(() => 'genuine', () => 'wrong')).to.equal('wrong');
  });

  it('stays the same bytes, whatever changes, and verifies after the keys were rotated', async () => {
    const first = await jwtOf();
    await site.rename(issued.holder, 'Siti Aminah');
    const before = (await KEYS.current('credential')).id;
    await KEYS.rotate();
    expect((await KEYS.current('credential')).id).to.not.equal(before);
    expect(await jwtOf()).to.equal(first);
    const { signed, signature } = partsOf(first);
    expect(verify('sha256', Buffer.from(signed), createPublicKey({ key: await keyOf(first), format: 'jwk' }), signature)).to.equal(true);
    const next = await issueTo(site, 'Agus Hidayat');
    const jws = (await site.browser(next.holder).get(`/certificates/${next.certificate.serial}/credential.jwt`)).text;
    expect(partsOf(jws).header['kid'], 'new ones are signed by the new key').to.not.equal(partsOf(first).header['kid']);
  });

  it('is one, also when two processes are asked first at once', async () => {
    const other = await openSite([COURSE], site.dataDir);
    try {
      const all = await Promise.all([site, other, site, other].map(async (each) => (await each.browser(issued.holder).get(`${own}/credential.jwt`)).text));
      expect(new Set(all).size).to.equal(1);
    } finally {
      await other.close();
    }
  });

  it('lies in the PDF as an associated file, and the PDF is sound and small', async function () {
    needs(this, 'pdfdetach', 'qpdf', 'pdfinfo');
    const pdf = (await holder.get(`${own}.pdf`)).bytes;
    expect((await attachmentsOf(pdf)).get('openbadge-credential.jwt')?.toString()).to.equal(await jwtOf());
    expect(await check(pdf)).to.not.match(/warning/i);
    expect(pdf.toString('latin1'), 'as it is, for whoever reads it without unpacking').to.contain(await jwtOf());
    expect(await infoOf(pdf)).to.match(/Tagged: +yes/);
  });

  it('keeps a PDF with seven units within 110 KB', async function () {
    needs(this, 'qpdf');
    const record = certificateTemplates.klasik.example;
    const bytes = Buffer.alloc(9000, 'x');
    const pdf = await renderCertificate(record, undefined, [{ name: 'a.jwt', type: 'application/jwt', description: 'a', bytes }]);
    expect(await check(pdf)).to.not.match(/warning/i);
    expect(pdf.length).to.be.at.most(110 * 1024);
  });

  it('is baked into a PNG, uncompressed under the keyword of the standard, and the picture is whole', async () => {
    const png = (await holder.get(`${own}/badge.png`)).bytes;
    const chunks: { type: string; data: Buffer }[] = [];
    for (let at = 8; at < png.length; ) {
      const length = png.readUInt32BE(at);
      chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
      at += 12 + length;
    }
    expect(chunks.map(({ type }) => type)).to.deep.equal(['IHDR', 'iTXt', 'IDAT', 'IEND']);
    const text = chunks[1]?.data ?? Buffer.alloc(0);
    expect(text.toString()).to.equal(`openbadgecredential\0\0\0\0\0${await jwtOf()}`);
    expect(inflateSync(chunks[2]?.data ?? Buffer.alloc(0)).length).to.equal(400 * (400 * 3 + 1));
  });

  it('is baked into an SVG', async () => {
    const svg = (await holder.get(`${own}/badge.svg`)).text;
    expect(svg).to.match(/^<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"/);
    expect(/<openbadges:credential verify="([^"]+)">/.exec(svg)?.[1]).to.equal(await jwtOf());
    expect(svg).to.not.match(/NaN|undefined/);
  });

  it('can be read as JSON', async () => {
    expect(JSON.parse((await holder.get(`${own}/credential.json`)).text)).to.deep.equal(partsOf(await jwtOf()).payload);
  });

  it('is the holder\'s, and gone when it was erased', async () => {
    const files = ['credential.jwt', 'credential.json', 'badge.png', 'badge.svg', 'picture.png'];
    const other = site.browser(await site.person('Agus Hidayat'));
    for (const file of files) {
      expect((await other.get(`${own}/${file}`)).status, file).to.equal(404);
      expect((await site.browser().get(`${own}/${file}`)).location, file).to.match(/^\/sign-in/);
      expect((await holder.get(`${own}/${file}`)).status, file).to.equal(200);
    }
    await withdrawCertificate(site.certification, issued.certificate, 'holder');
    for (const file of files) expect((await holder.get(`${own}/${file}`)).status, file).to.equal(404);
    const kept = await site.storage.connection.collection('credentials').find({}).toArray();
    expect(kept).to.deep.equal([]);
  });

  it('is not made for a sample, whose QR code holds no statement either', async () => {
    site.setting.address = 'http://bimtek.example';
    const agus = await site.person('Agus Hidayat');
    await site.finish(agus);
    const issue = await issueIfEligible(site.certification, agus._id, COURSE.id);
    if (issue.kind !== 'issued') throw new Error(issue.kind);
    const { record, serial, statusList } = issue.certificate;
    expect([record.isSample, record.qrUrl.includes('#'), statusList]).to.deep.equal([true, false, undefined]);
    const page = await site.browser(agus).get(`/certificates/${serial}/credential.jwt`);
    expect(page.status).to.equal(404);
    expect((await site.browser(agus).get(`/certificates/${serial}.pdf`)).bytes.toString('latin1')).to.not.contain('eyJ');
  });

  it('has a picture to be sent to friends', async () => {
    const { bytes } = await holder.get(`${own}/picture.png`);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).to.deep.equal([1080, 1080]);
    expect(bytes.toString('latin1')).to.not.contain(issued.certificate.token);
    expect(bytes.length).to.be.below(200_000);
  });
});
