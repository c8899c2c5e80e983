import { writeSync } from 'node:fs';
import type { Question } from '../../server/content/course.ts';
import { finishAttempt } from '../../server/assessment/finish-attempt.ts';
import { questionsOf } from '../../server/assessment/asked-questions.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import { startAttempt } from '../../server/assessment/start-attempt.ts';
import { rightAnswer } from '../assessment/course-factory.ts';
import { COURSE, openApplication } from './application.ts';

/**
 * A process to be killed: `FOLDER ROUND LANES`. In each lane one learner after the other signs up, reads, sits the quiz and
 * the exam and gets a certificate; each step is said on standard output, one line of JSON, once it is acknowledged.
 */
export type Acknowledged =
  | readonly ['learner', id: string]
  | readonly ['attempt', id: string]
  | readonly ['answer', attempt: string, question: string, response: unknown, sequence: number]
  | readonly ['finished', attempt: string]
  | readonly ['certificate', slot: string, serial: string, number: string];

const DEVICE = 'phone';
const say = (line: Acknowledged): unknown => writeSync(1, `${JSON.stringify(line)}\n`);
const rightResponse = (question: Question): unknown => typeOf(question).parse({ response: rightAnswer[question.type] }, question.body.original);

async function learnForEver(folder: string, round: string, lanes: number): Promise<void> {
  const { accounts, learning, certification, assessment } = await openApplication(folder, (problem) => console.error(problem));

  const sit = async (learner: string, quiz: NonNullable<typeof COURSE.exam>): Promise<void> => {
    const { attempt } = await startAttempt(assessment, { learner, course: COURSE, quiz, modulesDone: () => true });
    if (!attempt) throw new Error(`${learner} may not sit ${quiz.id}`);
    say(['attempt', attempt._id]);
    const asked = await assessment.asked.of(attempt);
    await Promise.all(
      questionsOf(asked, attempt).map(async (question, index) => {
        const [response, sequence] = [rightResponse(question), index + 1];
        if (await assessment.attempts.saveAnswers(attempt._id, [{ question: question.id, response, device: DEVICE, sequence }], new Date())) say(['answer', attempt._id, question.id, response, sequence]);
      }),
    );
    await finishAttempt(assessment, (await assessment.attempts.selectOptional(attempt._id)) ?? attempt);
    say(['finished', attempt._id]);
  };

  const lane = async (name: number): Promise<void> => {
    for (let n = 0; ; n += 1) {
      const account = await accounts.createAccount({ userName: `r${round}.${name}.${n}`, name: 'Siti Aminah', role: 'learner', passwordHash: undefined, regionCode: '32.75', village: 'Pengasinan' });
      await learning.enrolments.enrol(account._id, COURSE.id, COURSE.version);
      say(['learner', account._id]);
      for (const lesson of COURSE.modules.flatMap((module) => module.lessons)) await learning.enrolments.markRead(account._id, COURSE.id, lesson.id);
      for (const quiz of [COURSE.modules[0]?.quiz, COURSE.exam]) if (quiz) await sit(account._id, quiz);
      for (const { _id, serial, record } of await certification.certificates.selectOfLearner(account._id)) say(['certificate', _id, serial, record.documentNumber ?? '']);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, i) => lane(i)));
}

if (process.argv[1]?.endsWith('learn-and-acknowledge.ts')) {
  const [, , folder = '', round = '0', lanes = '4'] = process.argv;
  await learnForEver(folder, round, Number(lanes));
}
