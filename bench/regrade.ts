import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAssessment } from '../server/assessment/assessment.ts';
import { gradeAttempt } from '../server/assessment/grade-attempt.ts';
import { questionTypes, typeOf } from '../server/assessment/question-types/registry.ts';
import { seededRandom } from '../server/assessment/random.ts';
import { beginPreview, selectRegrade, workOn } from '../server/assessment/regrading/regrade.ts';
import { placeOf } from '../server/assessment/sittings/place.ts';
import { sittingModel } from '../server/assessment/sittings/sitting-model.ts';
import { standingModel } from '../server/assessment/standing-model.ts';
import { createStandings } from '../server/assessment/standing-store.ts';
import { drawAttempt } from '../server/assessment/start-attempt.ts';
import { createCertificatesTouched } from '../server/certification/touched-certificates.ts';
import { openCertificateStore } from '../server/certification/certification.ts';
import type { Course, Question } from '../server/content/course.ts';
import { readCourse } from '../server/content/read-course.ts';
import { openLearning } from '../server/learning/learning.ts';
import { openStorage } from '../server/storage/storage.ts';
import { atMost, type Row } from './row.ts';

const ATTEMPTS = Number(process.env['BENCH_ATTEMPTS'] ?? 100_000);
/** Different sheets of answers; each is sat by many. */
const SHEETS = 500;
const SEEDED_AT_ONCE = 2000;
const LONGEST_SECONDS = 10;
const LONGEST_BLOCK_MS = 50;
const NANOSECONDS = 1e6;

const AT = new Date('2026-11-24T02:00:00Z');

/** The key of three questions with options goes to the next option: somebody mistook them all. */
function corrected(course: Course): Course {
  let left = 3;
  const rekey = (question: Question): Question => {
    const body = question.body.original as { options?: readonly { correct: boolean }[] };
    if (question.type !== 'single' || !body.options || left === 0) return question;
    left -= 1;
    const right = body.options.findIndex((option) => option.correct);
    const next = (right + 1) % body.options.length;
    return { ...question, body: { original: { ...body, options: body.options.map((option, index) => ({ ...option, correct: index === next })) } } };
  };
  return { ...course, version: 'corrected', exam: course.exam && { ...course.exam, questions: course.exam.questions.map(rekey) } };
}

/** A sheet of somebody who knows three answers in four and guesses the rest. */
function sheetOf(course: Course, number: number) {
  const { exam } = course;
  if (!exam) throw new Error('The course has no exam');
  const units = course.competencies.map(({ code }) => code);
  const random = seededRandom(`sheet ${number}`);
  const drawn = drawAttempt({ learner: 'x', course, quiz: exam, modulesDone: () => true }, { unitsLeft: units, last: undefined }, 1, AT, String(number));
  const questions = drawn.questions.flatMap(({ id }) => exam.questions.find((question) => question.id === id) ?? []);
  const responses = Object.fromEntries(
    questions.map((question): [string, unknown] => {
      const type = typeOf(question);
      const body = question.body.original;
      if (random() < 0.25) return [question.id, type.guess(body, random)];
      const missed = type.review(body, type.arrange(body, random), undefined);
      const right = (missed.options ?? []).filter((option) => option.state === 'missed').map((option) => option.id);
      return [question.id, type.parse({ response: missed.answer ?? right }, body)];
    }),
  );
  const result = gradeAttempt({ quiz: exam, competencies: course.competencies, questions, responseTo: (id) => responses[id] });
  return { responses, result };
}

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const { course: old } = await readCourse('courses/psm-dasar', { formats: questionTypes });
  if (!old?.exam) throw new Error('psm-dasar cannot be read');
  const storage = await openStorage({ dataDir: folder });
  const { connection } = storage;
  const today = corrected(old);
  const courses = { courses: () => [today], course: () => today, versionOf: async (_id: string, version: string) => (version === old.version ? old : undefined) };
  const learning = openLearning(connection, courses, createStandings(connection, courses), { coursesOf: async () => [], addressOf: async () => undefined });
  const assessment = openAssessment(connection, {
    files: storage.files, learning, report: console.error, afterExam: { examFinished: async () => {} },
    certificates: createCertificatesTouched({ certificates: openCertificateStore(connection), learning }),
  });
  await storage.ready();

  const sheets = Array.from({ length: SHEETS }, (_, number) => sheetOf(old, number));
  for (let begun = 0; begun < ATTEMPTS; begun += SEEDED_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(SEEDED_AT_ONCE, ATTEMPTS - begun) }, (_, index) => begun + index);
    const seeded = numbers.map((number) => {
      const { responses, result } = sheets[number % SHEETS] ?? sheetOf(old, 0);
      const who = { learner: `learner${number}`, course: old.id, quiz: old.exam?.id ?? '', number: 1 };
      const sitting = { _id: `attempt${number}`, place: placeOf(who), ...who, kind: 'exam', version: old.version, gradedBy: old.version, finishedAt: AT, responses, result, revision: 1, schemaVersion: 1 };
      const units = result.units.map(({ code, score, met }) => ({ code, score, met, attempt: sitting._id, edition: 1 }));
      const quizzes = { [who.quiz]: { best: result.score, passed: result.passed, attempts: 1, lastAttempt: sitting._id, lastFinishedAt: AT } };
      return { sitting, standing: { _id: `${who.learner}:${old.id}`, learner: who.learner, course: old.id, quizzes, units, grants: [], revision: 1, schemaVersion: 1 } };
    });
    await sittingModel(connection).collection.insertMany(seeded.map(({ sitting }) => sitting) as never[]);
    await standingModel(connection).collection.insertMany(seeded.map(({ standing }) => standing) as never[]);
  }

  const preview = async () => {
    const id = await beginPreview(assessment, old.id, 'bench');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    await workOn(assessment, id);
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    const { summary } = await selectRegrade(assessment, id);
    if (summary.attempts !== ATTEMPTS || summary.changed === 0) throw new Error(JSON.stringify(summary));
    return { seconds, block: delay.max / NANOSECONDS, summary };
  };
  const { seconds, block, summary } = await preview();
  await storage.close();
  await rm(folder, { recursive: true });
  const what = `regrade preview of ${ATTEMPTS} attempts, ${Math.round((summary.changed / summary.attempts) * 100)}% of them changed`;
  return [atMost(what, seconds, 's', LONGEST_SECONDS), atMost('longest the event loop is held up by it', block, 'ms', LONGEST_BLOCK_MS)];
}
