import { gradeAttempt } from '../server/assessment/grade-attempt.ts';
import { questionTypes } from '../server/assessment/question-types/registry.ts';
import { seededRandom } from '../server/assessment/random.ts';
import type { Competency, Question } from '../server/content/course.ts';
import type { Row } from './row.ts';

const QUESTIONS = 35;
const UNITS = 7;
const RESPONSES_PER_SECOND = 100_000;
const SECONDS = 1;

const competencies: readonly Competency[] = Array.from({ length: UNITS }, (_, index) => ({
  code: `PSM.D.0${index + 1}`,
  title: { original: `Unit ${index + 1}` },
  minimum: 70,
  edition: 1,
}));

/** An exam of all question types in turn, each once translated, made from the examples that the types bring. */
const questions: readonly Question[] = Array.from({ length: QUESTIONS }, (_, index): Question => {
  const type = [...questionTypes.values()][index % questionTypes.size];
  const example = type?.examples[0];
  if (!type || !example) throw new TypeError('A question type without an example');
  const body = type.compile(type.authored.parse(example.authored), (markdown) => `<p>${markdown}</p>`);
  return {
    id: `q-${index + 1}`,
    type: type.type,
    competency: competencies[index % UNITS]?.code ?? '',
    difficulty: 'medium',
    points: 1,
    text: { original: '' },
    feedback: undefined,
    lesson: undefined,
    sources: [],
    body: { original: body, en: type.translate(body, {}, (markdown) => markdown) },
  };
});

/** Sheets of answers, right and wrong ones mixed, so that no grade can be remembered. */
const sheets = Array.from({ length: 200 }, (_, sheet) => {
  const random = seededRandom(`sheet ${sheet}`);
  const responses = questions.map((question): [string, unknown] => {
    const type = questionTypes.get(question.type);
    const example = type?.examples[0];
    const forms = [...(example?.right ?? []), ...(example?.wrong ?? [])];
    return [question.id, type?.parse(forms[Math.floor(random() * forms.length)] ?? {}, question.body.original)];
  });
  return new Map(responses);
});

/** Responses graded in a second, points summed by unit of competency included, in one process. */
function gradingPerSecond(): number {
  const began = performance.now();
  let graded = 0;
  let points = 0;
  for (let turn = 0; performance.now() - began < SECONDS * 1000; turn += 1) {
    const sheet = sheets[turn % sheets.length];
    const result = gradeAttempt({ quiz: { kind: 'exam', pass: 70 }, competencies, questions, responseTo: (id) => sheet?.get(id) });
    points += result.score;
    graded += questions.length;
  }
  if (points === 0) throw new Error('Nothing was graded right');
  return graded / ((performance.now() - began) / 1000);
}

export async function rows(): Promise<Row[]> {
  gradingPerSecond();
  const value = Math.round(gradingPerSecond());
  const ratio = value / RESPONSES_PER_SECOND;
  return [{ name: 'grading alone', value, unit: 'responses/s', limit: RESPONSES_PER_SECOND, ratio, bar: 1, ok: ratio >= 1 }];
}
