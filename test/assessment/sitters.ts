import type { Course, Question } from '../../server/content/course.ts';
import { finishAttempt } from '../../server/assessment/finish-attempt.ts';
import { drawAttempt } from '../../server/assessment/start-attempt.ts';
import { seededRandom } from '../../server/assessment/random.ts';
import { optionalQuizOf } from '../../server/assessment/asked-questions.ts';
import type { Site } from './site.ts';

/** What somebody answers; undefined: nothing. */
export type Respond = (question: Question) => unknown;

/** A quiz or exam sat from beginning to end, with answers as they are given; the attempt's id. */
export async function sit(site: Pick<Site, 'assessment' | 'clock'>, learner: string, course: Course, quizId: string, respond: Respond, number = 1): Promise<string> {
  const quiz = optionalQuizOf(course, quizId);
  if (!quiz) throw new Error(`no quiz ${quizId}`);
  const request = { learner, course, quiz, modulesDone: () => true };
  const units = course.competencies.map(({ code }) => code);
  const drawn = drawAttempt(request, { unitsLeft: units, last: undefined }, number, site.clock.now, `${learner}:${number}`);
  const attempt = await site.assessment.attempts.createOnce(drawn);
  const questions = attempt.questions.flatMap(({ id }) => quiz.questions.find((question) => question.id === id) ?? []);
  const answers = questions.flatMap((question) => {
    const response = respond(question);
    return response === undefined ? [] : [{ question: question.id, response }];
  });
  if (answers.length > 0) await site.assessment.attempts.saveAnswers(attempt._id, answers, site.clock.now);
  await finishAttempt(site.assessment, (await site.assessment.attempts.selectOptional(attempt._id)) ?? attempt);
  return attempt._id;
}

/** Answers drawn from a seed: of the options of the course factory, and sometimes none. */
export const answersOf = (seed: string): Respond => {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  return ({ type }) => {
    switch (type) {
      case 'single': return pick(['p', 'q', 'q', 'r', undefined]);
      case 'multiple': return pick([['p'], ['p', 'q'], ['q', 'r'], ['p', 'q', 'r'], undefined]);
      case 'true-false': return pick(['true', 'true', 'false', undefined]);
      case 'numeric': return pick(['4242', '4.242 tahun', '17', undefined]);
      default: return pick(['KUNCI-RAHASIA teks', 'entah', undefined]);
    }
  };
};
