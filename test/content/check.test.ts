import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCheck } from '../../server/cli/check.ts';
import { applyChanges, copyExample, edit, temporaryFolder } from './course-tree.ts';

const LESSON = '02-cara/01-langkah.md';

describe('bimtek check', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => ({ folder, remove } = temporaryFolder()));
  afterEach(() => remove());

  const check = async (...args: string[]) => {
    let output = '';
    const code = await runCheck(args, { stdout: { write: (text: string) => (output += text) } });
    return { code, lines: output.trimEnd().split('\n') };
  };

  it('finds nothing in a sound course', async () => {
    copyExample(folder);
    expect(await check(folder)).to.deep.equal({ code: 0, lines: ['0 kesalahan, 0 peringatan di 1 pelatihan.'] });
  });

  it('prints every problem of every file, sorted, in Indonesian', async () => {
    copyExample(folder, {
      'course.yaml': edit('minimum: 80', 'minimum: 120'),
      [LESSON]: (text) => edit('minutes: 6', 'minuts: 6')(`${text}\n::: note Ingat\nSabun.\n`),
      '01-mengapa/02-waktu.en.md': null,
    });
    const { code, lines } = await check(folder);
    expect(code).to.equal(1);
    expect(lines).to.deep.equal([
      `${folder}/01-mengapa/02-waktu.md:1:1 peringatan "02-waktu.md" belum diterjemahkan ke bahasa Inggris, padahal berkas lain di folder ini sudah. (Tambahkan 02-waktu.en.md; sementara itu yang tampil aslinya.)`,
      `${folder}/${LESSON}:2:1 kesalahan Kunci "minutes" belum ada. (Tambahkan "minutes: …".)`,
      `${folder}/${LESSON}:4:1 kesalahan Kunci "minuts" tidak dikenal di sini. (Maksudnya "minutes"?)`,
      `${folder}/${LESSON}:12:1 kesalahan Blok "note" tidak ditutup. (Tulis ":::" pada baris tersendiri di akhir blok.)`,
      `${folder}/course.yaml:14:14 kesalahan "minimum" paling besar 100, tertulis 120. (Tulis angka sampai 100.)`,
      '4 kesalahan, 1 peringatan di 1 pelatihan.',
    ]);
  });

  it('speaks English when asked', async () => {
    copyExample(folder, { [LESSON]: edit('minutes: 6', 'minuts: 6') });
    const { lines } = await check('--lang', 'en', folder);
    expect(lines[1]).to.equal(`${folder}/${LESSON}:4:1 error The key "minuts" is not known here. (Did you mean "minutes"?)`);
    expect(lines.at(-1)).to.equal('2 errors, 0 warnings in 1 course.');
    expect((await check('--lang=en', folder)).lines).to.deep.equal(lines);
  });

  it('checks a folder of courses, also against each other', async () => {
    copyExample(join(folder, 'a'), { 'course.yaml': edit('requires: []', 'requires: [tidak-ada]') });
    copyExample(join(folder, 'b'));
    const { code, lines } = await check(folder);
    expect(code).to.equal(1);
    expect(lines[0]).to.include('a/course.yaml:9:12 peringatan Pelatihan "tidak-ada" yang disyaratkan tidak ada.');
    expect(lines[1]).to.include('b/course.yaml:1:1 kesalahan Id "cuci-tangan" sudah dipakai pelatihan di folder "a".');
    expect(lines[2]).to.equal('1 kesalahan, 1 peringatan di 2 pelatihan.');
  });

  it('does not ask a single course for the others that it requires', async () => {
    copyExample(folder, { 'course.yaml': edit('requires: []', 'requires: [lain]') });
    expect((await check(folder)).code).to.equal(0);
  });

  it('takes modules without a course.yaml for one course', async () => {
    copyExample(folder, { 'course.yaml': null });
    const { code, lines } = await check(folder);
    expect(code).to.equal(1);
    expect(lines[0]).to.include('/course.yaml:1:1 kesalahan Folder ini tidak berisi course.yaml.');
  });

  it('has a clear word for a folder that is not there, an empty one, and a wrong option', async () => {
    expect(await check(join(folder, 'tidak-ada'))).to.deep.equal({ code: 2, lines: [`Folder "${folder}/tidak-ada" tidak ada atau tidak dapat dibaca.`] });
    mkdirSync(join(folder, 'kosong'));
    expect((await check(join(folder, 'kosong'))).lines[0]).to.include('kosong/course.yaml:1:1 kesalahan Folder ini kosong.');
    expect(await check('--bahasa')).to.include({ code: 2 });
    expect(await check('--lang', 'jv')).to.include({ code: 2 });
    expect((await check('--help')).code).to.equal(0);
  });

  it('checks again whenever a file is saved', async () => {
    copyExample(folder);
    let output = '';
    let told = () => {};
    const until = new AbortController();
    const said = async (words: string) => {
      while (!output.includes(words)) await new Promise<void>((resolve) => (told = resolve));
      output = '';
    };
    const stdout = { write: (text: string) => { output += text; told(); } };
    const watching = runCheck(['--watch', folder], { stdout, until: until.signal });
    await said('Menunggu perubahan');
    applyChanges(folder, { [LESSON]: edit('minutes: 6', 'minuts: 6') });
    await said('Kunci "minuts" tidak dikenal');
    applyChanges(folder, { [LESSON]: edit('minuts: 6', 'minutes: 7') });
    await said('0 kesalahan');
    applyChanges(folder, { 'course.yaml': edit('minimum: 80', 'minimum: 120') });
    await said('paling besar 100');
    until.abort();
    expect(await watching, 'as the last check ended').to.equal(1);
    expect(await check('--watch', join(folder, 'tidak-ada'))).to.include({ code: 2 });
  });

  it('finds no error in the course that ships', async () => {
    expect((await check(join(import.meta.dirname, '../../courses'))).code).to.equal(0);
  });
});
