import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCheck } from '../../server/cli/check.ts';
import { runIds } from '../../server/cli/ids.ts';
import { applyChanges, copyExample, edit, EXAMPLE, temporaryFolder } from '../content/course-tree.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();

describe('bimtek ids', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => ({ folder, remove } = temporaryFolder()));
  afterEach(() => remove());

  const ids = async (...args: string[]) => {
    let output = '';
    const code = await runIds(args, { stdout: { write: (text: string) => (output += text) } });
    return { code, lines: output.trimEnd().split('\n').map((line) => line.replaceAll(`${folder}/`, '')) };
  };
  const check = async () => {
    let output = '';
    await runCheck([folder], { stdout: { write: (text: string) => (output += text) } });
    return output.trimEnd().split('\n');
  };
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');

  it('changes nothing in a course whose ids are all there', async () => {
    copyExample(folder);
    const before = filesIn(folder).map((path) => [readFileSync(path, 'latin1'), statSync(path).ino]);
    expect(await ids(folder)).to.deep.equal({ code: 0, lines: ['0 id ditulis.'] });
    expect(filesIn(folder).map((path) => [readFileSync(path, 'latin1'), statSync(path).ino])).to.deep.equal(before);
  });

  it('writes the ids of files and questions that have none, and not a byte of anything else', async () => {
    copyExample(folder, {
      '02-cara/01-langkah.md': edit(/id: .*\n/, ''),
      '02-cara/module.yaml': edit(/id: .*\n/, ''),
      '01-mengapa/quiz.yaml': (text) => text.replace('  - id: m1-02\n    type', '  - type').replace(/ {2}- id: m1-03\n {4}/, '  - '),
'01-mengapa/quiz.en.yaml': null,
    });
    const before = new Map(filesIn(folder).map((path) => [path, readFileSync(path, 'utf8')]));
    const { code, lines } = await ids(folder);
    expect(code).to.equal(0);
    expect(lines).to.have.members(['01-mengapa/quiz.yaml:23:1 id: m1-02', '01-mengapa/quiz.yaml:30:1 id: m1-03', '02-cara/module.yaml:1:1 id: cara-mencuci-tangan', '02-cara/01-langkah.md:2:1 id: langkah-demi-langkah', '4 id ditulis.']);
    expect(read('01-mengapa/quiz.yaml')).to.include('  - id: m1-02\n    type: true-false').and.to.include('  - id: m1-03\n    type: numeric');
    for (const path of filesIn(folder)) {
      const written = readFileSync(path, 'utf8');
      const old = (before.get(path) ?? '').split('\n');
      // Taking the new lines out again gives the old text; a dash stands before the new line instead of the old one.
      const without = written.split('\n').filter((line, index, all) => !/^ *(- )?id: /.test(line) || old.includes(line) || all.indexOf(line) !== index);
      expect(without.map((line) => line.trim().replace(/^- /, '')), path).to.deep.equal(old.map((line) => line.trim().replace(/^- /, '')));
    }
    expect((await check()).filter((line) => line.includes('"id"'))).to.deep.equal([]);
    expect(await ids(folder)).to.deep.equal({ code: 0, lines: ['0 id ditulis.'] });
  });

  it('keeps line ends, a byte order mark, comments, flow style, the mode and odd spacing', async () => {
    copyExample(folder);
    const quiz = '\uFEFF# catatan\r\nid: kuis-mengapa\r\ntitle:   Kuis   modul 1   # hm\r\npass: 70\r\nquestions:\r\n' +
      '  - {type: true-false, competency: CT.01, text: "Kuman terlihat: ya?", answer: false, feedback_true: Tidak., feedback_false: Benar.}\r\n' +
      '  -   type: single  # satu\r\n      competency: CT.01\r\n      text: Kapan?\r\n      options:\r\n        - text: Sekarang\r\n          correct: true\r\n          feedback: Ya.\r\n        - { id: a, text: Nanti, feedback: Tidak. }\r\n        - {}\r\n\r\n# akhir\r\n';
    applyChanges(folder, { '01-mengapa/quiz.yaml': quiz, '01-mengapa/quiz.en.yaml': null });
    const mode = statSync(join(folder, '01-mengapa/quiz.yaml')).mode;
    const { code, lines } = await ids(folder);
    expect(code).to.equal(0);
    expect(lines).to.deep.equal(['01-mengapa/quiz.yaml:6:1 id: kuis-mengapa-01', '01-mengapa/quiz.yaml:7:1 id: kuis-mengapa-02', '01-mengapa/quiz.yaml:12:1 id: b', '01-mengapa/quiz.yaml:17:1 id: c', '4 id ditulis.']);
    const expected = quiz
      .replace('{type', '{ id: kuis-mengapa-01,type')
      .replace('  -   type: single', '  -   id: kuis-mengapa-02\r\n      type: single')
      .replace('        - text: Sekarang', '        - id: b\r\n          text: Sekarang')
      .replace('{}', '{ id: c }');
    expect(read('01-mengapa/quiz.yaml')).to.equal(expected);
    expect(statSync(join(folder, '01-mengapa/quiz.yaml')).mode).to.equal(mode);
  });

  it('fills an empty id, gives a lesson without keys one, and never one that is taken', async () => {
    copyExample(folder, {
      '02-cara/01-langkah.md': edit(/id: .*\n/, 'id:\n'),
      '02-cara/02-kosong.md': '---\n---\n\nIsi.\n',
      '02-cara/03-kuman.md': '---\r\ntitle: Kuman\r\nminutes: 5\r\n---\r\n\r\nIsi.\r\n',
      '02-cara/04-kuman.md': '---\ntitle: Kuman\nminutes: 5\n---\n\nIsi.\n',
    });
    const { lines } = await ids(folder);
    expect(lines.at(-1)).to.equal('4 id ditulis.');
    expect(read('02-cara/01-langkah.md')).to.match(/^---\nid: [a-z-]+\n/);
    expect(read('02-cara/02-kosong.md')).to.equal('---\nid: kosong\n---\n\nIsi.\n');
    const [first, second] = ['03', '04'].map((number) => /id: (\S+)/.exec(read(`02-cara/${number}-kuman.md`))?.[1]);
    expect(first).to.match(/^kuman/).and.not.equal(second);
    expect(read('02-cara/03-kuman.md')).to.equal(`---\r\nid: ${first}\r\ntitle: Kuman\r\nminutes: 5\r\n---\r\n\r\nIsi.\r\n`);
  });

  it('leaves alone what it cannot read, and says so', async () => {
    const broken = { '02-cara/module.yaml': 'id: cara\ntitle: "tidak ditutup\n', '02-cara/02-x.md': 'Tanpa kepala.\n' };
    copyExample(folder, broken);
    writeFileSync(join(folder, '02-cara/03-x.md'), Buffer.from('---\ntitle: Caf\xe9\nminutes: 3\n---\nIsi.\n', 'latin1'));
    const { code, lines } = await ids(folder);
    expect(code).to.equal(1);
    expect(lines.filter((line) => line.includes('dilewati')).map((line) => line.split(':')[0])).to.deep.equal(['02-cara/module.yaml', '02-cara/02-x.md', '02-cara/03-x.md']);
    for (const [path, text] of Object.entries(broken)) expect(read(path)).to.equal(text);
    expect(readFileSync(join(folder, '02-cara/03-x.md'), 'latin1')).to.include('Caf\xe9');
  });

  it('gives back the ids that the shipped question samples lost, whatever their type', async () => {
    cpSync(join(import.meta.dirname, '../../courses/contoh-soal'), folder, { recursive: true });
    const files = filesIn(folder).filter((path) => path.endsWith('.yaml') && !/\.en\.yaml$/.test(path) && readFileSync(path, 'utf8').includes('questions:'));
    for (const path of files) writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^( {0,2})- id: [\w-]+\n +(type:)/gm, '$1- $2'));
    for (const path of filesIn(folder).filter((each) => each.endsWith('.en.yaml'))) applyChanges('', { [path]: null });
    expect((await check()).some((line) => line.includes('Kunci "id" belum ada'))).to.equal(true);
    const { code } = await ids(folder);
    expect(code).to.equal(0);
    expect((await check()).filter((line) => line.includes(' kesalahan '))).to.deep.equal([]);
  });

  it('says what is wrong with how it was called', async () => {
    copyExample(folder);
    expect((await ids()).code).to.equal(2);
    expect((await ids(join(folder, 'bank'))).lines[0]).to.include('bukan folder pelatihan');
    expect((await ids(EXAMPLE, EXAMPLE)).code).to.equal(2);
    expect((await ids(folder, '--lang', 'xx')).code).to.equal(2);
    expect((await ids(folder, '--lang', 'en')).lines).to.deep.equal(['0 ids written.']);
    expect((await ids('--help')).code).to.equal(0);
  });
});
