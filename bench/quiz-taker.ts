import { Agent, request as send, type IncomingHttpHeaders } from 'node:http';
import Database from 'libsql';
import { questionTypes, typeOf } from '../server/assessment/question-types/registry.ts';
import { seededRandom } from '../server/assessment/random.ts';
import type { Quiz } from '../server/content/course.ts';
import { readCourse } from '../server/content/read-course.ts';

export const COURSE = 'psm-dasar';
export const QUIZ = 'kuis-mengenal-psm';
/** As many questions as an attempt of it has. */
export const QUESTIONS = 10;

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** One request over a connection that is kept; `fetch` costs as much as a bare server's answer. */
export function ask(origin: string, path: string, headers: Readonly<Record<string, string>>, form?: Readonly<Record<string, string>>): Promise<Answered> {
  const body = form && new URLSearchParams(form).toString();
  const more = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = send(origin + path, { agent, method: body === undefined ? 'GET' : 'POST', headers: { ...headers, ...more } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const answered = { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks).toString() };
        if (answered.status >= 400) reject(new Error(`${path}: ${answered.status} ${answered.body.slice(0, 300)}`));
        else resolve(answered);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Which responses an attempt takes: read from the server's own file, which costs it nothing. */
export type Responses = (attempt: string) => string[];

async function quizItself(): Promise<Quiz> {
  const { course } = await readCourse(`courses/${COURSE}`, { formats: questionTypes });
  const quiz = course?.modules.find((module) => module.quiz?.id === QUIZ)?.quiz;
  if (!quiz) throw new Error(`${COURSE} has no ${QUIZ}`);
  return quiz;
}

export async function responsesFrom(databaseFile: string): Promise<Responses> {
  const quiz = await quizItself();
  const random = seededRandom('quiz takers');
  const database = new Database(databaseFile, { readonly: true });
  const select = database.prepare('SELECT doc FROM c_attempts WHERE id = ?').raw(true);
  return (attempt) => {
    const [text] = select.get([attempt]) as [string];
    const { questions } = JSON.parse(text) as { questions: { id: string }[] };
    return questions.map(({ id }) => {
      const question = quiz.questions.find((each) => each.id === id);
      if (!question) throw new Error(`${QUIZ} has no ${id}`);
      const guessed = [typeOf(question).guess(question.body.original, random)].flat().map(String)[0] ?? '';
      return guessed === '' ? '12' : guessed;
    });
  };
}
