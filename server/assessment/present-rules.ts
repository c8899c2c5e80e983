import { regionName } from '../accounts/regions/regions.ts';
import { inLanguage, type Course, type Quiz } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { dateAndTime, longDate } from '../web/i18n/dates.ts';
import type { Translate } from '../web/i18n/translate.ts';
import type { Viewer } from '../web/viewer.ts';
import { courseAddress, quizAddress } from '../learning/addresses.ts';
import { attemptAddress, offlineQuizAddress, resultAddress } from './addresses.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { attemptsLeft, minutesFor, waitAfter, windowOf } from './attempt-rules.ts';
import { countDrawn } from './draw.ts';
import { wholePercent } from './percent.ts';
import type { Start } from './start.ts';
import { mayBeTaken, mayBeTakenAlong } from './sync/may-be-taken.ts';

const MINUTES = { hour: 60, day: 1440 } as const;

/** `1 hari`, `90 menit`. */
const duration = (minutes: number, t: Translate): string => {
  if (minutes % MINUTES.day === 0) return t('{n} hari', { n: minutes / MINUTES.day });
  if (minutes % MINUTES.hour === 0) return t('{n} jam', { n: minutes / MINUTES.hour });
  return t('{n} menit', { n: minutes });
};

export interface RulesPage {
  readonly course: Course;
  readonly quiz: Quiz;
  readonly start: Start;
  /** Earlier attempts, newest first. */
  readonly earlier: readonly AttemptRecord[];
  readonly viewer: Viewer;
  readonly language: Language;
  readonly t: Translate;
}

const outcome = ({ kind, result }: AttemptRecord, t: Translate): string => {
  if (!result) return '';
  if (result.waiting && !result.passed) return t('menunggu penilaian');
  if (kind === 'quiz') return String(wholePercent(result.score));
  return t('{n} dari {total} kompetensi', { n: result.units.filter((unit) => unit.met).length, total: result.units.length });
};

const presentUnits = ({ course, quiz, start, language }: RulesPage) => {
  if (quiz.kind === 'quiz') return undefined;
  const { perUnit } = countDrawn(quiz);
  return course.competencies
    .filter((unit) => perUnit.has(unit.code))
    .map(({ code, title, minimum }) => ({
      code,
      title: inLanguage(title, language),
      minimum,
      questions: perUnit.get(code) ?? 0,
      passed: !start.unitsLeft.includes(code),
    }));
};

/** The fields of `assessment/rules`. */
export function presentRules(page: RulesPage): Readonly<Record<string, unknown>> {
  const { course, quiz, start, earlier, viewer, language, t } = page;
  const { rule, granted, used, last, unitsLeft } = start;
  const title = inLanguage(quiz.title, language);
  const { closes } = windowOf(quiz);
  // The wait that follows the attempt which would begin now.
  const nextNumber = last?.state === 'open' ? last.number : (last?.number ?? 0) + 1;
  const units = quiz.kind === 'exam' && unitsLeft.length > 0 ? unitsLeft : undefined;
  return {
    title,
    quiz: {
      kind: quiz.kind,
      title,
      questions: countDrawn(quiz, units).total,
      minutes: minutesFor(quiz.timeLimitMinutes, start.extraPercent),
      limit: quiz.attempts.limit && quiz.attempts.limit + granted,
      attemptsLeft: attemptsLeft(quiz.attempts.limit, granted, used),
      wait: waitAfter(quiz.attempts, nextNumber) > 0 ? duration(waitAfter(quiz.attempts, nextNumber), t) : undefined,
      closes: closes && dateAndTime(closes, language),
      pass: quiz.kind === 'quiz' ? quiz.pass : undefined,
      review: quiz.review,
    },
    course: { shortTitle: inLanguage(course.shortTitle, language), href: courseAddress(course.id) },
    state: rule.state,
    until: rule.state === 'waiting' ? dateAndTime(rule.until, language) : undefined,
    startHref: quizAddress(course.id, quiz.id),
    continueHref: rule.state === 'running' && last ? attemptAddress(last._id) : undefined,
    mayTake: mayBeTaken(quiz),
    takeHref: rule.state === 'running' && last && mayBeTakenAlong(last, quiz) ? offlineQuizAddress(last._id) : undefined,
    script: quiz.kind === 'quiz' ? 'scripts/phone.js' : undefined,
    units: presentUnits(page),
    person:
      quiz.kind === 'exam'
        ? {
            name: viewer.name,
            village: viewer.village ?? t('desa atau kelurahan belum diisi'),
            region: viewer.regionCode ? regionName(viewer.regionCode) : t('wilayah belum diisi'),
          }
        : undefined,
    attempts: earlier.map((attempt) => ({
      number: attempt.number,
      date: longDate(attempt.finishedAt ?? attempt.startedAt, language),
      href: resultAddress(attempt._id),
      text: outcome(attempt, t),
      passed: attempt.result?.passed ?? false,
    })),
  };
}
