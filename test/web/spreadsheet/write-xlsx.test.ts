import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import { fromBuffer } from 'yauzl';
import { writeXlsx, type Cell, type XlsxOptions } from '../../../server/web/spreadsheet/write-xlsx.ts';

const run = promisify(execFile);

async function* from(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

async function written(rows: AsyncIterable<readonly Cell[]>, options?: XlsxOptions): Promise<Buffer> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeXlsx(rows, out, options)]);
  return bytes;
}

/** The parts of a package, each read to its end by a strict XML parser. */
async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const zip = await new Promise<import('yauzl').ZipFile>((done, failed) => {
    fromBuffer(bytes, { lazyEntries: false }, (problem, opened) => (problem ? failed(problem) : done(opened)));
  });
  const reading: Promise<void>[] = [];
  zip.on('entry', (entry: import('yauzl').Entry) => {
    reading.push(
      new Promise((done, failed) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) return failed(problem);
          buffer(stream).then((part) => done(void parts.set(entry.fileName, part.toString())), failed);
        });
      }),
    );
  });
  await new Promise((done) => zip.once('end', done));
  await Promise.all(reading);
  for (const xml of parts.values()) new SaxesParser({ xmlns: true }).write(xml).close();
  return parts;
}

/** Cells as openpyxl, which is none of ours, reads them: `[sheets: [rows: [[value, type, bold]]]]`. */
const PYTHON = `
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({"names": book.sheetnames, "widths": [book.worksheets[0].column_dimensions[c].width for c in "AB"], "sheets": [[[
  [cell.isoformat() if hasattr(cell := c.value, "isoformat") else cell, c.data_type, c.font.b is True] for c in row] for row in sheet.iter_rows()] for sheet in book]}))
`;
interface Read {
  readonly names: readonly string[];
  readonly widths: readonly number[];
  readonly sheets: readonly (readonly (readonly (readonly [value: unknown, type: string, bold: boolean])[])[])[];
}

describe('a workbook that is written', () => {
  const rows: readonly (readonly Cell[])[] = [
    ['Nama', 'Nilai', 'Terbit', 'Dicatat'],
    ["Siti Nur'aini & <Sons>", 87.5, { day: '2026-11-24' }, new Date('2026-11-23T20:30:00Z')],
    ['=1+1', -3, { day: '1899-01-01' }, new Date('1850-01-01T00:00:00Z')],
    ['+62811', Number.NaN, undefined, new Date(Number.NaN)],
    ['ꦱꦶꦠꦶ  two spaces ', 0],
    ['\u0001_x0041_ \ud800', 1e21],
  ];

  it('is a package of well-formed parts, with its type first and every text kept a text', async () => {
    const parts = await partsOf(await written(from(rows)));
    expect([...parts.keys()][0]).to.equal('[Content_Types].xml');
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).to.include('<is><t xml:space="preserve">=1+1</t></is>').and.not.include('<f>').and.not.include('NaN');
    expect(sheet).to.include('_x0001__x005F_x0041_ \ufffd');
  });

  it('goes on in another sheet where one is full, with the header again', async () => {
    const parts = await partsOf(await written(from(rows), { rowsPerSheet: 3, name: 'Nilai: [2026]' }));
    expect([...parts.keys()].filter((path) => path.startsWith('xl/worksheets/'))).to.have.length(3);
    expect(parts.get('xl/worksheets/sheet3.xml')).to.include('>Nama<').and.include('_x0001_');
    expect(parts.get('xl/workbook.xml')).to.include('name="Nilai 2026"').and.include('name="Nilai 2026 3"');
  });

  it('has a sheet also without rows, and the same bytes for the same rows', async () => {
    expect((await partsOf(await written(from([])))).get('xl/worksheets/sheet1.xml')).to.include('<sheetData></sheetData>');
    expect((await written(from(rows))).equals(await written(from(rows)))).to.equal(true);
  });

  it('never looks whole when the rows fail, and lets go of what it reads from', async () => {
    let letGo = false;
    async function* failing(): AsyncGenerator<readonly Cell[]> {
      try {
        yield ['Nama'];
        yield ['Siti'];
        throw new Error('the disk is gone');
      } finally {
        letGo = true;
      }
    }
    const out = new PassThrough();
    const [read, wrote] = await Promise.allSettled([buffer(out), writeXlsx(failing(), out)]);
    expect([read.status, wrote.status, letGo]).to.deep.equal(['rejected', 'rejected', true]);
    expect(wrote).to.have.nested.property('reason.message', 'the disk is gone');
  });

  it('stops reading when whoever asked has gone', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<readonly Cell[]> {
      for (;;) {
        asked += 1;
        yield [Math.random().toString(), Math.random().toString()];
      }
    }
    const leaves = new Writable({
      write(_chunk, _encoding, done) {
        if (asked > 1) this.destroy();
        done();
      },
    });
    const [wrote] = await Promise.allSettled([writeXlsx(endless(), leaves)]);
    expect(wrote.status).to.equal('rejected');
    expect(asked).to.be.greaterThan(1);
  });

  it('is read by openpyxl as it was written', async function () {
    const folder = await mkdtemp(join(tmpdir(), 'bimtek-xlsx-'));
    try {
      const file = join(folder, 'table.xlsx');
      await writeXlsx(from(rows.slice(0, -1)), createWriteStream(file), { name: 'Hasil', widths: [30, 9] });
      const answer = await run('python3', ['-c', PYTHON, file]).catch((problem: Error) => problem);
      if (answer instanceof Error) {
        console.info('      openpyxl is not here: goes on without');
        return this.skip();
      }
      const read = JSON.parse(answer.stdout) as Read;
      const [sheet = []] = read.sheets;
      expect(read.names).to.deep.equal(['Hasil']);
      expect(read.widths).to.deep.equal([30, 9]);
      expect(sheet[0]?.map(([value, , bold]) => [value, bold])).to.deep.equal([['Nama', true], ['Nilai', true], ['Terbit', true], ['Dicatat', true]]);
      expect(sheet[1]).to.deep.equal([["Siti Nur'aini & <Sons>", 's', false], [87.5, 'n', false], ['2026-11-24T00:00:00', 'd', false], ['2026-11-24T03:30:00', 'd', false]]);
      expect(sheet[2]?.map(([value, type]) => [value, type])).to.deep.equal([['=1+1', 's'], [-3, 'n'], ['1899-01-01', 's'], ['1850-01-01T00:00:00.000Z', 's']]);
      expect(sheet[3]?.map(([value]) => value)).to.deep.equal(['+62811', null, null, null]);
      expect(sheet[4]?.[0]).to.deep.equal(['ꦱꦶꦠꦶ  two spaces ', 's', false]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
