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

/** Of a lesson's page, all that is the same for everybody who reads it alike. */
function commonFields(outline: Outline, place: Place, kept: boolean) {
  const { course, language, drafts } = outline;
  const { module, moduleNumber, lesson, position } = place;
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
      lessonsTotal: shownLessons(module, drafts).length,
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
      draft: lesson.draft,
    },
    previous: beforeLesson(outline, place),
    next: afterLesson(outline, place),
    readHref: `${lessonAddress(course.id, lesson.id)}/read`,
    timeHref: `${lessonAddress(course.id, lesson.id)}/time`,
    place: `${course.id}/${lesson.id}`,
    script: 'scripts/phone.js',
    searchHref: searchAddress(course.id),
    reportHref: reportLessonAddress(course.id, lesson.id),
  };
}

type CommonFields = ReturnType<typeof commonFields>;
/** Of the courses that the catalogue, or a learner's version, holds. */
const common = new WeakMap<Course, Map<string, { readonly place: Place; readonly fields: CommonFields }>>();

/** Made once for as long as somebody holds the course, and made anew where the lesson's wording is from another version than before. */
function commonFieldsOf(outline: Outline, place: Place, kept: boolean): CommonFields {
  const { course, language, drafts, enrolment } = outline;
  const known = common.get(course) ?? new Map<string, { readonly place: Place; readonly fields: CommonFields }>();
  common.set(course, known);
  const key = `${place.lesson.id} ${language} ${drafts} ${enrolment !== undefined} ${kept}`;
  const found = known.get(key);
  if (found && found.place.lesson === place.lesson && found.place.today === place.today) return found.fields;
  const fields = commonFields(outline, place, kept);
  known.set(key, { place, fields });
  return fields;
}

export function lessonFields(outline: Outline, place: Place, kept = false) {
  const { enrolment, progress } = outline;
  const { module, lesson } = place;
  const shared = commonFieldsOf(outline, place, kept);
  return {
    ...shared,
    shared,
    module: {
      ...shared.module,
      lessonsDone: progress.modules.find(({ id }) => id === module.id)?.lessonsRead ?? 0,
      steps: stepsOf(module, outline, lesson.id),
    },
    lesson: { ...shared.lesson, read: isRead(enrolment, lesson.id) },
    enrolled: enrolment !== undefined,
  };
}
