import { inLanguage, type Course, type Language, type Lesson, type Question, type Quiz } from '../course.ts';
import { textOfHtml } from './words.ts';

export type Change = 'added' | 'removed' | 'changed';

export interface LessonChange {
  readonly id: string;
  readonly title: string;
  readonly change: Change;
}

export interface QuestionChange {
  readonly id: string;
  /** The quiz or exam it is asked in. */
  readonly quiz: string;
  readonly change: Change;
  /** The answer key, the points or what is asked around it. */
  readonly isKeyChanged: boolean;
}

/** What is different between two versions of a course. */
export interface CourseDifference {
  /** Names of what changed in course.yaml and around: `title`, `competencies`... */
  readonly head: readonly string[];
  readonly lessons: readonly LessonChange[];
  readonly questions: readonly QuestionChange[];
  /** Paths of files beside the lessons. */
  readonly media: readonly { readonly path: string; readonly change: Change }[];
}

const lessonsOf = (course: Course): Lesson[] => course.modules.flatMap(({ lessons }) => lessons);
const quizzesOf = (course: Course): Quiz[] => [...course.modules.flatMap(({ quiz }) => quiz ?? []), ...(course.exam ? [course.exam] : [])];

/** What a learner reads of a lesson, a paragraph a line. */
export const textOfLesson = ({ title, lead, minutes, html }: Lesson, language: Language): string =>
  [inLanguage(title, language), lead && inLanguage(lead, language), `${minutes}`, textOfHtml(inLanguage(html, language))].filter(Boolean).join('\n');

/** Addresses of media hold a hash; a picture that changed is told as a file. */
const withoutHashes = (value: unknown): string => JSON.stringify(value)?.replaceAll(/\/media\/[0-9a-f]{16}\//g, '/media/') ?? '';

const isSameLesson = (one: Lesson, other: Lesson): boolean => withoutHashes(one) === withoutHashes(other);

interface Changed<T> {
  readonly id: string;
  readonly change: Change;
  /** As it is now; of what is gone, as it was. */
  readonly value: T;
}

function changesIn<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, isSame: (one: T, other: T) => boolean): Changed<T>[] {
  const changes: Changed<T>[] = [];
  for (const [id, value] of before) if (!after.has(id)) changes.push({ id, change: 'removed', value });
  for (const [id, value] of after) {
    const old = before.get(id);
    if (old === undefined) changes.push({ id, change: 'added', value });
    else if (!isSame(old, value)) changes.push({ id, change: 'changed', value });
  }
  return changes;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> => new Map(items.map((item) => [item.id, item]));

const keyOf = ({ type, points, competency, body }: Question): string => withoutHashes([type, points, competency, body]);

function questionChanges(before: Course, after: Course): QuestionChange[] {
  const old = byId(quizzesOf(before));
  const now = byId(quizzesOf(after));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((quiz) => {
    const [was, is] = [byId(old.get(quiz)?.questions ?? []), byId(now.get(quiz)?.questions ?? [])];
    return changesIn(was, is, (one, other) => withoutHashes(one) === withoutHashes(other)).map(({ id, change, value }): QuestionChange => {
      const earlier = was.get(id);
      return { id, quiz, change, isKeyChanged: change === 'changed' && earlier !== undefined && keyOf(earlier) !== keyOf(value) };
    });
  });
}

const headOf = ({ id: _id, version: _version, folder: _folder, modules, exam, media: _media, ...head }: Course): Readonly<Record<string, unknown>> => ({
  ...head,
  modules: modules.map(({ id, title, summary, lessons }) => [id, title, summary, lessons.map((lesson) => lesson.id)]),
  quizzes: [...modules.flatMap(({ quiz }) => quiz ?? []), ...(exam ? [exam] : [])].map(({ questions: _questions, ...rules }) => rules),
});

export function compareCourses(before: Course, after: Course, language: Language): CourseDifference {
  const [was, is] = [headOf(before), headOf(after)];
  const media = (course: Course) => new Map(course.media.map(({ path, hash }) => [path, hash]));
  return {
    head: Object.keys({ ...was, ...is }).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name])),
    lessons: changesIn(byId(lessonsOf(before)), byId(lessonsOf(after)), isSameLesson).map(({ id, change, value }) => ({ id, change, title: inLanguage(value.title, language) })),
    questions: questionChanges(before, after),
    media: changesIn(media(before), media(after), (one, other) => one === other).map(({ id, change }) => ({ path: id, change })),
  };
}

export const lessonIn = (course: Course, id: string): Lesson | undefined => lessonsOf(course).find((lesson) => lesson.id === id);
