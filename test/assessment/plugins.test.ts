import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Visitor } from '../fixtures/visitor.ts';
import type { TestService } from '../fixtures/service.ts';

const ROOT = join(import.meta.dirname, '../..');
const PLUGIN = './test/fixtures/plugins/bimtek-soal-tanggal';
const QUESTION = `
  - id: cs-tanggal
    type: tanggal
    competency: CS.01
    text: Kapan Indonesia merdeka?
    answer: "1945-08-17"
    feedback_wrong: Ingat lagu Hari Merdeka.
`;

/** A process of its own: plug-ins are loaded once and stay. */
function start(file: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcome(child: ChildProcess): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('question types of third parties', function () {
  this.timeout(60_000);
  let folder: string;
  let course: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bimtek-plug-in-'));
    course = join(folder, 'courses/contoh-soal');
    cpSync(join(ROOT, 'courses/contoh-soal'), course, { recursive: true });
    appendFileSync(join(course, '01-semua-jenis/quiz.yaml'), QUESTION);
    appendFileSync(join(course, '01-semua-jenis/quiz.en.yaml'), '\n  - { id: cs-tanggal, text: When did Indonesia become independent?, feedback_wrong: Remember the song. }\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are asked, graded and reviewed like ours', async () => {
    const child = start('server/main.ts', [], { PLUGINS: PLUGIN, DATA_DIR: join(folder, 'data'), COURSES_DIR: join(folder, 'courses') });
    try {
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const origin = await new Promise<string>((resolve, reject) => {
        child.once('close', () => reject(new Error(said)));
        child.stdout?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const found = /http:\/\/[\w.:]+/.exec(said)?.[0];
          if (found) resolve(found);
        });
      });
      const siti = new Visitor({ origin } as TestService);
      await siti.signUp('siti');
      await siti.post('/courses/contoh-soal/enrol', {}, '/courses/contoh-soal');
      const quiz = '/courses/contoh-soal/quizzes/kuis-semua-jenis';
      const attempt = String((await siti.post(quiz, {}, quiz)).headers.location);
      const there = `${attempt}/questions/13`;
      const page = await siti.get(there);
      expect(page.text).to.include('Tanggal, misalnya 17-8-1945').and.not.include('1945-08-17');
      const refused = await siti.post(there, { response: 'kemarin' });
      expect(refused.text).to.include('Tulis tanggalnya dengan angka').and.include('value="kemarin"');
      expect((await siti.post(there, { response: '18/8/1945' })).status).to.equal(303);
      expect((await siti.get(there, { 'accept-language': 'en', cookie: 'language=en' })).text).to.include('value="18/8/1945"');
      await siti.post(`${attempt}/finish`);
      expect((await siti.get(`${attempt}/result`)).text).to.include('18/8/1945').and.include('17-8-1945').and.include('Ingat lagu Hari Merdeka.');
    } finally {
      child.kill();
    }
  });

  it('are known to the checker, once they are named', async () => {
    const checked = await outcome(start('server/cli/main.ts', ['check', course], { PLUGINS: PLUGIN }));
    expect(checked).to.deep.equal({ code: 0, said: '0 kesalahan, 0 peringatan di 1 pelatihan.\n' });
    const without = await outcome(start('server/cli/main.ts', ['check', course], {}));
    expect(without.code).to.equal(1);
    expect(without.said).to.include('tanggal');
  });

  const BROKEN: readonly (readonly [what: string, source: string, says: string])[] = [
    ['is not there', '', 'cannot be loaded'],
    ['exports nothing', 'export const x = 1;', 'default export should be a function'],
    ['gives nothing', 'export default () => ({});', 'should return { questionTypes'],
    ['throws', 'export default () => { throw new Error("no luck"); };', 'fails when it is called: no luck'],
    ['has a name that is taken', 'export default () => ({ questionTypes: [{ type: { type: "single" } }] });', 'there is a question type "single" already'],
    ['lacks its parts', 'export default () => ({ questionTypes: [{ type: { type: "x", parse() {} } }] });', 'questionTypes[0]: grade is missing; it should be a function'],
    ['lacks a template', 'export default () => ({ questionTypes: [{ type: { type: "x" }, view: new URL("./x.ejs", import.meta.url) }] });', 'view: there is no file'],
    ['is no JavaScript', 'export default (', 'cannot be loaded'],
  ];

  it('keep Bimtek from starting where they are broken, and every fault of every one is told', async () => {
    const names = BROKEN.map(([, source], index) => {
      const place = join(folder, `plug-in-${index}`);
      mkdirSync(place);
      writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
      if (source !== '') writeFileSync(join(place, 'index.js'), source);
      return place;
    });
    const { code, said } = await outcome(start('server/main.ts', [], { PLUGINS: names.join(','), DATA_DIR: join(folder, 'data') }));
    expect(code).to.equal(1);
    BROKEN.forEach(([what, , says], index) => {
      const line = said.split('\n').find((one) => one.includes(`plug-in-${index}"`) && one.includes(says));
      expect(line, `${what}: ${said}`).to.be.a('string');
    });
    expect(said).to.not.match(/ at .*\.ts:/);
  });
});
