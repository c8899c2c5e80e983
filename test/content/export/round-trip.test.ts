import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { exportCourse, EXPORT_FORMATS, type ExportFormat } from '../../../server/content/export/export-course.ts';
import { parseQuestions } from '../../../server/content/parse-questions.ts';
import { parseYaml } from '../../../server/content/yaml-document.ts';
import { readImport } from '../import/read.ts';

type Question = Record<string, unknown>;
interface Option {
  readonly id: string;
  readonly text: string;
  readonly correct?: boolean;
  readonly feedback?: string;
}

const ROOT = join(import.meta.dirname, '../../..');
const COURSE = 'schema: 1\nid: uji\ntitle: Uji / coba\nsummary: x\nlanguage: id\nlevel: dasar\nstatus: draft\nhours: 1\ncompetencies: [{ code: U.1, title: x, minimum: 70 }]\ncertificate: { prefix: UJ }\n';

const isSound = (questions: readonly Question[]): boolean => {
  let errors = 0;
  const report = (_place: unknown, { severity }: { severity: string }) => void (errors += Number(severity === 'error')) as undefined;
  const document = parseYaml(stringify({ questions }, { lineWidth: 0, aliasDuplicateObjects: false } as never), 'x.yaml', 1, report);
  if (document) parseQuestions(document, 'id', questionTypes, report);
  return errors === 0;
};

/** A question with its defaults written out, so that what is left out and what is said are the same; a backslash before `<` shows nothing. */
function meaning(question: Question): Question {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim().replaceAll('-\\>', '->').replaceAll('\\<', '<') : value);
  const own = Object.fromEntries(Object.entries(question).map(([key, value]) => [key, key === 'options' ? (value as Option[]).map(({ id, text: words, correct = false, feedback }) => ({ id, text: text(words), correct, feedback: text(feedback) })) : text(value)]));
  const defaults = { difficulty: 'medium', points: 1, sources: [], shuffle_options: true, scoring: 'all-or-nothing', tolerance: 0 };
  return { ...defaults, ...own };
}

async function roundTrip(questions: readonly Question[], format: ExportFormat): Promise<Question[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-export-'));
  try {
    await mkdir(join(folder, 'bank'));
    await writeFile(join(folder, 'course.yaml'), COURSE);
    await writeFile(join(folder, 'bank/a.yaml'), stringify({ questions }, { lineWidth: 0, aliasDuplicateObjects: false } as never));
    const exported = await exportCourse(folder, format, questionTypes);
    if (!exported) throw new Error('no course');
    const read = await readImport(exported.text, `x.${format}`, { competency: undefined });
    return read.questions.map((one) => ({ ...one }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const spice = fc.constantFrom(
  ...Array.from('=~#{}:\\*_`[]()<>%&"\'|!?.,;@$/ '), ' ', '->', '\n', '\n\n', '**tebal**', '*miring*', '`kode = {1}`', '[tautan](https://a.id/?a=1&b=2)', '- butir\n', '1. satu\n', '%50%', '####', '::', '//', '[html]', '\\n', '\\\\',
  'kata', 'Permensos 10/2019', 'عربي', 'ꦗꦮ', '🌏👩‍👩‍👧', 'é', '\u00a0', 'a<b>c</b>', '&amp;', '$CATEGORY:', '{=a}', '_____', '\\<', '\\>',
);
/** Without whole pictures, which become files and are tested by themselves, and links to files, which are not there and told; what only begins like one is text. */
const LINK_TO_FILE = /\[[^\]]*\]\((?!https:)[^)\s]*\)/;
const prose = fc.array(spice, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('').replaceAll(/ +\n/g, '\n').replaceAll(/\n{3,}/g, '\n\n').replaceAll(/\n[ \u00a0]+/g, '\n').trim()).filter((text) => text !== '' && !text.includes('![tautan]') && !LINK_TO_FILE.test(text));
const line = fc.array(fc.constantFrom(...Array.from('=~#{}:\\*%&"\'<>-!? '), 'kata', 'عربي', '🌏', '50%', 'a\\*b', '\\n'), { minLength: 1, maxLength: 6 }).map((parts) => `${parts.join('').replaceAll('->', '- >').trim()}x`);
const number = fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })).map((value) => (value === 0 ? 0 : value));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const common = fc.record({
  competency: fc.constant('U.1'), difficulty: fc.constantFrom('easy', 'medium', 'hard'), points: fc.constantFrom(1, 2, 0.5, 2.25), text: prose,
  feedback: optional(prose), lesson: optional(fc.constantFrom('pelajaran-satu', 'dua')), sources: fc.constantFrom([], ['S1'], ['S1', 'Permen-10']),
});
const options = (right: (index: number, count: number) => boolean) =>
  fc.tuple(fc.uniqueArray(prose, { minLength: 2, maxLength: 8, selector: (text) => text.toLowerCase() }), fc.constantFrom('abcdefgh', 'zyxwvuts'), fc.boolean(), optional(prose)).map(([texts, ids, shuffle, feedback]) => ({
    options: texts.map((text, index) => ({ id: ids[index], text, ...(right(index, texts.length) && { correct: true }), ...(feedback && { feedback }) })),
    shuffle_options: shuffle,
  }));
