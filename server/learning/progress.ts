import type { Course, Lesson, Module, Quiz } from '../content/course.ts';
import type { EnrolmentRecord } from './enrolment-model.ts';
import type { Standing } from './standing.ts';

/** How far somebody is in a course: pure rules, no storage. */
export interface ModuleProgress {
  readonly id: string;
  readonly lessonsRead: number;
  readonly lessonsRequired: number;
  /** Undefined: the module has no quiz. */
  readonly quizPassed: boolean | undefined;
  /** Percent; undefined: not taken yet. */
  readonly quizBest: number | undefined;
  /** Every required lesson read and the quiz passed. */
  readonly done: boolean;
}

/** The one next thing to do. */
export type NextStep =
  | { readonly kind: 'lesson'; readonly module: Module; readonly lesson: Lesson }
  | { readonly kind: 'quiz'; readonly module: Module; readonly quiz: Quiz }
  | { readonly kind: 'exam'; readonly quiz: Quiz }
  | { readonly kind: 'done' };

export interface CourseProgress {
  readonly modules: readonly ModuleProgress[];
  readonly lessonsRead: number;
  readonly lessonsRequired: number;
  readonly quizzesPassed: number;
  readonly quizzes: number;
  readonly modulesDone: boolean;
  /** Units of competency whose minimum is met. */
  readonly unitsMet: number;
  readonly units: number;
  readonly next: NextStep;
}

/** Worked out once for each module that the catalogue holds: every page of a course asks for it. */
function remembered<T>(workOut: (module: Module) => T): (module: Module) => T {
  const known = new WeakMap<Module, T>();
  return (module) => {
    const found = known.get(module) ?? workOut(module);
    known.set(module, found);
    return found;
  };
}

/** Lessons that a learner sees; drafts are for trainers. */
export const visibleLessons = remembered((module: Module): readonly Lesson[] => module.lessons.filter((lesson) => !lesson.draft));

/** Lessons in the order of a module; `drafts`: for somebody who writes courses. */
export const shownLessons = (module: Module, drafts: boolean): readonly Lesson[] => (drafts ? module.lessons : visibleLessons(module));

const requiredLessons = remembered((module: Module): readonly Lesson[] => visibleLessons(module).filter((lesson) => !lesson.optional));

export const isRead = (enrolment: EnrolmentRecord | undefined, lesson: string): boolean =>
  enrolment?.read[lesson] !== undefined;

const moduleProgress = (module: Module, enrolment: EnrolmentRecord | undefined, standing: Standing): ModuleProgress => {
  const required = requiredLessons(module);
  const lessonsRead = required.filter((lesson) => isRead(enrolment, lesson.id)).length;
  const quiz = module.quiz && standing.quizzes[module.quiz.id];
  const quizPassed = module.quiz ? (quiz?.passed ?? false) : undefined;
  return {
    id: module.id,
    lessonsRead,
    lessonsRequired: required.length,
    quizPassed,
    quizBest: quiz?.best,
    done: lessonsRead === required.length && quizPassed !== false,
  };
};

/** The first thing in the order of the course that is not done yet, beginning where the learner stopped. */
const nextStep = (course: Course, enrolment: EnrolmentRecord | undefined, standing: Standing, unitsMet: number): NextStep => {
  for (const module of course.modules) {
    const lesson = requiredLessons(module).find((candidate) => !isRead(enrolment, candidate.id));
    if (lesson) return { kind: 'lesson', module, lesson };
    if (module.quiz && !standing.quizzes[module.quiz.id]?.passed) return { kind: 'quiz', module, quiz: module.quiz };
  }
  if (course.exam && unitsMet < course.competencies.length) return { kind: 'exam', quiz: course.exam };
  return { kind: 'done' };
};

export function progressOf(course: Course, enrolment: EnrolmentRecord | undefined, standing: Standing): CourseProgress {
  const modules = course.modules.map((module) => moduleProgress(module, enrolment, standing));
  const sum = (pick: (module: ModuleProgress) => number) => modules.reduce((total, module) => total + pick(module), 0);
  const unitsMet = course.competencies.filter((unit) => standing.units[unit.code]?.met).length;
  return {
    modules,
    lessonsRead: sum((module) => module.lessonsRead),
    lessonsRequired: sum((module) => module.lessonsRequired),
    quizzesPassed: modules.filter((module) => module.quizPassed).length,
    quizzes: modules.filter((module) => module.quizPassed !== undefined).length,
    modulesDone: modules.every((module) => module.done),
    unitsMet,
    units: course.competencies.length,
    next: nextStep(course, enrolment, standing, unitsMet),
  };
}
