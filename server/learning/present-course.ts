import { inLanguage, type Course } from '../content/course.ts';
import { dayFromIso, longDate, timeOfDay } from '../web/i18n/dates.ts';
import type { Language } from '../web/i18n/language.ts';
import { courseAddress, glossaryAddress, quizAddress, searchAddress } from './addresses.ts';
import type { AskTrainer } from './contacts/ask-trainer.ts';
import { lessonCount, minutesOf, modulesOf, nextOf, questionCount, type Outline } from './present-steps.ts';
import type { ExamDoor, HeldCertificate, Standing } from './standing.ts';

export interface CourseView {
  readonly outline: Outline;
  readonly state: 'visitor' | 'locked' | 'open' | 'enrolled';
  readonly standing: Standing;
  /** The list of what a phone can keep of it; undefined: nothing. */
  readonly saveHref?: string | undefined;
  readonly trainer?: AskTrainer | undefined;
  readonly door: ExamDoor | undefined;
  readonly certificate: HeldCertificate | undefined;
  readonly requires: readonly { readonly title: string; readonly href: string; readonly met: boolean }[];
}

const examFields = (course: Course, door: ExamDoor | undefined, language: Language) =>
  course.exam && {
    state: door?.state ?? 'locked',
    href: quizAddress(course.id, course.exam.id),
    questions: questionCount(course.exam),
    minutes: course.exam.timeLimitMinutes,
    limit: course.exam.attempts.limit,
    until: door?.until && `${longDate(door.until, language)}, ${timeOfDay(door.until, language)}`,
    isFirst: door?.isFirst ?? false,
    unitsLeft: door?.unitsLeft,
  };

export function courseFields({ outline, state, standing, door, certificate, requires, saveHref, trainer }: CourseView) {
  const { course, progress, language } = outline;
  const next = state === 'enrolled' ? nextOf(course, progress.next, language) : undefined;
  const started = progress.lessonsRead > 0;
  return {
    title: inLanguage(course.title, language),
    description: inLanguage(course.summary, language),
    course: {
      title: inLanguage(course.title, language),
      shortTitle: inLanguage(course.shortTitle, language),
      level: course.level,
      summary: inLanguage(course.summary, language),
      modules: course.modules.length,
      lessons: lessonCount(course),
      minutes: minutesOf(course),
      hours: course.hours,
      validMonths: course.certificate.validMonths,
      pilot: course.status === 'pilot',
    },
    state,
    mustRetake: (standing.mustRetake ?? false) && certificate === undefined,
    requires,
    enrolHref: `${courseAddress(course.id)}/enrol`,
    progress: {
      lessonsDone: progress.lessonsRead,
      lessonsTotal: progress.lessonsRequired,
      quizzesDone: progress.quizzesPassed,
      quizzesTotal: progress.quizzes,
    },
    next: next && { ...next, verb: started ? 'continue' : 'start' },
    modules: modulesOf(outline),
    exam: examFields(course, door, language),
    certificate: certificate && { ...certificate, validUntil: certificate.validUntil && longDate(dayFromIso(certificate.validUntil), language), renewal: certificate.renewal && { ...certificate.renewal, units: certificate.renewal.units.map((unit) => inLanguage(unit, language)) } },
    competencies: course.competencies.map((unit) => ({
      code: unit.code,
      title: inLanguage(unit.title, language),
      minimum: unit.minimum,
      passed: standing.units[unit.code]?.met ?? false,
    })),
    saveHref,
    script: saveHref ? 'scripts/phone-course.js' : 'scripts/phone.js',
    trainer,
    searchHref: state === 'locked' ? undefined : searchAddress(course.id),
    glossaryHref: course.glossary.length > 0 ? glossaryAddress(course.id) : undefined,
  };
}
