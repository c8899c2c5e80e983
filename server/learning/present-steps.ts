import { inLanguage, type Course, type Lesson, type Module } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { lessonAddress, quizAddress } from './addresses.ts';
import type { EnrolmentRecord } from './enrolment-model.ts';
import { isRead, shownLessons, visibleLessons, type CourseProgress, type ModuleProgress, type NextStep } from './progress.ts';

/** Fields of `views/components/steps.ejs` and `contents.ejs`. */
export interface StepFields {
  readonly kind: 'lesson' | 'quiz';
  readonly title: string;
  readonly href?: string | undefined;
  readonly state: 'done' | 'now' | 'open';
  readonly minutes?: number;
  readonly questions?: number;
  readonly optional?: boolean;
  /** Only who writes courses sees it. */
  readonly draft?: boolean;
}

export interface Outline {
  readonly course: Course;
  readonly enrolment: EnrolmentRecord | undefined;
  readonly progress: CourseProgress;
  readonly language: Language;
  /** False: nothing may be opened yet. */
  readonly open: boolean;
  /** Lessons that are not finished are shown too. */
  readonly drafts: boolean;
}

export const questionCount = (quiz: Course['exam']): number => {
  if (!quiz) return 0;
  if (!quiz.draw) return quiz.questions.length;
  if ('count' in quiz.draw) return Math.min(quiz.draw.count, quiz.questions.length);
  return quiz.draw.perCompetency * new Set(quiz.questions.map((question) => question.competency)).size;
};

const lessonState = (lesson: Lesson, current: string | undefined, enrolment: EnrolmentRecord | undefined) => {
  if (lesson.id === current) return 'now' as const;
  return isRead(enrolment, lesson.id) ? ('done' as const) : ('open' as const);
};

export function stepsOf(module: Module, outline: Outline, current: string | undefined): readonly StepFields[] {
  const { course, enrolment, progress, language, open, drafts } = outline;
  const lessons = shownLessons(module, drafts).map((lesson): StepFields => ({
    kind: 'lesson',
    title: inLanguage(lesson.title, language),
    href: open ? lessonAddress(course.id, lesson.id) : undefined,
    state: lessonState(lesson, current, enrolment),
    minutes: lesson.minutes,
    optional: lesson.optional,
    ...(lesson.draft && { draft: true }),
  }));
  if (!module.quiz) return lessons;
  const passed = progress.modules.find(({ id }) => id === module.id)?.quizPassed ?? false;
  const quiz: StepFields = {
    kind: 'quiz',
    title: inLanguage(module.quiz.title, language),
    href: open && enrolment ? quizAddress(course.id, module.quiz.id) : undefined,
    state: module.quiz.id === current ? 'now' : passed ? 'done' : 'open',
    questions: questionCount(module.quiz),
  };
  return [...lessons, quiz];
}

const moduleFields = (module: Module, state: ModuleProgress, number: number, outline: Outline) => {
  const { progress, enrolment, language } = outline;
  const { next } = progress;
  const current = next.kind === 'lesson' ? next.lesson.id : next.kind === 'quiz' ? next.quiz.id : undefined;
  const isNext = (next.kind === 'lesson' || next.kind === 'quiz') && next.module.id === module.id;
  return {
    number,
    title: inLanguage(module.title, language),
    summary: module.summary && inLanguage(module.summary, language),
    open: isNext,
    done: enrolment !== undefined && state.done,
    lessonsDone: state.lessonsRead,
    lessonsTotal: state.lessonsRequired,
    quizScore: state.quizBest === undefined ? undefined : Math.floor(state.quizBest),
    quizQuestions: module.quiz && questionCount(module.quiz),
    started: enrolment !== undefined && (state.lessonsRead > 0 || isNext),
    steps: stepsOf(module, outline, enrolment ? current : undefined),
  };
};

export const modulesOf = (outline: Outline) =>
  outline.course.modules.flatMap((module, index) => {
    const state = outline.progress.modules[index];
    return state ? [moduleFields(module, state, index + 1, outline)] : [];
  });

/** Where the one next step is, and what it is called; undefined: nothing is left. */
export function nextOf(course: Course, next: NextStep, language: Language): { href: string; title: string } | undefined {
  switch (next.kind) {
    case 'lesson':
      return { href: lessonAddress(course.id, next.lesson.id), title: inLanguage(next.lesson.title, language) };
    case 'quiz':
    case 'exam':
      return { href: quizAddress(course.id, next.quiz.id), title: inLanguage(next.quiz.title, language) };
    case 'done':
      return undefined;
  }
}

export const minutesOf = (course: Course): number =>
  course.modules.flatMap(visibleLessons).reduce((total, lesson) => total + lesson.minutes, 0);

export const lessonCount = (course: Course): number => course.modules.flatMap(visibleLessons).length;
