import type { AccountRecord } from '../accounts/account-model.ts';
import type { RegradeEffect, RegradeRecord, RegradeState } from '../assessment/regrading/regrade-model.ts';
import { inLanguage, type Course } from '../content/course.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import { quizzesOf } from './analysis-presenter.ts';
import { courseTitle } from './learner-result.ts';
import { paginationOf, type ListPage } from './list-page.ts';

export const REGRADES_PATH = '/admin/regrades';

type Reader = Received<unknown, unknown, unknown>;
type Names = ReadonlyMap<string, Pick<AccountRecord, '_id' | 'name'>>;

/** Versions are 16 digits of a checksum; the first ones tell them apart. */
const SHOWN_DIGITS = 8;
const shortVersion = (version: string): string => version.slice(0, SHOWN_DIGITS);

export const stateWords: Readonly<Record<RegradeState, string>> = {
  previewing: 'Sedang dihitung',
  previewed: 'Menunggu keputusan',
  applying: 'Sedang diterapkan',
  applied: 'Sudah diterapkan',
  undoing: 'Sedang dibatalkan',
  undone: 'Sudah dibatalkan',
};

/** What somebody decided, for the history. */
const eventWords: Readonly<Record<RegradeState, string>> = {
  ...stateWords,
  previewing: 'Pratinjau dibuat',
  applying: 'Diterapkan',
  undoing: 'Dibatalkan',
};

const titleOf = (course: Course | undefined, id: string, { language }: Pick<Reader, 'language'>): string => (course ? courseTitle(course, language) : id);

/** The fields of `views/administration/regrades.ejs`. */
export const presentRegrades = (regrades: readonly RegradeRecord[], courses: readonly Course[], mayDecide: boolean, received: Pick<Reader, 't' | 'language'>) => ({
  title: received.t('Penilaian ulang'),
  courses: courses.map((each) => ({ value: each.id, text: courseTitle(each, received.language) })),
  startHref: mayDecide ? REGRADES_PATH : undefined,
  regrades: regrades.map(({ _id, course, at, state, summary, changed }) => ({
    href: `${REGRADES_PATH}/${_id}`,
    course: titleOf(courses.find(({ id }) => id === course), course, received),
    at: dateAndTime(at, received.language),
    state,
    stateText: received.t(stateWords[state]),
    attempts: state === 'applied' || state === 'undone' ? changed : summary.changed,
    learners: summary.learners,
  })),
});

const presentSummary = ({ summary }: RegradeRecord, course: Course | undefined, { language }: Reader) => {
  const quizzes = course ? quizzesOf(course) : [];
  const quizTitle = (id: string): string => {
    const quiz = quizzes.find((each) => each.id === id);
    return quiz ? inLanguage(quiz.title, language) : id;
  };
  const unitTitle = (code: string): string => {
    const unit = course?.competencies.find((each) => each.code === code);
    return unit ? inLanguage(unit.title, language) : code;
  };
  return {
    attempts: summary.attempts,
    touched: summary.touched,
    changed: summary.changed,
    unreadable: summary.unreadable,
    learners: summary.learners,
    questions: summary.questions.map(({ quiz, id, more, less }) => ({ href: course ? `/admin/analysis/${course.id}/${quiz}/${id}` : undefined, id, quiz: quizTitle(quiz), more, less })),
    units: summary.units.map(({ code, gained, lost }) => ({ code, title: unitTitle(code), gained, lost })),
    quizzes: summary.quizzes.map(({ id, gained, lost }) => ({ title: quizTitle(id), gained, lost })),
    certificates: summary.certificates,
    quizTitle,
  };
};

const presentEffect = ({ learner, quiz, gained, lost, quizPassed, certificate }: RegradeEffect, course: string, names: Names, quizTitle: (id: string) => string, received: Reader) => ({
  name: names.get(learner)?.name ?? learner,
  href: names.has(learner) ? `/admin/results/${learner}/${course}` : undefined,
  quiz: quizTitle(quiz),
  gained,
  lost,
  passed: quizPassed,
  certificate: certificate && {
    kind: certificate.kind,
    serial: certificate.kind === 'due' ? undefined : certificate.serial,
    href: certificate.kind !== 'due' && signedIn(received).role === 'administrator' ? `/admin/certificates/${certificate.serial}` : undefined,
  },
});

export interface RegradePage {
  readonly regrade: RegradeRecord;
  /** As it is published now. */
  readonly course: Course | undefined;
  readonly effects: ListPage<RegradeEffect, string>;
  /** Those who are named, by account. */
  readonly names: Names;
  readonly row: number;
  /** False: the viewer is confined to classes, and sees their members alone. */
  readonly mayDecide: boolean;
}

/** The fields of `views/administration/regrade.ejs`. */
export function presentRegrade({ regrade, course, effects, names, row, mayDecide }: RegradePage, received: Reader) {
  const { t, language } = received;
  const own = `${REGRADES_PATH}/${regrade._id}`;
  const { quizTitle, ...summary } = presentSummary(regrade, course, received);
  const isCurrent = course?.version === regrade.version;
  return {
    title: t('Penilaian ulang, {course}', { course: titleOf(course, regrade.course, received) }),
    state: regrade.state,
    stateText: t(stateWords[regrade.state]),
    isWorking: ['previewing', 'applying', 'undoing'].includes(regrade.state),
    at: dateAndTime(regrade.at, language),
    from: regrade.from.map(shortVersion),
    version: shortVersion(regrade.version),
    changed: regrade.changed,
    summary,
    outdated: regrade.state === 'previewed' && !isCurrent,
    isConfined: !mayDecide,
    applyHref: mayDecide && regrade.state === 'previewed' && isCurrent && summary.changed > 0 ? `${own}/apply` : undefined,
    undoHref: mayDecide && regrade.state === 'applied' ? `${own}/undo` : undefined,
    reloadHref: own,
    effects: effects.rows.map((effect) => presentEffect(effect, regrade.course, names, quizTitle, received)),
    pagination: paginationOf(effects, { path: own, filters: {}, row, t }, (place) => place),
    history: regrade.history.toReversed().map(({ to, at, by, reason }) => ({ at: dateAndTime(at, language), by: names.get(by)?.name ?? by, text: t(eventWords[to]), reason })),
  };
}
