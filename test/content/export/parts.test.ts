import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { stringify } from 'yaml';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { exportCourse, type ExportFormat } from '../../../server/content/export/export-course.ts';
import { notesOf, question, readImport } from '../import/read.ts';

const COURSE = 'schema: 1\nid: uji\ntitle: Uji\nsummary: x\nlanguage: id\nlevel: dasar\nstatus: draft\nhours: 1\ncompetencies: [{ code: U.1, title: x, minimum: 70 }]\ncertificate: { prefix: UJ }\n';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><path d="M0 0h9v9z"/></svg>';
const SMALL = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><path d="M0 0h9v9z"/></svg>';

/** One question, exported; `codes` gets what is told. */
async function exported(question: Readonly<Record<string, unknown>>, format: ExportFormat, codes: string[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-parts-'));
  try {
    await mkdir(join(folder, 'media'));
    await writeFile(join(folder, 'course.yaml'), COURSE);
    await writeFile(join(folder, 'bank.yaml'), stringify({ questions: [{ id: 'satu', competency: 'U.1', text: 'Kerjakan.', ...question }] }));
    await writeFile(join(folder, 'media/denah.svg'), SVG);
    await writeFile(join(folder, 'media/kecil.svg'), SMALL);
    await writeFile(join(folder, 'media/foto.png'), await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#fff' } }).png().toBuffer());
    const written = await exportCourse(folder, format, questionTypes);
    codes.push(...(written?.notes ?? []).map(({ code }) => code));
    return written?.text ?? '';
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function thereAndBack(question: Readonly<Record<string, unknown>>, format: ExportFormat) {
  const read = await readImport(await exported(question, format), `x.${format}`, { competency: undefined });
  expect(notesOf(read, 'error')).to.deep.equal([]);
  return read.questions[0] ?? {};
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

  const rubric = [{ id: 'izin', title: 'Meminta izin (lisan) *sebelum* masuk', points: 2 }, { id: 'b', title: 'Mencatat', points: 1 }];
  const model = 'Saya mengetuk pintu.\n\n- Salam (2)\n- Izin';
  for (const task of [{ type: 'essay' }, { type: 'file' }, { type: 'file', accept: ['photo'], most: 1 }, { type: 'file', accept: ['pdf'], most: 5 }]) {
    it(`keeps what a trainer marks, rubric and good answer: ${JSON.stringify(task)}`, async () => {
      const question = { points: 3, ...task, rubric, model_answer: model };
      expect(await thereAndBack(question, 'moodle-xml')).to.deep.equal({ id: 'satu', competency: 'U.1', text: 'Kerjakan.', ...question });
    });
  }

  const regions = [
    { id: 'x', label: 'Kompor, dekat_jendela "kiri"', area: [10, 10, 20.5, 20] },
    { id: 'y', label: 'Tirai', area: [40, 10, 20, 50], correct: true, feedback: 'Benar, *mudah* terbakar.' },
    { id: 'z', label: 'Keset', area: [70, 80, 20, 15], shape: 'oval' },
  ];
  for (const right of ['y', 'z']) {
    for (const picture of ['denah.svg', 'kecil.svg', 'foto.png']) {
      it(`keeps hotspots as markers: ${right} on ${picture}`, async () => {
        const keyed = regions.map(({ correct: _correct, feedback: _feedback, ...region }) => ({ ...region, ...(region.id === right && { correct: true, feedback: 'Benar, *mudah* terbakar.' }) }));
        const back = await thereAndBack({ type: 'hotspot', picture: `![Denah dapur, "lama"](media/${picture})`, regions: keyed }, 'moodle-xml');
        expect(back['regions']).to.deep.equal(keyed);
        expect(back['picture']).to.match(/^!\[Denah dapur, "lama"\]\(media\/[\w-]+\.\w+\)$/);
      });
    }
  }

  it('follows a marker that was moved in Moodle to another region, and refuses one that lies elsewhere', async () => {
    const written = await exported({ type: 'hotspot', picture: '![Denah](media/foto.png)', regions }, 'moodle-xml');
    const moved = async (coords: string) => readImport(written.replace(/<coords>.*?<\/coords>/, `<coords>${coords}</coords>`).replace(/<shape>.*?<\/shape>/, '<shape>rectangle</shape>'), 'x.xml', { competency: undefined });
    // foto.png is 1200 x 800, which Moodle shows at 600 x 400.
    const kept = await moved('61,40;122,81');
    expect((question(kept, 'satu')['regions'] as typeof regions).filter(({ correct }) => correct).map(({ id }) => id)).to.deep.equal(['x']);
    expect(notesOf(await moved('300,300;20,20'), 'error')).to.deep.equal(['marker-moved x.xml:4']);
  });

  it('tells what a hotspot loses in Moodle, and does not write one whose picture is gone', async () => {
    const lost: string[] = [];
    const text = await exported({ type: 'hotspot', picture: '![Denah](media/tiada.svg)', regions: [...regions.slice(1), { ...regions[0], feedback: 'Jauh dari tirai.' }] }, 'moodle-xml', lost);
    expect(text).not.to.include('<question type="ddmarker">');
    expect(lost).to.include('hotspot-without-picture');
    const told: string[] = [];
    await exported({ type: 'hotspot', picture: '![Denah](media/denah.svg)', regions: [...regions.slice(1), { ...regions[0], feedback: 'Jauh dari tirai.' }] }, 'moodle-xml', told);
    expect(told).to.include.members(['hotspot-as-marker', 'feedback-stays-here']);
  });
});
