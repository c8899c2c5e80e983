import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { expect } from 'chai';
import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import { bytesToDigits } from '../../server/certification/statement/digits.ts';
import { signStatement } from '../../server/certification/statement/statement.ts';
import { renderCertificate } from '../../server/certification/pdf/render-certificate.ts';
import { issueTo } from './issued.ts';
import { needs, scan } from './pdf-tools.ts';
import { KEYS, openSite, type Site } from './site.ts';

interface Statement {
  readonly key: number;
  readonly issued: string;
  readonly validUntil: string;
  readonly list: number;
  readonly index: number;
  readonly holder: string;
  readonly course: string;
  readonly version: string;
  readonly issuer: string;
}

/** What `public/scripts/verify.js` gives where there is no page. */
interface Reader {
  bytesOfDigits(digits: string): Uint8Array | undefined;
  readStatement(digits: string): Statement | undefined;
  checkStatement(statement: Statement, serial: string, keys: readonly object[]): Promise<'genuine' | 'wrong' | 'unknown-key'>;
  stateOf(place: Pick<Statement, 'validUntil' | 'list' | 'index'>, lists: object): Promise<string>;
}

/** The file as browsers run it. */
const openReader = (): Reader => {
  const scope: { crypto: typeof webcrypto; bimtekVerify?: Reader } = { crypto: webcrypto };
  const source = readFileSync(new URL('../../public/scripts/verify.js', import.meta.url), 'utf8');
  // oxlint-disable-next-line no-implied-eval -- it is our own file, and this is how a browser runs it
  new Function('self', 'document', source)(scope, undefined);
  if (!scope.bimtekVerify) throw new Error('verify.js gave nothing');
  return scope.bimtekVerify;
};

