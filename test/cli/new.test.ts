import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'chai';
import { runCheck } from '../../server/cli/check.ts';
import { runNew } from '../../server/cli/new.ts';
import { applyChanges, copyExample, edit, temporaryFolder } from '../content/course-tree.ts';

describe('bimtek new', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => ({ folder, remove } = temporaryFolder()));
  afterEach(() => remove());

  const told = async (command: typeof runNew, args: readonly string[]) => {
    let output = '';
    const code = await command(args, { stdout: { write: (text: string) => (output += text) } });
    return { code, lines: output.trimEnd().split('\n') };
  };
  const make = (...args: string[]) => told(runNew, args);
  const check = async (course: string) => (await told(runCheck, [course])).lines;
  const NOTHING = ['0 kesalahan, 0 peringatan di 1 pelatihan.'];

  it('makes a course that the checker has nothing to say about', async () => {
    const course = join(folder, 'hidup-sehat');
    const { code, lines } = await make('course', course);
    expect(code).to.equal(0);
    expect(lines.filter((line) => line.startsWith('Ditulis: '))).to.have.length(6);
    expect(await check(course)).to.deep.equal(NOTHING);
    const text = readFileSync(join(course, 'course.yaml'), 'utf8');
    expect(text).to.include('id: hidup-sehat\n').and.to.include('title: Hidup sehat\n').and.to.include('prefix: HS\n').and.to.include('status: draft');
    expect(statSync(course).mode & 0o077, 'the server reads it as another user').not.to.equal(0);
    expect(readdirSync(folder)).to.deep.equal(['hidup-sehat']);
  });

  it('takes any title, also one that YAML would read otherwise, and one in another script', async () => {
    const titles = ['Gizi: dasar #1', '"Kutipan" \'tunggal\'', 'yes', '2026', '- daftar', '社会工作', '{a: b}', 'Pak Ode\u2019s & co.', '*bintang*'];
    for (const [index, title] of titles.entries()) {
      const course = join(folder, `p${index}`);
      expect(await make('course', course, '--title', title, '--unit', title), title).to.have.property('code', 0);
      expect(await make('module', course, '--title', title)).to.have.property('code', 0);
      const [module = ''] = readdirSync(course).filter((name) => name.startsWith('02-'));
      expect(await make('lesson', join(course, module), '--title', title, '--minutes', '7')).to.have.property('code', 0);
      expect(await check(course), title).to.deep.equal(NOTHING);
    }
  });

  it('adds modules, lessons and quizzes behind those that are there, each with an id of its own', async () => {
    const course = join(folder, 'a');
    await make('course', course);
    for (let round = 0; round < 3; round += 1) expect((await make('module', course, '--title', 'Gizi')).code).to.equal(0);
    expect(readdirSync(course).filter((name) => /^\d/.test(name))).to.deep.equal(['01-modul-pertama', '02-gizi', '03-gizi-2', '04-gizi-3']);
    for (let round = 0; round < 2; round += 1) expect((await make('lesson', join(course, '02-gizi'), '--title', 'Isi piring')).code).to.equal(0);
    expect(readdirSync(join(course, '02-gizi'))).to.include.members(['02-isi-piring.md', '03-isi-piring-2.md']);
    expect(await check(course)).to.deep.equal(NOTHING);
    mkdirSync(join(course, '05-lain'));
    writeFileSync(join(course, '05-lain/module.yaml'), 'id: lain\ntitle: Lain\n');
    expect((await make('lesson', join(course, '05-lain'))).code).to.equal(0);
    expect((await make('quiz', join(course, '05-lain'), '--title', 'Kuis lain')).code).to.equal(0);
    expect(readFileSync(join(course, '05-lain/quiz.yaml'), 'utf8')).to.include('lesson: pelajaran-baru');
    expect(await check(course)).to.deep.equal(NOTHING);
  });

  it('keeps what is new from learners where they see the course', async () => {
    copyExample(join(folder, 'cuci'));
    const { code, lines } = await make('module', join(folder, 'cuci'), '--title', 'Air');
    expect(code).to.equal(0);
    expect(lines.join('\n')).to.include('berstatus draf');
    expect(readFileSync(join(folder, 'cuci/03-air/01-pelajaran.md'), 'utf8')).to.include('\ndraft: true\n').and.to.include('competencies: [CT.01]');
    expect(existsSync(join(folder, 'cuci/03-air/quiz.yaml'))).to.equal(false);
    expect(await check(join(folder, 'cuci'))).to.deep.equal(NOTHING);
    expect((await make('quiz', join(folder, 'cuci/03-air'))).lines.join('\n')).to.include('langsung ikut');
  });

  it('tells editors where the schema of each YAML file is', async () => {
    const course = join(folder, 'a');
    await make('course', course);
    for (const path of ['course.yaml', 'exam.yaml', 'bank/ujian.yaml', '01-modul-pertama/quiz.yaml', '01-modul-pertama/module.yaml']) {
      const [first = ''] = readFileSync(join(course, path), 'utf8').split('\n');
      const address = /^# yaml-language-server: \$schema=(.+)$/.exec(first)?.[1] ?? '';
      expect(existsSync(resolve(dirname(join(course, path)), address)), `${path}: ${address}`).to.equal(true);
    }
    await make('course', join(folder, 'b'), '--schemas', 'https://bimtek.example.go.id/schemas');
    expect(readFileSync(join(folder, 'b/course.yaml'), 'utf8')).to.match(/^# yaml-language-server: \$schema=https:\/\/bimtek\.example\.go\.id\/schemas\/course\.json\n/);
  });

  it('overwrites nothing, and writes nothing where it refuses', async () => {
    const course = join(folder, 'a');
    await make('course', course, '--title', 'Satu');
    const before = readFileSync(join(course, 'course.yaml'), 'utf8');
    expect(await make('course', course, '--title', 'Dua')).to.deep.include({ code: 1, lines: ['"a" sudah ada dan tidak ditimpa.'] });
    expect(await make('quiz', join(course, '01-modul-pertama'))).to.deep.include({ code: 1, lines: ['"quiz.yaml" sudah ada dan tidak ditimpa.'] });
    expect((await make('module', folder)).lines[0]).to.include('course.yaml tidak ditemukan');
    expect((await make('lesson', folder)).lines[0]).to.include('course.yaml tidak ditemukan');
    expect((await make('lesson', course)).lines[0]).to.include('module.yaml tidak ada');
    expect((await make('module', join(course, '01-modul-pertama'))).code).to.equal(1);
    applyChanges(course, { 'course.yaml': edit(/competencies:[\s\S]*?certificate/, 'competencies: []\ncertificate') });
    expect((await make('module', course)).lines[0]).to.include('belum menyebut unit kompetensi');
    writeFileSync(join(folder, 'berkas'), 'x');
    expect((await make('course', join(folder, 'berkas/a'))).lines[0]).to.match(/^Tidak dapat menulis di ".*" \(ENOTDIR\)/);
    expect(readdirSync(folder).toSorted()).to.deep.equal(['a', 'berkas']);
    expect(before).to.include('title: Satu');
  });

  it('says what is wrong with its options, in both languages', async () => {
    for (const args of [[], ['kursus', 'x'], ['course'], ['course', 'x', 'y'], ['course', 'x', '--judul', 'y'], ['course', 'x', '--id', 'Huruf Besar'], ['course', 'x', '--title', 'a\nb: c'], ['course', 'x', '--title', ' '], ['course', 'x', '--prefix', 'terlalu'], ['lesson', 'x', '--minutes', '0'], ['course', 'x', '--lang', 'jv']]) {
      expect((await make(...args)).code, args.join(' ')).to.equal(2);
    }
    expect((await make('course', 'x', '--id', '1', '--lang', 'en')).lines[0]).to.equal('--id "1": use small letters, digits and hyphens, beginning with a letter.');
    expect((await make('--help')).code).to.equal(0);
  });
});
