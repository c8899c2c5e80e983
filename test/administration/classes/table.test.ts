import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { ZipFile } from 'yazl';
import { readInThread } from '../../../server/administration/classes/table/read-in-thread.ts';
import type { ListHead, ListRow } from '../../../server/administration/classes/table/read-list.ts';

const FIXTURES = new URL('../../fixtures/rosters/', import.meta.url);

interface Read {
  readonly head: ListHead | undefined;
  readonly rows: readonly ListRow[];
  readonly refused: string | undefined;
}

async function read(bytes: Buffer | string, regionIsGiven = false): Promise<Read> {
  let head: ListHead | undefined;
  const rows: ListRow[] = [];
  try {
    for await (const part of readInThread(new Uint8Array(Buffer.from(bytes)), { regionIsGiven })) {
      if ('head' in part) head = part.head;
      else rows.push(...part.rows);
    }
  } catch (problem) {
    return { head, rows, refused: String((problem as Error).message) };
  }
  return { head, rows, refused: undefined };
}

const fixture = (name: string): Promise<Read> => read(readFileSync(new URL(name, FIXTURES)));
const cellsOf = ({ rows }: Read): string[] => rows.map(({ line, name, region, village, phone }) => [line, name, region, village, phone].join('|'));

const RELATIONS = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>';

/** A workbook of these parts; what a sheet holds is given as bytes, so that it may be anything. */
async function workbook(sheet: Buffer, more: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('<workbook><sheets><sheet name="A" r:id="r1" xmlns:r="r"/></sheets></workbook>'), 'xl/workbook.xml');
  zip.addBuffer(Buffer.from(RELATIONS), 'xl/_rels/workbook.xml.rels');
  zip.addBuffer(sheet, 'xl/worksheets/s.xml');
  for (const [name, text] of Object.entries(more)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const HEAD = '<row r="1"><c t="inlineStr"><is><t>Nama</t></is></c><c t="inlineStr"><is><t>Kota</t></is></c></row>';

describe('a list of learners in a workbook', function () {
  this.timeout(60_000);

  it('is read from the first sheet that has a head, below a title, with the numbers below the head left out', async () => {
    const found = await fixture('peserta.xlsx');
    expect(found.head).to.deep.include({ sheet: 'Peserta', holdsNationalId: true });
    expect(found.head?.ignored).to.deep.equal(['No', 'NIK', 'Tanggal Lahir']);
    expect(cellsOf(found)).to.deep.equal([
      '5|Siti Rahmawati|Kota Bekasi|Pengasinan|81234567890', '6|R. Aj. Kusumaningrum|KAB. BEKASI|Setu|+62 812-3456-7891', '7|Agus Hidayat, S.Sos.|32.1||6281234567892',
      '8|Renée Aritonang|Bekasi|Bojong|812345678', '10|Rukmini|Kota Bogor|2027-11-10|021-5551234', '12|Dewi Lestari|Depok||0812 3456 7893 / 0857 1111 2222',
    ]);
    expect(JSON.stringify(found)).not.to.include('3275010101800001');
  });

  it('may have shared texts, results of formulas, days counted from 1904 and headings on two lines', async () => {
    expect(cellsOf(await fixture('teks-bersama.xlsx'))).to.deep.equal([
      '4|Siti Rahmawati|Kota Bekasi|Pengasinan|81234567890', '5|Agus Hidayat|Kota Bekasi|2027-11-10|085711112222', "6|Dewi Lestari & Rekan|Kota Bekasi|Setu|'081111111111",
    ]);
  });

  it('is not read from a hidden sheet', async () => {
    expect(cellsOf(await fixture('lembar-tersembunyi.xlsx'))).to.deep.equal(['2|Budi Santoso|Kota Bekasi||']);
  });

  it('comes in several batches', async () => {
    const { rows } = await fixture('tiga-ratus.xlsx');
    expect(rows).to.have.length(300);
    expect(rows.at(-1)).to.deep.include({ line: 301, phone: '85700000300' });
  });

  it('is refused with a word where it is a bomb, broken, another kind, or has no head', async () => {
    const row = '<row><c t="inlineStr"><is><t>Siti</t></is></c><c t="inlineStr"><is><t>Kota Bekasi</t></is></c></row>';
    const bomb = Buffer.alloc(220 * 1024 * 1024, ' ');
    bomb.write(`<worksheet><sheetData>${HEAD}${row}`);
    const many = Buffer.from(`<worksheet><sheetData>${HEAD}${row.repeat(50_001)}</sheetData></worksheet>`);
    const strings = `<sst>${`<si><t>${'x'.repeat(400)}</t></si>`.repeat(65_000)}</sst>`;
    const entity = '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>';
    const cases: readonly (readonly [string, Promise<Buffer> | Buffer | string, string])[] = [
      ['white space without end', workbook(bomb), 'terlalu besar'],
      ['more shared texts than any list has', workbook(Buffer.from(`<worksheet><sheetData>${HEAD}</sheetData></worksheet>`), { 'xl/sharedStrings.xml': strings }), 'terlalu besar'],
      ['more rows', workbook(many), 'lebih dari 50.000 baris'],
      ['an entity of its own', workbook(Buffer.from(`${entity}<worksheet><sheetData>${HEAD.replace('Nama', '&b;')}</sheetData></worksheet>`)), 'rusak'],
      ['XML that breaks off', workbook(Buffer.from(`<worksheet><sheetData>${HEAD}<row`)), 'rusak'],
      ['half a file', readFileSync(new URL('peserta.xlsx', FIXTURES)).subarray(0, 3000), 'rusak'],
      ['no head', workbook(Buffer.from(`<worksheet><sheetData>${row}</sheetData></worksheet>`)), 'Baris judul kolom tidak ditemukan'],
      ['a head alone', workbook(Buffer.from(`<worksheet><sheetData>${HEAD}</sheetData></worksheet>`)), 'tidak berisi baris'],
      ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'Excel lama'],
      ['a web page', '<html><table><tr><td>Nama</td></tr></table>', 'halaman web'],
      ['a PDF', '%PDF-1.7', 'PDF'],
      ['nothing', '', 'kosong'],
      ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'bukan buku kerja Excel'],
    ];
    for (const [what, bytes, word] of cases) expect((await read(await bytes)).refused, what).to.include(word);
  });

  it('refuses a part that unpacks to more than it promised', async () => {
    const honest = await workbook(Buffer.from(`<worksheet><sheetData>${HEAD}</sheetData></worksheet>`));
    const packed = deflateRawSync(Buffer.from(`<worksheet><sheetData>${HEAD}</sheetData></worksheet>`));
    const at = honest.indexOf(packed);
    expect(at, 'the sheet as it is packed').to.be.greaterThan(0);
    const directory = honest.lastIndexOf(Buffer.from('xl/worksheets/s.xml')) - 46;
    const lying = Buffer.from(honest);
    lying.writeUInt32LE(10, directory + 24);
    expect((await read(lying)).refused).to.include('rusak');
  });
});

