import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { expect } from 'chai';
import { runCheck } from '../../server/cli/check.ts';
import { runExport } from '../../server/cli/export.ts';
import { runImport } from '../../server/cli/import.ts';
import { fixture, FIXTURES } from '../content/import/read.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('bimtek import and export', () => {
  let folder: string;
  let course: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-import-'));
    course = join(folder, 'cuci-tangan');
    await cp(join(ROOT, 'test/fixtures/courses/cuci-tangan'), course, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = async (command: typeof runImport, args: readonly string[]) => {
    let said = '';
    const code = await command(args, { stdout: { write: (text: string) => (said += text) } });
    return { code, said };
  };
  const competencies = async () => [...(await readFile(join(course, 'course.yaml'), 'utf8')).matchAll(/code: (\S+)/g)].map(([, code = '']) => code);

  for (const name of ['semua.gift', 'moodle.xml', 'aiken.txt', 'tabel.csv']) {
    it(`brings ${name} into a course that the checker takes`, async () => {
      const [code = ''] = await competencies();
      const imported = await run(runImport, [join(FIXTURES, name), '--course', course, '--competency', code]);
      expect(imported.code, 'some questions of the samples cannot be taken').to.equal(1);
      expect(imported.said).to.match(/\d+ dari \d+ soal diambil/).and.to.include('tidak diambil [');
      const exam = join(course, 'exam.yaml');
      const written = (await readdir(join(course, 'bank'))).find((file) => file.startsWith(name.replace(/\..*/, '')));
      await writeFile(exam, (await readFile(exam, 'utf8')).replace(/banks:\s*\[/, `banks: [bank/${written}, `).replace(/banks:\n(\s*)- /, `banks:\n$1- bank/${written}\n$1- `));
      const checked = await run(runCheck, [course]);
      expect(checked.said.split('\n').filter((line) => line.includes(' kesalahan '))).to.deep.equal([]);
      expect(checked.said).to.match(/^0 kesalahan/m);
    });
  }

  it('writes a placeholder that the checker insists on, and says so', async () => {
    const out = join(course, 'bank/baru.yaml');
    const source = join(folder, 'satu.gift');
    await writeFile(source, '::Satu::Benar?{T}\n');
    const { code, said } = await run(runImport, [source, '--out', out, '--lang', 'en']);
    expect(code).to.equal(0);
    expect(said).to.include('ISI-KOMPETENSI').and.to.include('say which unit of competency').and.to.include('"lesson"').and.to.include('1 of 1 questions taken');
    expect(await readFile(out, 'utf8')).to.include('competency: ISI-KOMPETENSI');
  });

  it('gives the same ids each time, and others beside what the course has', async () => {
    const source = join(folder, 'satu.gift');
    await writeFile(source, '::Benar atau salah::Benar?{T}\n\nTanpa nama?{F}\n\n::اسم::x?{T}\n\n::Benar atau salah::Lain?{T}\n');
    const ids = async (out: string) => {
      await run(runImport, [source, '--course', course, '--out', join(course, 'bank', out)]);
      return [...(await readFile(join(course, 'bank', out), 'utf8')).matchAll(/- id: (\S+)/g)].map(([, id]) => id);
    };
    const first = await ids('a.yaml');
    expect(first[0]).to.equal('benar-atau-salah');
    expect(first[3]).to.equal('benar-atau-salah-2');
    expect(new Set(first).size).to.equal(4);
    await rm(join(course, 'bank/a.yaml'));
    expect(await ids('b.yaml')).to.deep.equal(first);
    const beside = await ids('c.yaml');
    expect(first.filter((id) => beside.includes(id))).to.deep.equal([]);
  });

  it('never overwrites, and says what is wrong with a command', async () => {
    const gift = join(FIXTURES, 'semua.gift');
    const out = join(folder, 'ada.yaml');
    await writeFile(out, 'punya saya');
    const cases: readonly (readonly [args: readonly string[], says: RegExp])[] = [
      [[], /Sebutkan satu berkas/],
      [[gift, '--out', out], /sudah ada/],
      [[gift, '--formt', 'gift'], /--formt/],
      [[gift, '--format', 'word'], /gift, aiken/],
      [[gift, '--competency', 'dua kata'], /bukan kode/],
      [[gift, '--course', folder], /bukan folder pelatihan/],
      [[gift, '--course', course, '--competency', 'LAIN.1'], /Yang ada: /],
      [[join(folder, 'hilang.gift')], /tidak ada/],
      [[folder], /tidak dapat dibaca/],
    ];
    for (const [args, says] of cases) {
      const { code, said } = await run(runImport, args);
      expect(said, args.join(' ')).to.match(says);
      expect(code, args.join(' ')).to.equal(2);
    }
    expect(await readFile(out, 'utf8')).to.equal('punya saya');
    await writeFile(join(folder, 'rusak.xml'), '<quiz>');
    const broken = await run(runImport, [join(folder, 'rusak.xml'), '--out', join(folder, 'x.yaml')]);
    expect(broken.code).to.equal(1);
    expect(await readdir(folder)).not.to.include('x.yaml');
  });

  it('exports a course, and imports what it exported', async () => {
    for (const format of ['gift', 'moodle-xml']) {
      const out = join(folder, `keluar.${format}`);
      const exported = await run(runExport, [course, '--format', format, '--out', out]);
      expect(exported.code, exported.said).to.equal(0);
      const back = await run(runImport, [out, '--out', join(folder, format, 'kembali.yaml')]);
      expect(back.code, back.said).to.equal(0);
      expect(/^(\d+) soal ditulis/m.exec(exported.said)?.[1]).to.equal(/(\d+) dari/.exec(back.said)?.[1]);
      expect((await run(runExport, [course, '--format', format, '--out', out])).said).to.include('sudah ada');
    }
    expect((await run(runExport, [course])).code).to.equal(2);
    expect((await run(runExport, [folder, '--format', 'gift', '--out', join(folder, 'y')])).said).to.include('bukan folder pelatihan');
  });

  it('is a command of bimtek', async function () {
    this.timeout(20_000);
    const source = join(folder, 'satu.gift');
    await writeFile(source, fixture('semua.gift'));
    const ran = await new Promise<{ stdout: string; code: number | null }>((resolve) => {
      const child = execFile(process.execPath, ['--import', 'tsx', join(ROOT, 'server/cli/main.ts'), 'import', source, '--out', join(folder, 'z.yaml')], { cwd: ROOT }, (_problem, stdout) => resolve({ stdout, code: child.exitCode }));
    });
    expect(ran.code).to.equal(1);
    expect(ran.stdout).to.include('soal diambil');
  });
});
