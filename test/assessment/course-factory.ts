import type { Competency, Course, Difficulty, Lesson, Question, Quiz } from '../../server/content/course.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';

/** Courses made in memory; every text of a key says so, so that a test can look for it in a page. */
const markdown = (text: string): string => `<p>${text}</p>\n`;

export const SECRET = 'KUNCI-RAHASIA';

const authoredOf: Readonly<Record<string, () => unknown>> = {
  single: () => ({
    options: [
      { id: 'p', text: 'Pilihan satu', correct: false, feedback: `${SECRET} satu salah` },
      { id: 'q', text: 'Pilihan dua', correct: true, feedback: `${SECRET} dua benar` },
      { id: 'r', text: 'Pilihan tiga', correct: false, feedback: `${SECRET} tiga salah` },
    ],
    shuffle_options: true,
  }),
  multiple: () => ({
    options: [
      { id: 'p', text: 'Centang satu', correct: true, feedback: `${SECRET} satu benar` },
      { id: 'q', text: 'Centang dua', correct: true, feedback: `${SECRET} dua benar` },
      { id: 'r', text: 'Centang tiga', correct: false, feedback: `${SECRET} tiga salah` },
    ],
    shuffle_options: true,
    scoring: 'net-correct',
  }),
  'true-false': () => ({ answer: true, feedback_true: `${SECRET} ya`, feedback_false: `${SECRET} tidak` }),
  numeric: () => ({ answer: 4242, tolerance: 0, unit: 'tahun', feedback_wrong: `${SECRET} angka` }),
  'short-text': () => ({ answers: [`${SECRET} teks`], feedback_wrong: `${SECRET} tulisan` }),
};

/** What earns the whole of a question, as fields of its form. */
export const rightAnswer: Readonly<Record<string, string | string[]>> = {
  single: 'q',
  multiple: ['p', 'q'],
  'true-false': 'true',
  numeric: '4.242 tahun',
  'short-text': `${SECRET} teks`,
};
export const wrongAnswer: Readonly<Record<string, string | string[]>> = {
  single: 'p',
  multiple: ['r'],
  'true-false': 'false',
  numeric: '17',
  'short-text': 'entah',
};

const TYPES = Object.keys(authoredOf);

export const question = (id: string, competency: string, given: Partial<Question> & { type?: string } = {}): Question => {
  const type = given.type ?? 'single';
  const format = typeOf({ type });
  return {
    id,
    type,
    competency,
    difficulty: 'medium',
    points: 1,
    text: { original: `<p>Soal ${id}: apa yang Anda lakukan?</p>`, en: `<p>Question ${id}: what do you do?</p>` },
    feedback: { original: `<p>${SECRET} pembahasan ${id}</p>` },
    lesson: `lesson-${competency.toLowerCase().replaceAll('.', '-')}`,
    sources: [],
    body: { original: format.compile(format.authored.parse(authoredOf[type]?.()), markdown) },
    ...given,
  };
};

const DIFFICULTIES: readonly Difficulty[] = ['easy', 'medium', 'hard'];

export const questionsFor = (competency: string, count: number, prefix = competency.toLowerCase().replaceAll('.', '-')): Question[] =>
  Array.from({ length: count }, (_, index) =>
    question(`${prefix}-${index + 1}`, competency, {
      type: TYPES[index % TYPES.length] ?? 'single',
      difficulty: DIFFICULTIES[index % DIFFICULTIES.length] ?? 'easy',
    }),
  );

export const quiz = (given: Partial<Quiz> & Pick<Quiz, 'id' | 'questions'>): Quiz => ({
  kind: 'quiz',
  title: { original: 'Kuis modul 1', en: 'Quiz of module 1' },
  pass: 70,
  attempts: { limit: 0, waitMinutes: 0 },
  timeLimitMinutes: undefined,
  shuffle: true,
  layout: 'one',
  draw: undefined,
  review: 'after-finish',
  ...given,
});

export const competency = (code: string, minimum = 70): Competency => ({ code, title: { original: `Kompetensi ${code}` }, minimum, edition: 1 });

const lesson = (code: string): Lesson => ({
  id: `lesson-${code.toLowerCase().replaceAll('.', '-')}`,
  title: { original: `Pelajaran ${code}` },
  lead: undefined,
  minutes: 7,
  competencies: [code],
  optional: false,
  draft: false,
  html: { original: '<p>Isi.</p>' },
});

/** Two units, one module with a lesson for each and a quiz, and an exam of 3 questions a unit out of 8. */
export function course(given: Partial<Course> = {}): Course {
  const codes = ['PSM.D.01', 'PSM.D.02'];
  return {
    id: 'contoh',
    version: 'v1',
    folder: '/nowhere',
    title: { original: 'Pelatihan contoh' },
    shortTitle: { original: 'Contoh' },
    summary: { original: 'Contoh.' },
    language: 'id',
    level: 'dasar',
    status: 'published',
    requires: [],
    hours: 2,
    onChange: 'pin',
    competencies: codes.map((code) => competency(code)),
    certificate: { validMonths: undefined, prefix: 'PSM' },
    modules: [
      {
        id: 'modul-1',
        title: { original: 'Modul 1' },
        summary: undefined,
        lessons: codes.map(lesson),
        quiz: quiz({ id: 'kuis-1', questions: questionsFor('PSM.D.01', 5, 'k1') }),
      },
    ],
    exam: quiz({
      id: 'ujian-akhir',
      kind: 'exam',
      title: { original: 'Ujian akhir' },
      attempts: { limit: 3, waitMinutes: 24 * 60 },
      timeLimitMinutes: 90,
      draw: { perCompetency: 3 },
      review: 'after-pass',
      questions: codes.flatMap((code) => questionsFor(code, 8)),
    }),
    media: [],
    glossary: [],
    sources: {},
    ...given,
  };
}
