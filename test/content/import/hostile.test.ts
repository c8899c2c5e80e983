import { deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { LIMITS } from '../../../server/content/import/limits.ts';
import { tryImport, zipOf } from './read.ts';

const XML = '<?xml version="1.0"?>';
const manifest = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/></resources></manifest>';

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => Array.from({ length: 8 }).reduce<number>((crc) => (crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1), byte));
const crc32 = (bytes: Buffer) => (bytes.reduce((crc, byte) => (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8), -1) ^ -1) >>> 0;

interface Raw {
  readonly name: string;
  readonly content: Buffer;
  readonly flags?: number;
  readonly attributes?: number;
  /** What the directory says instead of the truth. */
  readonly size?: number;
}

/** A ZIP as no honest program writes it. */
function rawZip(entries: readonly Raw[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, attributes = 0, size = content.length } of entries) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(attributes, 4 + 2);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 3]), head, central.subarray(0, 14), Buffer.from(name));
    offset += 4 + 26 + Buffer.byteLength(name) + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const entities = `${XML}<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><quiz>&c;</quiz>`;
const deep = `${XML}<quiz>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</quiz>`;
const LINK = 0o120777 * 0x10000;

/** What is sent, under which name, and what the answer has to say. */
const hostile: readonly (readonly [what: string, name: string, content: () => string | Buffer | Promise<Buffer>, says: RegExp])[] = [
  ['nothing at all', 'a.gift', () => '', /kosong/],
  ['spaces alone', 'a.gift', () => ' \n\t\n', /kosong/],
  ['more than may be', 'a.gift', () => Buffer.alloc(LIMITS.source + 1, 97), /20 MB/],
  ['a picture', 'a.gift', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /bukan teks/],
  ['a PDF', 'a.xml', () => '%PDF-1.7\n1 0 obj', /bukan teks/],
  ['a program', 'a.csv', () => Buffer.from('7f454c4602010100000000000000000000', 'hex'), /bukan teks/],
  ['an old Excel file', 'a.xls', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /CSV UTF-8/],
  ['a new Excel file', 'a.xlsx', () => zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' }), /CSV UTF-8/],
  ['prose', 'a.txt', () => 'Yth. Bapak dan Ibu,\nbersama ini kami kirimkan soalnya.', /tidak dikenali/],
  ['JSON', 'a.json', () => '[1, 2]', /tidak dikenali/],
  ['a web page', 'a.html', () => '<html><body>soal</body></html>', /tidak dikenali/],
  ['entities that grow', 'a.xml', () => entities, /DOCTYPE/],
  ['an entity from a file', 'a.xml', () => `${XML}<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="truefalse"><questiontext><text>&x;</text></questiontext></question></quiz>`, /DOCTYPE/],
  ['an entity from the network', 'a.xml', () => `${XML}<!DOCTYPE quiz SYSTEM "http://127.0.0.1:1/x.dtd"><quiz/>`, /DOCTYPE/],
  ['an entity nobody declared', 'a.xml', () => `${XML}<quiz>&jahat;</quiz>`, /baris 1.*rusak/],
  ['XML that ends too early', 'a.xml', () => `${XML}<quiz><question>`, /rusak/],
  ['XML with crossed tags', 'a.xml', () => `${XML}<quiz>\n<a><b></a></b></quiz>`, /baris 2/],
  ['XML nested without end', 'a.xml', () => deep, /bersarang/],
  ['XML of something else', 'a.xml', () => `${XML}<rss><channel/></rss>`, /"rss"/],
  ['QTI 3', 'a.xml', () => `${XML}<qti-assessment-item/>`, /"qti-assessment-item"/],
  ['a quiz without questions', 'a.xml', () => `${XML}<quiz></quiz>`, /Tidak ada soal/],
  ['GIFT of comments alone', 'a.gift', () => '// satu\n// dua', /Tidak ada soal/],
  ['a CSV without headings', 'a.csv', () => 'Apa?;ya;tidak;A', /"soal" dan "kunci"/],
  ['a CSV with headings alone', 'a.csv', () => 'soal;kunci\n', /Tidak ada soal/],
  ['a CSV whose quote is never closed', 'a.csv', () => 'soal;kunci\nA?;ya\n"B?;ya\nC?;ya', /tanda kutip/],
  ['more questions than may be', 'a.gift', () => 'A{T}\n\n'.repeat(LIMITS.questions + 1), /5000 soal/],
  ['a result too large for a course', 'a.gift', () => `${'kata '.repeat(2000)}{T}\n\n`.repeat(150), /1 MB/],
  ['a ZIP cut off', 'a.zip', async () => (await zipOf({ 'imsmanifest.xml': manifest })).subarray(0, 60), /rusak/],
  ['an empty ZIP', 'a.zip', () => rawZip([]), /imsmanifest/],
  ['a ZIP of something else', 'a.zip', () => zipOf({ 'foto.txt': 'x' }), /imsmanifest/],
  ['a ZIP that leads out', 'a.zip', () => rawZip([{ name: '../../etc/cron.d/x', content: Buffer.from('x') }]), /luar foldernya/],
  ['a ZIP with an absolute path', 'a.zip', () => rawZip([{ name: '/etc/passwd', content: Buffer.from('x') }]), /luar foldernya/],
  ['a ZIP that leads out by backslashes', 'a.zip', () => rawZip([{ name: '..\\..\\x', content: Buffer.from('x') }]), /luar foldernya/],
  ['a ZIP with a link in it', 'a.zip', () => rawZip([{ name: 'x', content: Buffer.from('/etc/passwd'), attributes: LINK }]), /tautan/],
  ['a ZIP with a password', 'a.zip', () => rawZip([{ name: 'x', content: Buffer.from('x'), flags: 1 }]), /kata sandi/],
  ['a ZIP that is a bomb', 'a.zip', () => rawZip([{ name: 'x', content: Buffer.alloc(30_000_000) }]), /tidak wajar/],
  ['a ZIP that lies about its size', 'a.zip', () => rawZip([{ name: 'x', content: Buffer.alloc(30_000_000), size: 10 }]), /rusak/],
  ['a ZIP with too many files', 'a.zip', () => zipOf(Object.fromEntries(Array.from({ length: LIMITS.entries + 1 }, (_, index) => [`f${index}`, '']))), /2000 berkas/],
  ['a manifest with a DTD', 'a.zip', () => zipOf({ 'imsmanifest.xml': `<!DOCTYPE m [<!ENTITY a "b">]>${manifest}` }), /DOCTYPE/],
  ['a manifest without items', 'a.zip', () => zipOf({ 'imsmanifest.xml': '<manifest/>' }), /Tidak ada soal/],
];

describe('import of hostile and broken files', () => {
  it('knows at least thirty', () => expect(hostile).to.have.length.at.least(30));

  for (const [what, name, content, says] of hostile) {
    it(`refuses ${what} with a word on what to do`, async () => {
      const imported = await tryImport(await content(), name);
      if (imported.kind !== 'refused') throw new Error(`taken: ${imported.yaml.slice(0, 200)}`);
      const { id, en } = imported.sentence;
      expect(id).to.match(says);
      expect(en).not.to.equal(id);
      // What is wrong, and what to do instead.
      expect(id.split(/[.:] /).length, id).to.be.at.least(2);
    });
  }
});
