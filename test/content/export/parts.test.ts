import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { exportCourse, type ExportFormat } from '../../../server/content/export/export-course.ts';
import { notesOf, readImport } from '../import/read.ts';

const COURSE = 'schema: 1\nid: uji\ntitle: Uji\nsummary: x\nlanguage: id\nlevel: dasar\nstatus: draft\nhours: 1\ncompetencies: [{ code: U.1, title: x, minimum: 70 }]\ncertificate: { prefix: UJ }\n';

async function thereAndBack(question: Readonly<Record<string, unknown>>, format: ExportFormat) {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-parts-'));
  try {
    await writeFile(join(folder, 'course.yaml'), COURSE);
    await writeFile(join(folder, 'bank.yaml'), stringify({ questions: [{ id: 'satu', competency: 'U.1', text: 'Kerjakan.', ...question }] }));
    const exported = await exportCourse(folder, format, questionTypes);
    const read = await readImport(exported?.text ?? '', `x.${format}`, { competency: undefined });
    expect(notesOf(read, 'error')).to.deep.equal([]);
    return read.questions[0] ?? {};
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Types of several parts: each is looked at where it is installed. */
const withType = (type: string, name: string, test: () => Promise<void>) => (questionTypes.has(type) ? it(name, test) : undefined);

describe('export and import again of questions with parts', () => {
  it('looks at the types that are there', () => expect(questionTypes.size).to.be.above(4));

  const rows = [{ id: 'a', text: 'Jawa Tengah', answer: '2' }, { id: 'b', text: 'Jawa **Timur** -\\> laut', answer: '1' }];
  const options = [{ id: '1', text: 'Surabaya = {kota}' }, { id: '2', text: 'Semarang' }, { id: '3', text: 'Denpasar' }];
  for (const format of ['gift', 'moodle-xml'] as const) {
    for (const scoring of ['all-or-nothing', 'per-part']) {
      withType('matching', `keeps matching, ${scoring}, by ${format}`, async () => {
        const back = await thereAndBack({ type: 'matching', rows, options, scoring }, format);
        const texts = new Map((back['options'] as { id: string; text: string }[]).map(({ id, text }) => [id, text]));
        expect((back['rows'] as typeof rows).map(({ text, answer }) => [text, texts.get(answer)])).to.deep.equal([['Jawa Tengah', 'Semarang'], ['Jawa **Timur** -\\> laut', 'Surabaya = {kota}']]);
        expect([...texts.values()].toSorted()).to.deep.equal(options.map(({ text }) => text).toSorted());
        expect(back['scoring'] ?? 'all-or-nothing').to.equal(scoring);
      });
    }
    withType('essay', `keeps essays, by ${format}`, async () => {
      const back = await thereAndBack({ type: 'essay', rubric: [{ id: 'a', title: 'Meminta izin', points: 2 }] }, format);
      expect(back).to.deep.include({ type: 'essay', text: 'Kerjakan.' });
    });
  }

  for (const scoring of ['all-or-nothing', 'per-part', 'longest-correct-subsequence']) {
    withType('ordering', `keeps orders, ${scoring}`, async () => {
      const items = [{ id: 'x', text: 'Sabuni' }, { id: 'y', text: 'Basahi' }, { id: 'z', text: 'Bilas' }];
      const back = await thereAndBack({ type: 'ordering', items, order: ['y', 'x', 'z'], scoring }, 'moodle-xml');
      const texts = new Map((back['items'] as typeof items).map(({ id, text }) => [id, text]));
      expect((back['order'] as string[]).map((id) => texts.get(id))).to.deep.equal(['Basahi', 'Sabuni', 'Bilas']);
      expect(back['scoring'] ?? 'all-or-nothing').to.equal(scoring);
    });
  }

  withType('cloze', 'keeps texts with gaps', async () => {
    const gaps = [
      { id: 'kota', type: 'short-text', answers: ['Bandung', 'a~b#c}d\\e'], feedback_wrong: 'Lihat peta.' },
      { id: 'air', type: 'single', options: [{ id: 'a', text: 'jernih', correct: true, feedback: 'Ya.' }, { id: 'b', text: 'keruh' }] },
      { id: 'tinggi', type: 'numeric', answer: 700, tolerance: 50 },
    ];
    const back = await thereAndBack({ type: 'cloze', passage: 'Ibu kotanya [[kota]], airnya [[air]], tingginya [[tinggi]] m.', gaps, scoring: 'per-part' }, 'moodle-xml');
    expect(back['passage']).to.equal('Kerjakan.\n\nIbu kotanya [[g1]], airnya [[g2]], tingginya [[g3]] m.');
    expect((back['gaps'] as typeof gaps).map(({ id: _id, ...gap }) => gap)).to.deep.equal(gaps.map(({ id: _id, ...gap }) => gap));
    expect(back['scoring']).to.equal('per-part');
  });
});
