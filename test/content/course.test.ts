import { expect } from 'chai';
import { z } from 'zod';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { inLanguage, type Course } from '../../server/content/course.ts';
import type { QuestionFormat, QuestionFormats } from '../../server/content/question-format.ts';
import { readCourse } from '../../server/content/read-course.ts';
import { copyExample, edit, EXAMPLE, readChanged, readExample, shown, temporaryFolder } from './course-tree.ts';

const example = async (): Promise<Course> => {
  const { course } = await readExample(EXAMPLE);
  if (!course) throw new Error('The example is broken');
  return course;
};

describe('A course read from its folder', () => {
  it('has what course.yaml says, translated where it is', async () => {
    const course = await example();
    expect(inLanguage(course.title, 'en')).to.equal('Washing Hands with Soap');
    expect(inLanguage(course.shortTitle, 'id')).to.equal('Cuci Tangan');
    expect(course.competencies.map(({ code, minimum, edition }) => [code, minimum, edition])).to.deep.equal([['CT.01', 80, 1], ['CT.02', 80, 2]]);
    expect(course.competencies.map(({ title }) => inLanguage(title, 'en'))[1]).to.equal('Wash hands properly');
    expect(course.certificate.validMonths).to.equal(24);
    expect(course.certificate.signatories).to.deep.equal([{ name: 'Siti Rahmawati', position: 'Kepala Dinas', secondLine: 'Pembina Tingkat I' }]);
    expect(course.onChange).to.equal('pin');
    expect(course.glossary.map(({ term }) => inLanguage(term, 'en'))).to.deep.equal(['CTPS', 'Germ']);
  });

  it('has its modules and lessons in the order of their names, 2 before 10', async () => {
    const sorted = await readChanged({
      '3-tiga/module.yaml': 'id: tiga\ntitle: Tiga\n',
      '3-tiga/10-akhir.md': '---\nid: akhir\ntitle: Akhir\nminutes: 1\n---\n\nTeks.\n',
      '3-tiga/9-awal.md': '---\nid: awal\ntitle: Awal\nminutes: 1\n---\n\nTeks.\n',
      '10-sepuluh/module.yaml': 'id: sepuluh\ntitle: Sepuluh\n',
      '10-sepuluh/1-satu.md': '---\nid: satu\ntitle: Satu\nminutes: 1\n---\n\nTeks.\n',
    });
    expect(sorted.course?.modules.map(({ id }) => id)).to.deep.equal(['mengapa', 'cara', 'tiga', 'sepuluh']);
    expect(sorted.course?.modules[2]?.lessons.map(({ id }) => id)).to.deep.equal(['awal', 'akhir']);
  });

  it('has lessons with their front matter', async () => {
    const lesson = (await example()).modules[0]?.lessons[1];
    expect(lesson).to.include({ id: 'waktu-penting', minutes: 4, optional: true, draft: false });
    expect(lesson && inLanguage(lesson.title, 'en')).to.equal('Important moments');
    expect(lesson?.lead).to.equal(undefined);
  });

  it('has quizzes and an exam with their rules in minutes', async () => {
    const { modules, exam } = await example();
    expect(modules[0]?.quiz).to.deep.include({ id: 'kuis-mengapa', kind: 'quiz', pass: 70, attempts: { limit: 0, waitMinutes: 10 }, draw: { count: 2 }, layout: 'one', shuffle: true, review: 'after-finish' });
    expect(exam).to.deep.include({ id: 'ujian-cuci-tangan', kind: 'exam', attempts: { limit: 3, waitMinutes: 1440 }, timeLimitMinutes: 20, draw: { perCompetency: 5 }, review: 'after-pass' });
    expect(exam?.questions.length).to.equal(12);
  });

  it('asks in its exam only the questions with one of its tags', async () => {
    let written = 0;
    const { course, problems } = await readChanged({
      'exam.yaml': edit('banks:', 'tags: [inti]\nbanks:'),
      'bank/cuci.yaml': (text) => text.replaceAll(/^( {2}- id: .*)$/gm, (line: string) => `${line}\n    tags: [${(written += 1) % 6 === 0 ? 'lain' : 'inti, dasar'}]`),
    });
    expect(problems.map(shown)).to.deep.equal([]);
    expect(course?.exam?.questions).to.have.length(10);
  });

  it('asks in a quiz its own questions and those of several banks with one of its tags', async () => {
    const bank = (name: string, tag: string) => `questions:\n${[1, 2].map((n) => `  - id: ${name}-${n}\n    type: true-false\n    competency: CT.01\n    tags: [${n === 1 ? tag : 'lain'}]\n    text: Tangan kotor.\n    answer: true\n    feedback_true: Ya.\n    feedback_false: Tidak.\n    lesson: waktu-penting\n`).join('')}`;
    const { course, problems } = await readChanged({
      '01-mengapa/quiz.yaml': edit('questions:', 'banks: [../bank/satu.yaml, dua.yaml]\ntags: [inti, dasar]\nquestions:'),
      'bank/satu.yaml': bank('satu', 'inti'),
      '01-mengapa/dua.yaml': bank('dua', 'dasar'),
    });
    expect(problems.filter(({ code }) => code !== 'missing-translation').map(shown)).to.deep.equal([]);
    expect(course?.modules[0]?.quiz?.questions.map(({ id }) => id)).to.deep.equal(['m1-01', 'm1-02', 'm1-03', 'satu-1', 'dua-1']);
  });

  it('asks in a quiz the questions of a bank alone, and draws from them', async () => {
    const { course, problems } = await readChanged({
      '01-mengapa/quiz.yaml': (text) => text.replace(/questions:[^]*/, 'banks: [../bank/kuis.yaml]\n'),
      '01-mengapa/quiz.en.yaml': 'title: Quiz\n',
      'bank/kuis.yaml': 'questions:\n' + ['x', 'y', 'z'].map((id) => `  - { id: kuis-${id}, type: true-false, competency: CT.01, text: Bersih., answer: true, feedback_true: Ya., feedback_false: Tidak., lesson: waktu-penting }\n`).join(''),
    });
    expect(problems.map(shown)).to.deep.equal([]);
    expect(course?.modules[0]?.quiz).to.deep.include({ draw: { count: 2 } });
    expect(course?.modules[0]?.quiz?.questions).to.have.length(3);
  });

  it('has questions whose translation lies over the original, links filled in deep inside', async () => {
    const question = (await example()).modules[0]?.quiz?.questions[0];
    const texts = JSON.stringify(question?.body);
    expect(question && inLanguage(question.text, 'en')).to.include('<strong>must</strong>');
    expect(question && inLanguage(question.text, 'id')).to.include('href="/courses/cuci-tangan/glossary#term-ctps"');
    expect(texts).to.include('Lihat <a href=\\"/courses/cuci-tangan/lessons/waktu-penting\\">pelajaran</a>');
    expect(texts).to.include('See the <a href=\\"/courses/cuci-tangan/lessons/waktu-penting\\">lesson</a>');
    expect(question).to.include({ lesson: 'waktu-penting', difficulty: 'easy', points: 1 });
  });

  it('lists the media that may be served, and no file with keys', async () => {
    const { media } = await example();
    expect(media.map(({ path, type }) => `${path} ${type}`)).to.deep.equal([
      '01-mengapa/media/lagu.mp3 audio/mpeg',
      '01-mengapa/media/poster.pdf application/pdf',
      '01-mengapa/media/tangan.svg image/svg+xml',
      '02-cara/media/langkah.png image/png',
    ]);
  });

  it('has a version that changes with every file but the notes for authors', async () => {
    const { version } = await example();
    const versionAfter = async (changes: Parameters<typeof readChanged>[0]) => (await readChanged(changes)).course?.version;
    expect(version).to.match(/^[0-9a-f]{16}$/);
    expect(await versionAfter({})).to.equal(version);
    expect(await versionAfter({ 'README.md': 'Catatan lain.' })).to.equal(version);
    expect(await versionAfter({ '02-cara/01-langkah.md': edit('Basahi', 'Basahkan') })).not.to.equal(version);
    expect(await versionAfter({ '01-mengapa/media/poster.pdf': '%PDF-1.4 lain' })).not.to.equal(version);
  });

  it("keeps a picture's address while other files change", async () => {
    const addressIn = (course: Course | undefined) => course?.media.find(({ path }) => path.endsWith('tangan.svg'))?.hash;
    const { course } = await readChanged({ '02-cara/01-langkah.md': edit('Basahi', 'Basahkan') });
    expect(addressIn(course)).to.equal(addressIn(await example()));
  });
});

