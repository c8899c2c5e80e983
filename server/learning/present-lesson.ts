import { inLanguage, type Course, type Lesson, type Module } from '../content/course.ts';
import { isAuthorLanguage, type Language } from '../web/i18n/language.ts';
import { courseAddress, lessonAddress, quizAddress, reportLessonAddress, searchAddress } from './addresses.ts';
import { lessonText } from './lesson-text.ts';
import { stepsOf, type Outline } from './present-steps.ts';
import { isRead, shownLessons } from './progress.ts';

/** A lesson and where it stands in its course. */
export interface Place {
  readonly module: Module;
  readonly moduleNumber: number;
  readonly lesson: Lesson;
  /** Where its wording is from, if not from the version begun. */
  readonly today?: Course | undefined;
  /** From 1, within the module. */
  readonly position: number;
}

export function findLesson(course: Course, id: string, drafts: boolean): Place | undefined {
  for (const [index, module] of course.modules.entries()) {
    const lessons = shownLessons(module, drafts);
    const position = lessons.findIndex((lesson) => lesson.id === id);
    const lesson = lessons[position];
    if (lesson) return { module, moduleNumber: index + 1, lesson, position: position + 1 };
  }
  return undefined;
}

/** What comes after a lesson: the next one, the module's quiz, the next module, the exam, or nothing. */
export function afterLesson({ course, language, enrolment, drafts }: Outline, place: Place) {
  const lessons = shownLessons(place.module, drafts);
  const next = lessons[place.position];
  if (next) return { href: lessonAddress(course.id, next.id), title: inLanguage(next.title, language) };
  const { quiz } = place.module;
  if (quiz && enrolment) return { href: quizAddress(course.id, quiz.id), title: inLanguage(quiz.title, language) };
  const following = course.modules.slice(place.moduleNumber).flatMap((module) => shownLessons(module, drafts))[0];
  return following && { href: lessonAddress(course.id, following.id), title: inLanguage(following.title, language) };
}

const beforeLesson = ({ course, language, drafts }: Outline, place: Place) => {
  const before = course.modules.slice(0, place.moduleNumber - 1).findLast((module) => shownLessons(module, drafts).length > 0);
  const previous = shownLessons(place.module, drafts)[place.position - 2] ?? (before && shownLessons(before, drafts).at(-1));
  return previous && { href: lessonAddress(course.id, previous.id), title: inLanguage(previous.title, language) };
};

/** The language a translated text is shown in. */
const shownLanguage = (course: Course, lesson: Lesson, language: Language): Language =>
  isAuthorLanguage(language) && lesson.html[language] !== undefined ? language : course.language;

export function lessonFields(outline: Outline, place: Place, kept = false) {
  const { course, enrolment, progress, language } = outline;
  const { module, moduleNumber, lesson, position } = place;
  const state = progress.modules.find(({ id }) => id === module.id);
  const titles = new Map(course.competencies.map((unit) => [unit.code, inLanguage(unit.title, language)]));
  const shown = shownLanguage(course, lesson, language);
  return {
    title: inLanguage(lesson.title, shown),
    description: lesson.lead && inLanguage(lesson.lead, shown),
    course: { title: inLanguage(course.title, language), shortTitle: inLanguage(course.shortTitle, language), href: courseAddress(course.id) },
    module: {
      number: moduleNumber,
      title: inLanguage(module.title, language),
      href: courseAddress(course.id),
      lessonsDone: state?.lessonsRead ?? 0,
      lessonsTotal: shownLessons(module, outline.drafts).length,
      steps: stepsOf(module, outline, lesson.id),
    },
    lesson: {
      number: `${moduleNumber}.${position}`,
      position,
      title: inLanguage(lesson.title, shown),
      lead: lesson.lead && inLanguage(lesson.lead, shown),
      minutes: lesson.minutes,
      competencies: lesson.competencies.map((code) => ({ code, title: titles.get(code) ?? '' })),
      html: lessonText(place.today ?? course, lesson, shown, kept),
      language: shown,
      read: isRead(enrolment, lesson.id),
      draft: lesson.draft,
    },
    previous: beforeLesson(outline, place),
    next: afterLesson(outline, place),
    enrolled: enrolment !== undefined,
    readHref: `${lessonAddress(course.id, lesson.id)}/read`,
    timeHref: `${lessonAddress(course.id, lesson.id)}/time`,
    place: `${course.id}/${lesson.id}`,
    scripts: ['scripts/phone.js'],
    searchHref: searchAddress(course.id),
    reportHref: reportLessonAddress(course.id, lesson.id),
  };
}