const own = fc.oneof(
  options((index) => index === 1).map((body) => ({ type: 'single', ...body })),
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('net-correct', 'all-or-nothing')).chain(([right, scoring]) => options((index) => index < right).map((body) => ({ type: 'multiple', ...body, scoring }))),
  fc.record({ type: fc.constant('true-false'), answer: fc.boolean(), feedback_true: optional(prose), feedback_false: optional(prose) }),
  fc.record({ type: fc.constant('numeric'), answer: number, tolerance: number.map(Math.abs), unit: optional(fc.constantFrom('cm', 'tahun', 'Rp', 'm³/detik', 'a]b}c,d')), feedback_wrong: optional(prose) }),
  fc.record({ type: fc.constant('short-text'), answers: fc.uniqueArray(line, { minLength: 1, maxLength: 4 }), feedback_wrong: optional(prose) }),
);
const withoutUndefined = (question: Question): Question => Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined));
const bank = fc
  .array(fc.tuple(common, own), { minLength: 1, maxLength: 4 })
  .map((pairs) => pairs.map(([head, body], index) => withoutUndefined({ id: `soal-${index + 1}`, ...head, ...body })).filter((question) => isSound([question])))
  .filter((questions) => questions.length > 0);

describe('export and import again', function () {
  this.timeout(60_000);

  for (const format of EXPORT_FORMATS) {
    it(`keeps what every question means, by ${format}`, () =>
      fc.assert(
        fc.asyncProperty(bank, async (questions) => {
          expect((await roundTrip(questions, format)).map(meaning)).to.deep.equal(questions.map(meaning));
        }),
        { numRuns: 150 },
      ));

    it(`keeps the whole of psm-dasar, by ${format}`, async () => {
      const folder = join(ROOT, 'courses/psm-dasar');
      const exported = await exportCourse(folder, format, questionTypes);
      const read = await readImport(exported?.text ?? '', `x.${format}`, { competency: undefined });
      expect(read.taken).to.equal(exported?.questions).and.to.be.above(100);
      const originals = await Promise.all(['bank/d01.yaml', '01-mengenal-psm/quiz.yaml'].map(async (path) => (parse(await readFile(join(folder, path), 'utf8')) as { questions: Question[] }).questions));
      for (const original of originals.flat()) {
        expect(meaning({ ...read.questions.find(({ id }) => id === original['id']) })).to.deep.equal(meaning(original));
      }
    });
  }

  it('takes pictures along in Moodle XML, and tells that GIFT cannot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bimtek-export-'));
    try {
      await cp(join(ROOT, 'test/fixtures/courses/cuci-tangan'), folder, { recursive: true });
      const bytes = await readFile(join(folder, '02-cara/media/langkah.png'));
      const text = 'Lihat:\n\n![Enam langkah](../02-cara/media/langkah.png "Langkah")';
      await writeFile(join(folder, 'bank/gambar.yaml'), stringify({ questions: [{ id: 'gambar-1', type: 'true-false', competency: 'CT.1', text, answer: true }] }));
      const moodle = await exportCourse(folder, 'moodle-xml', questionTypes);
      const read = await readImport(moodle?.text ?? '', 'x.xml');
      const [picture] = read.media.filter(({ path }) => path.includes('langkah'));
      expect(picture?.bytes.equals(bytes)).to.equal(true);
      expect(read.questions.find(({ id }) => id === 'gambar-1')?.['text']).to.equal(`Lihat:\n\n![Enam langkah](${picture?.path} "Langkah")`);
      const gift = await exportCourse(folder, 'gift', questionTypes);
      expect(gift?.notes.map(({ code }) => code)).to.include('picture-not-in-gift');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
