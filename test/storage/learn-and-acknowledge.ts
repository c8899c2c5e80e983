import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Question } from '../../server/content/course.ts';
import { countFollows } from '../../server/administration/following/count-follows.ts';
import { finishAttempt } from '../../server/assessment/finish-attempt.ts';
import { questionsOf } from '../../server/assessment/asked-questions.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import { startAttempt } from '../../server/assessment/start-attempt.ts';
import { rightAnswer } from '../assessment/course-factory.ts';
import { COURSE, openApplication } from './application.ts';

/**
 * A process to be killed: `FOLDER ROUND LANES`. In each lane one learner after the other signs up, reads, sits the quiz and
 * the exam and gets a certificate, followed as a member of a class; each step is said on standard output, one line of JSON, once it is acknowledged.
 */
export type Acknowledged =
  | readonly ['learner', id: string]
  | readonly ['attempt', id: string]
  | readonly ['answer', attempt: string, question: string, response: unknown, sequence: number]
  | readonly ['finished', attempt: string]
  | readonly ['certificate', slot: string, serial: string, number: string];

const DEVICE = 'phone';
/** Often, so that many are killed in the middle of it. */
const COUNT_MS = 5;
const rightResponse = (question: Question): unknown => typeOf(question).parse({ response: rightAnswer[question.type] }, question.body.original);

type Application = Awaited<ReturnType<typeof openApplication>>;
type Tell = (line: Acknowledged) => unknown;

async function sit({ assessment }: Application, learner: string, quiz: NonNullable<typeof COURSE.exam>, tell: Tell): Promise<void> {
  const { attempt } = await startAttempt(assessment, { learner, course: COURSE, quiz, modulesDone: () => true });
  if (!attempt) throw new Error(`${learner} may not sit ${quiz.id}`);
  tell(['attempt', attempt._id]);
  const asked = await assessment.asked.of(attempt);
  await Promise.all(
    questionsOf(asked, attempt).map(async (question, index) => {
      const [response, sequence] = [rightResponse(question), index + 1];
      const answer = { question: question.id, response, device: DEVICE, sequence };
      if (await assessment.attempts.saveAnswers(attempt._id, [answer], new Date())) tell(['answer', attempt._id, question.id, response, sequence]);
    }),
  );
  await finishAttempt(assessment, (await assessment.attempts.selectOptional(attempt._id)) ?? attempt);
  tell(['finished', attempt._id]);
}

/** From signing up to the certificate; gives the account's id. */
export async function learnOnce(application: Application, userName: string, tell: Tell, classId?: string): Promise<string> {
  const { accounts, classes, learning, certification } = application;
  const account = await accounts.createAccount({ userName, name: 'Siti Aminah', role: 'learner', passwordHash: undefined, regionCode: '32.75', village: 'Pengasinan' });
  await learning.enrolments.enrol(account._id, COURSE.id, COURSE.version);
  if (classId !== undefined) await classes.addMember(classId, account._id);
  tell(['learner', account._id]);
  for (const lesson of COURSE.modules.flatMap((module) => module.lessons)) await learning.enrolments.markRead(account._id, COURSE.id, lesson.id);
  for (const quiz of [COURSE.modules[0]?.quiz, COURSE.exam]) if (quiz) await sit(application, account._id, quiz, tell);
  for (const { _id, serial, record } of await certification.certificates.selectOfLearner(account._id)) tell(['certificate', _id, serial, record.documentNumber ?? '']);
  return account._id;
}

async function learnForEver(folder: string, round: string, lanes: number): Promise<void> {
  const application = await openApplication(folder, (problem) => console.error(problem));
  const say: Tell = (line) => writeSync(1, `${JSON.stringify(line)}\n`);
  const { _id } = await application.classes.createClass({ name: 'Angkatan', course: COURSE.id, regions: [], organisations: [], trainers: [], by: 'admin' });
  const lane = async (name: number): Promise<void> => {
    for (let n = 0; ; n += 1) await learnOnce(application, `r${round}.${name}.${n}`, say, _id);
  };
  const count = async (): Promise<void> => {
    for (;;) {
      await countFollows(application.following);
      await pause(COUNT_MS);
    }
  };
  await Promise.all([...Array.from({ length: lanes }, (_, i) => lane(i)), count(), count()]);
}

if (process.argv[1]?.endsWith('learn-and-acknowledge.ts')) {
  const [, , folder = '', round = '0', lanes = '4'] = process.argv;
  await learnForEver(folder, round, Number(lanes));
}