describe('The signed statement in a QR code', function () {
  this.timeout(60_000);
  const reader = openReader();
  let site: Site;
  let certificate: IssuedCertificate;
  let digits: string;
  let keys: object[];

  before(async () => {
    site = await openSite();
    ({ certificate } = await issueTo(site, "Dra. Siti Nur'aini, M.Si."));
    digits = certificate.record.qrUrl.split('#')[1] ?? '';
    keys = (JSON.parse((await site.browser().get('/verify/trust.json')).text) as { keys: object[] }).keys;
  });
  after(() => site.close());

  const judge = async (changed: string, serial = certificate.serial): Promise<string> => {
    const statement = reader.readStatement(changed);
    return statement ? reader.checkStatement(statement, serial, keys) : 'unreadable';
  };

  it('says what the record says, and is genuine', async () => {
    expect(reader.readStatement(digits)).to.include({
      holder: "Dra. Siti Nur'aini, M.Si.", course: 'psm-dasar', version: 'v1', issued: '2026-11-24', validUntil: '2031-11-24', issuer: 'Dinas Sosial', list: 1, index: certificate.statusIndex,
    });
    expect(await judge(digits)).to.equal('genuine');
    expect(await judge(digits, certificate.serial.toLowerCase().replaceAll('-', '')), 'however the serial is written').to.equal('genuine');
  });

  it('is not genuine with any byte changed', async () => {
    const bytes = reader.bytesOfDigits(digits) ?? new Uint8Array();
    for (let at = 0; at < bytes.length; at += 1) {
      for (const change of [0x01, 0x80, 0xff]) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(await judge(bytesToDigits(changed)), `byte ${at}`).to.not.equal('genuine');
      }
    }
  });

  it('is not genuine with any digit changed, left out, or put in', async () => {
    for (let at = 0; at < digits.length; at += 1) {
      const other = String((Number(digits[at]) + 1) % 10);
      for (const changed of [digits.slice(0, at) + other + digits.slice(at + 1), digits.slice(0, at) + digits.slice(at + 1), `${digits.slice(0, at)}0${digits.slice(at)}`]) {
        if (changed !== digits) expect(await judge(changed), `digit ${at}`).to.not.equal('genuine');
      }
    }
  });

  it('is not genuine for another serial, or with any field written anew', async () => {
    const other = await issueTo(site, 'Agus Hidayat');
    expect(await judge(digits, other.certificate.serial)).to.equal('wrong');
    const { record } = certificate;
    const place = { list: 1, index: certificate.statusIndex ?? 0 };
    const key = await KEYS.current('statement');
    const fields: readonly (readonly [string, string])[] = [
      ['holder', signStatement({ ...record, holderName: 'Agus Hidayat' }, place, key)],
      ['course', signStatement({ ...record, course: { ...record.course, id: 'psm-khusus' } }, place, key)],
      ['version', signStatement({ ...record, course: { ...record.course, version: 'v2' } }, place, key)],
      ['issued', signStatement({ ...record, issuedOn: '2026-11-25' }, place, key)],
      ['validUntil', signStatement({ ...record, validUntil: '2041-11-24' }, place, key)],
      ['issuer', signStatement({ ...record, issuer: { lines: ['Dinas Kesehatan'] } }, place, key)],
      ['index', signStatement(record, { list: 1, index: place.index ^ 1 }, key)],
    ];
    const own = reader.bytesOfDigits(digits) ?? new Uint8Array();
    for (const [name, forged] of fields) {
      const bytes = reader.bytesOfDigits(forged) ?? new Uint8Array();
      expect(await judge(forged), `${name}: signed by us`).to.equal('genuine');
      const grafted = Buffer.concat([bytes.subarray(0, -64), own.subarray(-64)]);
      expect(await judge(bytesToDigits(grafted)), name).to.equal('wrong');
    }
  });

  it('is of an unknown key to who does not have it, and genuine after a rotation', async () => {
    const statement = reader.readStatement(digits);
    if (!statement) throw new Error('no statement');
    expect(await reader.checkStatement(statement, certificate.serial, [])).to.equal('unknown-key');
    await KEYS.rotate();
    const { keys: after } = JSON.parse((await site.browser().get('/verify/trust.json')).text) as { keys: object[] };
    expect(after).to.have.length.above(keys.length);
    expect(await reader.checkStatement(statement, certificate.serial, after)).to.equal('genuine');
  });

  it('is nothing where it is cut, empty, or no digits', () => {
    for (const text of ['', '0', 'abc', '12 34', digits.slice(0, 60), digits.slice(0, -1), '9'.repeat(400), '0'.repeat(400), `${digits}0`]) expect(reader.readStatement(text), text).to.equal(undefined);
  });

  it('writes every row of bytes as digits of its own, and back', () => {
    for (let length = 0; length < 20; length += 1) {
      for (const value of [0, 1, 128, 255]) {
        const bytes = Uint8Array.from({ length }, (_, at) => (value * (at + 1)) & 0xff);
        const written = bytesToDigits(bytes);
        expect([...(reader.bytesOfDigits(written) ?? [])]).to.deep.equal([...bytes]);
      }
    }
  });

  it('tells from the lists what does not hold, and what it cannot tell', async () => {
    const encoded = async (...indexes: number[]) => (await import('../../server/certification/credential/status-list.ts')).encodeList(indexes);
    const place = { validUntil: '2099-01-01', list: 1, index: 77 };
    const lists = { 1: { revocation: await encoded(77, 78), suspension: await encoded(78) } };
    expect(await reader.stateOf(place, lists)).to.equal('revoked');
    expect(await reader.stateOf({ ...place, index: 78 }, lists)).to.equal('suspended');
    expect(await reader.stateOf({ ...place, index: 79 }, lists)).to.equal('valid');
    expect(await reader.stateOf({ ...place, index: 79, validUntil: '2020-01-01' }, lists)).to.equal('expired');
    expect(await reader.stateOf({ ...place, list: 9 }, lists)).to.equal('unlisted');
  });

  it('is read from the page at 150 dots an inch, with a short name and with a long one in another script', async function () {
    needs(this, 'pdftoppm', 'zbarimg');
    const key = await KEYS.current('statement');
    for (const holderName of ['Sari', 'Raden Ajeng Siti Rahmawati Kusumaningrum Wulandari Hadiningrat, M.Si.', 'Đặng Thị Ánh Nguyệt Đỗ Thị Hồng Ngọc Ánh Tuyết Phương']) {
      const record = { ...certificate.record, holderName, course: { ...certificate.record.course, version: '4e91c07b2f09d4aa' } };
      const statement = signStatement(record, { list: 1, index: 131_071 }, key);
      const qrUrl = `${certificate.record.qrUrl.split('#')[0]}#${statement}`;
      const read = await scan(await renderCertificate({ ...record, qrUrl }));
      expect(read).to.equal(qrUrl);
      expect(reader.readStatement(read.split('#')[1] ?? '')?.holder).to.equal(holderName);
    }
  });

  it('cuts what would make the code too fine between letters, and says that it did', async () => {
    const key = await KEYS.current('statement');
    const holderName = 'ꦱ'.repeat(80);
    const said = reader.readStatement(signStatement({ ...certificate.record, holderName }, { list: 1, index: 1 }, key));
    expect(said?.holder).to.match(/^ꦱ{59}…$/);
  });
});
