import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { runSchema, schemaFiles } from '../../server/cli/schema.ts';
import { authorSchemas, kindOfFile, type FileKind } from '../../server/content/author-schemas.ts';
import { EXAMPLE, temporaryFolder } from './course-tree.ts';

const ROOT = join(import.meta.dirname, '../..');
const COMMITTED = join(ROOT, 'docs/schemas');

const yamlIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).map((path) => join(folder, path));

/** The schema as a program of others reads it, from the file that editors get. */
const readers = new Map<string, z.ZodType>();
const readerOf = (kind: FileKind): z.ZodType => {
  const known = readers.get(kind) ?? z.fromJSONSchema(JSON.parse(readFileSync(join(COMMITTED, `${kind}.json`), 'utf8')));
  readers.set(kind, known);
  return known;
};

describe('schemas for editors', () => {
  it('are those of the checker: `npm run bimtek -- schema docs/schemas` makes them anew', () => {
    const files = new Map(schemaFiles(questionTypes));
    expect(readdirSync(COMMITTED).toSorted()).to.deep.equal([...files.keys()].toSorted());
    for (const [name, text] of files) expect(readFileSync(join(COMMITTED, name), 'utf8'), name).to.equal(text);
  });

  for (const course of ['courses/psm-dasar', 'courses/contoh-soal', relative(ROOT, EXAMPLE)]) {
    it(`accept every YAML file of ${course}`, () => {
      const files = yamlIn(join(ROOT, course));
      expect(files).to.have.length.above(5);
      for (const path of files) {
        const kind = kindOfFile(path);
        if (!kind) throw new Error(`${path} has no schema`);
        const { error } = readerOf(kind).safeParse(parse(readFileSync(path, 'utf8')));
        expect(error?.issues.slice(0, 2), `${relative(ROOT, path)} as ${kind}`).to.equal(undefined);
      }
    });
  }

  it('refuse what the checker refuses', () => {
    const sound = parse(readFileSync(join(EXAMPLE, '01-mengapa/quiz.yaml'), 'utf8')) as { questions: Record<string, unknown>[] };
    const [first = {}] = sound.questions;
    const refused = (kind: FileKind, value: unknown) => expect(readerOf(kind).safeParse(value).success, JSON.stringify(value).slice(0, 80)).to.equal(false);
    expect(readerOf('quiz').safeParse(sound).success).to.equal(true);
    refused('quiz', { ...sound, lulus: 70 });
    refused('quiz', { ...sound, pass: 700 });
    refused('quiz', { ...sound, questions: [{ ...first, type: 'pilihan-ganda' }] });
    refused('quiz', { ...sound, questions: [{ ...first, pilihan: [] }] });
    refused('quiz', { ...sound, questions: [{ ...first, options: undefined }] });
    refused('module', { id: 'Makan Sehat', title: 'x' });
    refused('exam', { id: 'ujian', title: 'Ujian', banks: [] });
  });

  it('explain keys in Indonesian', () => {
    const text = JSON.stringify([...authorSchemas(questionTypes)]);
    for (const words of ['JP (jam pelajaran)', 'hanya pelatih dan admin yang melihat', 'Kode unit kompetensi yang diuji']) expect(text).to.include(words);
  });

  it('know every type of question, those of plug-ins too', () => {
    const own = questionTypes.get('essay');
    if (!own) throw new Error('no essay');
    const schema = JSON.stringify(authorSchemas(new Map([['pantun', { ...own, type: 'pantun' }]])).get('bank'));
    expect(schema).to.include('"const":"pantun"').and.not.include('"const":"single"');
    for (const type of questionTypes.keys()) expect(JSON.stringify(authorSchemas(questionTypes).get('quiz'))).to.include(`"const":"${type}"`);
  });

  it('are written by a command', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      let said = '';
      const output = { stdout: { write: (text: string) => (said += text) } };
      expect(await runSchema([join(folder, 'baru')], output)).to.equal(0);
      expect(existsSync(join(folder, 'baru/course.json'))).to.equal(true);
      expect(said).to.include('14 skema');
      expect(await runSchema([], output)).to.equal(2);
      expect(await runSchema(['--help'], output)).to.equal(0);
    } finally {
      remove();
    }
  });
});