describe('A question type of somebody else', () => {
  const code: QuestionFormat<{ word: string; size: number | string }, object, { word: string }> = {
    type: 'code',
    authored: z.strictObject({
      word: z.string().min(3).refine((word) => !word.includes('x'), { error: 'tanpa x' }),
      size: z.union([z.number(), z.string()]).default(1),
    }),
    overlay: z.strictObject({}),
    check: ({ word }) => {
      if (word === 'gagal') throw new TypeError('a fault of the question type');
      return [];
    },
    compile: ({ word }) => ({ word }),
    translate: (body) => body,
    guessChance: () => 0,
  };
  const formats: QuestionFormats = new Map<string, QuestionFormat>([...questionTypes, ['code', code]]);
  const question = (rest: string) => `id: kuis-cara\ntitle: Kuis\npass: 70\nquestions:\n  - { id: c-1, type: code, competency: CT.02, text: Tulis., ${rest} }\n`;

  const read = async (rest: string) => {
    const { folder, remove } = temporaryFolder();
    copyExample(folder, { '02-cara/quiz.yaml': question(rest) });
    try {
      return await readCourse(folder, { formats });
    } finally {
      remove();
    }
  };

  it('brings its own keys', async () => {
    const { course, problems } = await read('word: sabun');
    expect(problems).to.deep.equal([]);
    expect(course?.modules[1]?.quiz?.questions[0]?.body.original).to.deep.equal({ word: 'sabun' });
  });

  it('has its mistakes explained like those of the format', async () => {
    const codes = async (rest: string) => (await read(rest)).problems.map(shown);
    expect(await codes('word: ya')).to.deep.equal(['02-cara/quiz.yaml:5:67 error too-short']);
    expect(await codes('word: xxxxx')).to.deep.equal(['02-cara/quiz.yaml:5:67 error bad-value']);
    expect(await codes('word: sabun, size: [1]')).to.deep.equal(['02-cara/quiz.yaml:5:80 error wrong-type']);
    expect(await codes('wrod: sabun')).to.deep.equal(['02-cara/quiz.yaml:5:5 error missing-key', '02-cara/quiz.yaml:5:61 error unknown-key']);
  });
});
