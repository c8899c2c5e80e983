import type { Course, Question, Quiz } from '../content/course.ts';
import { NotFound, Unavailable } from '../errors.ts';
import type { Courses } from '../learning/learning.ts';
import type { AttemptRecord } from './attempt-model.ts';
import type { AttemptOutline } from './attempt-store.ts';

/** Versions of courses that attempts in progress need beside today's. */
const KEPT_VERSIONS = 20;

/** What an attempt asks, in the version of the course that it was begun with. */
export interface Asked {
  readonly course: Course;
  readonly quiz: Quiz;
  /** Question id -> question. */
  readonly questions: ReadonlyMap<string, Question>;
}

/** The quiz or exam of a course by its id. */
export const optionalQuizOf = (course: Course, id: string): Quiz | undefined =>
  course.exam?.id === id ? course.exam : course.modules.find((module) => module.quiz?.id === id)?.quiz;

/**
 * A question as it was asked, with the key, the points and the options of another version: what a regrade puts in its
 * place. One that is gone there, or of another kind, keeps its own key: nobody could grade the old responses by it.
 */
export const withKeyOf = (asked: Question, other: Question | undefined): Question =>
  other && other.type === asked.type ? { ...asked, points: other.points, body: other.body, feedback: other.feedback } : asked;

export type AskedQuestions = ReturnType<typeof createAskedQuestions>;

/** Finds the version that an attempt was begun with: its questions are asked, its key grades. */
export function createAskedQuestions(courses: Courses) {
  const versions = new Map<string, Course>();
  const indexed = new WeakMap<Quiz, ReadonlyMap<string, Question>>();

  const versionOf = async (id: string, version: string): Promise<Course> => {
    const today = courses.course(id);
    if (today?.version === version) return today;
    const key = `${id}:${version}`;
    const known = versions.get(key);
    if (known) return known;
    const course = await courses.versionOf(id, version);
    if (!course) throw new Unavailable('Soal percobaan ini sedang tidak dapat dibaca. Jawaban Anda tetap tersimpan. Coba lagi nanti.');
    if (versions.size >= KEPT_VERSIONS) versions.clear();
    versions.set(key, course);
    return course;
  };

  const indexOf = (quiz: Quiz): ReadonlyMap<string, Question> => {
    const known = indexed.get(quiz);
    if (known) return known;
    const index = new Map(quiz.questions.map((question) => [question.id, question]));
    indexed.set(quiz, index);
    return index;
  };

  const rekeyed = new WeakMap<Quiz, Map<Quiz, ReadonlyMap<string, Question>>>();
  const rekey = (quiz: Quiz, by: Quiz): ReadonlyMap<string, Question> => {
    const known = rekeyed.get(quiz)?.get(by);
    if (known) return known;
    const keys = indexOf(by);
    const index = new Map([...indexOf(quiz)].map(([id, question]) => [id, withKeyOf(question, keys.get(id))]));
    rekeyed.set(quiz, (rekeyed.get(quiz) ?? new Map<Quiz, ReadonlyMap<string, Question>>()).set(by, index));
    return index;
  };

  return {
    /** A version of a course; throws `Unavailable` where it is not to be had. */
    courseOf: versionOf,

    /** `gradedBy`: after a regrade, the version whose keys stand in the place of those of the version begun. */
    async of(attempt: Pick<AttemptOutline, 'course' | 'version' | 'quiz'> & Pick<AttemptRecord, 'gradedBy'>): Promise<Asked> {
      const course = await versionOf(attempt.course, attempt.version);
      const quiz = optionalQuizOf(course, attempt.quiz);
      if (!quiz) throw new NotFound('Kuis ini tidak ada.');
      if (attempt.gradedBy === undefined || attempt.gradedBy === attempt.version) return { course, quiz, questions: indexOf(quiz) };
      const by = optionalQuizOf(await versionOf(attempt.course, attempt.gradedBy), attempt.quiz);
      return { course, quiz, questions: by ? rekey(quiz, by) : indexOf(quiz) };
    },
  };
}

/** The questions of an attempt in the order asked. */
export const questionsOf = (asked: Asked, attempt: Pick<AttemptOutline, 'questions'>): Question[] =>
  attempt.questions.flatMap(({ id }) => asked.questions.get(id) ?? []);
