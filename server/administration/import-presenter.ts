import { inLanguage, type Course } from '../content/course.ts';
import type { CourseNames } from '../content/import/finish.ts';
import type { ReviewNote } from '../content/import/imported.ts';
import { authorLanguage, type Language } from '../web/i18n/language.ts';
import type { Imports } from './importing-thread.ts';

/** What a course holds already, from the course as it is served. */
export const namesOf = (course: Course): CourseNames => {
  const lessons = course.modules.flatMap((module) => module.lessons);
  const quizzes = [...course.modules.flatMap(({ quiz }) => quiz ?? []), ...(course.exam ? [course.exam] : [])];
  return {
    competencies: new Set(course.competencies.map(({ code }) => code)),
    lessons: new Set(lessons.map(({ id }) => id)),
    questions: new Set(quizzes.flatMap((quiz) => quiz.questions.map(({ id }) => id))),
  };
};

export const courseChoices = (courses: readonly Course[], language: Language) =>
  courses.map((course) => ({ value: course.id, text: inLanguage(course.title, language) }));

const presentNote = ({ file, line, severity, message, hint, question, times }: ReviewNote, language: Language) => ({
  place: `${file}:${line}`,
  severity,
  question,
  message: message[authorLanguage(language)],
  hint: hint?.[authorLanguage(language)],
  times,
});

/** The fields of the result on `administration/import`. */
export function presentImported(imported: Imports, language: Language) {
  const { questions, result } = imported;
  return {
    found: imported.found,
    taken: imported.taken,
    pictures: imported.pictures,
    more: imported.taken - questions.length,
    downloadHref: imported.taken > 0 ? `/admin/import/${result.mark}/${result.name}` : undefined,
    fileName: result.name,
    notes: imported.notes.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning')).map((note) => presentNote(note, language)),
    questions,
  };
}
