import type { Course, Question, Quiz } from '../content/course.ts';
import { NotFound, Unavailable } from '../errors.ts';
import type { Courses } from '../learning/learning.ts';
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

  return {
    async of(attempt: Pick<AttemptOutline, 'course' | 'version' | 'quiz'>): Promise<Asked> {
      const course = await versionOf(attempt.course, attempt.version);
      const quiz = optionalQuizOf(course, attempt.quiz);
      if (!quiz) throw new NotFound('Kuis ini tidak ada.');
      return { course, quiz, questions: indexOf(quiz) };
    },
  };
}

/** The questions of an attempt in the order asked. */
export const questionsOf = (asked: Asked, attempt: Pick<AttemptOutline, 'questions'>): Question[] =>
  attempt.questions.flatMap(({ id }) => asked.questions.get(id) ?? []);
