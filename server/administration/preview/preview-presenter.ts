import { inLanguage, type Course, type Quiz } from '../../content/course.ts';
import type { Problem } from '../../content/problem.ts';
import { sourceExcerpt } from '../../content/source-excerpt.ts';
import { findLesson, lessonFields, type Place } from '../../learning/present-lesson.ts';
import { questionCount, type Outline } from '../../learning/present-steps.ts';
import { progressOf } from '../../learning/progress.ts';
import { NO_STANDING } from '../../learning/standing.ts';
import { authorLanguage, type Language } from '../../web/i18n/language.ts';
import { lessonPreviewAddress, previewAddress, quizPreviewAddress, versionsAddress, withPreviewAddresses, type Previewed } from './previewed-course.ts';

/** Of the problems of a file; on a page, more would hide the first. */
const MOST_EXCERPTS = 50;

/** A problem with the lines that it is about. */
export async function presentProblems(problems: readonly Problem[], folder: string, language: Language) {
  return Promise.all(
    problems.slice(0, MOST_EXCERPTS).map(async ({ file, line, column, severity, message, hint }) => ({
      file,
      line,
      column,
      severity,
      message: message[authorLanguage(language)],
      hint: hint?.[authorLanguage(language)],
      source: await sourceExcerpt(folder, file, line),
    })),
  );
}

/** Problems of the files that say this lesson or quiz, translations included. */
export const problemsOf = ({ checked }: Previewed, files: ReadonlyMap<string, string>, id: string): readonly Problem[] =>
  (checked?.problems ?? []).filter(({ file }) => files.get(file) === id);

const countErrors = (problems: readonly Problem[]): number => problems.filter(({ severity }) => severity === 'error').length;

const quizRow = (previewed: Previewed, quiz: Quiz, language: Language) => ({
  kind: 'quiz',
  title: inLanguage(quiz.title, language),
  href: quizPreviewAddress(previewed.course.id, quiz.id),
  questions: questionCount(quiz),
  draft: false,
  problems: problemsOf(previewed, previewed.quizFiles, quiz.id).length,
});

/** The fields of `administration/preview`. */
export async function presentContents(previewed: Previewed, mark: string, language: Language) {
  const { course, checked, isOfToday, lessonFiles } = previewed;
  const known = new Set([...previewed.lessonFiles.keys(), ...previewed.quizFiles.keys()]);
  const others = (checked?.problems ?? []).filter(({ file }) => !known.has(file));
  return {
    title: inLanguage(course.title, language),
    isOfToday,
    errors: countErrors(checked?.problems ?? []),
    total: checked?.problems.length ?? 0,
    mark,
    changesHref: `${previewAddress(course.id)}/changes`,
    versionsHref: versionsAddress(course.id),
    modules: course.modules.map((module, index) => ({
      number: index + 1,
      title: inLanguage(module.title, language),
      rows: [
        ...module.lessons.map((lesson) => ({
          kind: 'lesson',
          title: inLanguage(lesson.title, language),
          href: lessonPreviewAddress(course.id, lesson.id),
          minutes: lesson.minutes,
          draft: lesson.draft,
          problems: problemsOf(previewed, lessonFiles, lesson.id).length,
        })),
        ...(module.quiz ? [quizRow(previewed, module.quiz, language)] : []),
      ],
    })),
    exam: course.exam && quizRow(previewed, course.exam, language),
    problems: await presentProblems(others, course.folder, language),
  };
}

const outlineOf = (course: Course, language: Language): Outline => ({
  course,
  enrolment: undefined,
  progress: progressOf(course, undefined, NO_STANDING),
  language,
  open: true,
  drafts: true,
});

export const placeOf = (course: Course, lesson: string): Place | undefined => findLesson(course, lesson, true);

const inPreview = (course: Course, href: string): string =>
  href.replace(`/courses/${course.id}/lessons/`, `${previewAddress(course.id)}/lessons/`).replace(`/courses/${course.id}/quizzes/`, `${previewAddress(course.id)}/quizzes/`);

/** The fields of `learning/lesson`, as somebody sees it who has not read anything yet; drafts look finished. */
export function presentFramedLesson({ course }: Previewed, place: Place, language: Language) {
  const { shared: _elsewhere, place: _onPhones, reportHref: _report, lesson, module, next, previous, ...rest } = lessonFields(outlineOf(course, language), place);
  const home = previewAddress(course.id);
  return {
    ...rest,
    framed: true,
    script: undefined,
    course: { ...rest.course, href: home },
    module: { ...module, href: home, steps: module.steps.map((step) => ({ ...step, draft: false, href: step.href && inPreview(course, step.href) })) },
    lesson: { ...lesson, draft: false, html: withPreviewAddresses(inLanguage(place.lesson.html, lesson.language), course.id) },
    previous: previous && { ...previous, href: inPreview(course, previous.href) },
    next: next && { ...next, href: inPreview(course, next.href) },
  };
}

/** The fields of `administration/preview-lesson`. */
export async function presentLessonPreview(previewed: Previewed, { lesson, moduleNumber, position }: Place, mark: string, language: Language) {
  const { course, isOfToday, lessonFiles } = previewed;
  const href = lessonPreviewAddress(course.id, lesson.id);
  return {
    title: inLanguage(lesson.title, language),
    number: `${moduleNumber}.${position}`,
    course: { title: inLanguage(course.shortTitle, language), href: previewAddress(course.id) },
    draft: lesson.draft,
    isOfToday,
    file: [...lessonFiles].find(([, id]) => id === lesson.id)?.[0],
    frameHref: `${href}/page`,
    mark,
    changesHref: `${previewAddress(course.id)}/changes`,
    compareHref: `${versionsAddress(course.id)}?lesson=${encodeURIComponent(lesson.id)}`,
    problems: await presentProblems(problemsOf(previewed, lessonFiles, lesson.id), course.folder, language),
    others: (previewed.checked?.problems.length ?? 0) - problemsOf(previewed, lessonFiles, lesson.id).length,
    scripts: ['scripts/preview.js'],
  };
}