describe('a list of learners in a text file', function () {
  this.timeout(60_000);
  const LIST = 'No;Nama Lengkap;Kab/Kota;No. HP\r\n1;Siti Rahmawati;Kota Bekasi;0812\r\n;"Agus; ""Gus"" Hidayat";KAB. BEKASI;\r\n';
  const WANTED = ['2|Siti Rahmawati|Kota Bekasi||0812', '3|Agus; "Gus" Hidayat|KAB. BEKASI||'];

  it('has whichever separator and encoding Excel writes', async () => {
    const tabs = LIST.replaceAll('Agus; ', 'Agus| ').replaceAll(';', '\t').replaceAll('Agus| ', 'Agus; ');
    const forms: readonly (readonly [string, Buffer | string])[] = [
      ['semicolons', LIST], ['UTF-8 with its mark', `\uFEFF${LIST}`], ['tabs in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tabs, 'utf16le')])],
      ['big-endian UTF-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(tabs, 'utf16le').swap16()])], ['old line ends', LIST.replaceAll('\r\n', '\r')],
      ['commas', 'No,Nama Lengkap,Kab/Kota,No. HP\n1,Siti Rahmawati,Kota Bekasi,0812\n,"Agus; ""Gus"" Hidayat",KAB. BEKASI,\n'],
    ];
    for (const [what, bytes] of forms) expect(cellsOf(await read(bytes)), what).to.deep.equal(WANTED);
    expect(cellsOf(await read(Buffer.from('sep=,\nNAMA,KABUPATEN\nRené S,3275\n', 'latin1')))).to.deep.equal(['3|René S|3275||']);
    expect(cellsOf(await read(Buffer.from([...Buffer.from('Nama;Kota\n'), 0x93, ...Buffer.from('Ren'), 0xe9, 0x94, ...Buffer.from(';Bekasi\n')])))).to.deep.equal(['2|“René”|Bekasi||']);
  });

  it('may say which organisation somebody comes from, however that is headed', async () => {
    for (const heading of ['Organisasi', 'LEMBAGA', 'Asal Instansi', 'Nama Organisasi/Lembaga', 'Unit Kerja']) {
      const { rows } = await read(`Nama;Kota;${heading}\nSiti;Bekasi;IPSM Pusat\n`);
      expect(rows.map(({ organisation }) => organisation), heading).to.deep.equal(['IPSM Pusat']);
    }
  });

  it('may have a title and empty rows above its head, and the region may be the class’s', async () => {
    const list = 'DAFTAR PESERTA;;\n"Bekasi, 10 Februari 2027";;\n\nNama Peserta;Kelurahan;WhatsApp\nSiti;Setu;0812\n\nBudi;;\n';
    expect(cellsOf(await read(list, true))).to.deep.equal(['5|Siti||Setu|0812', '7|Budi|||']);
    expect((await read(list)).refused).to.include('Nama Lengkap dan Kab/Kota');
    expect((await read('Nama;Kota\n"Siti;Bekasi\n'.repeat(3))).refused ?? 'read', 'a quotation mark left open').to.satisfy((text: string) => /tanda kutip|read/.test(text));
  });
});
