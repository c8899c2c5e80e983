import type { AccountRecord } from '../accounts/account-model.ts';
import { attemptsLeft } from '../assessment/attempt-rules.ts';
import { EXTRA_PERCENTS } from '../assessment/grant-attempt.ts';
import type { ExtraTime, Grant } from '../assessment/standing-model.ts';
import { inLanguage, type Quiz } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import { dateAndTime, longDate } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { learnedAt } from './learned-at.ts';
import { courseTitle, resultOf, type LearnerResult } from './learner-result.ts';
import { requireWithinScope } from './classes/trainer-scope.ts';
import { mayFollow, mayGrant, mayManageAccount } from './policy.ts';
import { placeWords, RESULTS_PATH, stateWords } from './results-presenter.ts';

export interface FollowedLearner {
  readonly account: AccountRecord;
  readonly result: LearnerResult;
  /** Attempts granted beyond the limit, with who gave them and why. */
  readonly grants: readonly Grant[];
  readonly extraTime: ExtraTime | undefined;
}

/** One learner's result; beyond the viewer's reach it does not exist. */
export async function selectFollowed(administration: Administration, viewer: Viewer, learner: string, course: string): Promise<FollowedLearner> {
  const { accounts, assessment, learning } = administration;
  await requireWithinScope(administration, viewer, { learner, course }, 'Peserta ini tidak mengikuti pelatihan itu.');
  const account = await accounts.accounts.selectOptionalById(learner);
  const enrolment = account && mayFollow(viewer, account) ? await learning.enrolments.selectOptional(learner, course) : undefined;
  const result = enrolment && (await resultOf(administration, enrolment));
  if (!account || !result) throw new NotFound('Peserta ini tidak mengikuti pelatihan itu.');
  const { grants, extraTime } = await assessment.standings.select(learner, course);
  return { account, result, grants, extraTime };
}

/** A quiz or the exam, how often it was sat, and whether one more attempt can be given. */
function presentQuiz(quiz: Quiz, { account, result, grants }: FollowedLearner, received: Received<unknown, unknown, unknown>) {
  const { t, language } = received;
  const standing = result.standing.quizzes[quiz.id];
  const used = standing?.attempts ?? 0;
  const { limit } = quiz.attempts;
  const granted = grants.filter((grant) => grant.quiz === quiz.id).length;
  const isUsedUp = quiz.kind === 'exam' ? result.state === 'exhausted' : !standing?.passed && attemptsLeft(limit, granted, used) === 0;
  return {
    id: quiz.id,
    title: inLanguage(quiz.title, language),
    score: quiz.kind === 'quiz' ? standing?.best : undefined,
    passed: standing?.passed ?? false,
    attempts: limit > 0 ? t('{n} dari {total} kesempatan', { n: used, total: limit + granted }) : t('{n} kali', { n: used }),
    grantHref: isUsedUp && mayGrant(signedIn(received), account) ? `${RESULTS_PATH}/${account._id}/${result.course.id}/grant` : undefined,
  };
}

/** The fields of `views/administration/result.ejs`. */
export async function presentFollowed(
  { accounts }: Administration,
  followed: FollowedLearner,
  received: Received<unknown, unknown, unknown>,
) {
  const { account, result, grants, extraTime } = followed;
  const { t, language } = received;
  const viewer = signedIn(received);
  const { course, progress, standing, enrolment, certificate } = result;
  const quizzes = [...course.modules.flatMap((module) => module.quiz ?? []), ...(course.exam ? [course.exam] : [])];
  const givers = new Map((await accounts.accounts.selectByIds(grants.map((grant) => grant.by))).map((giver) => [giver._id, giver.name]));
  return {
    title: account.name,
    person: { name: account.name, userName: account.userName, place: placeWords(account.village, account.regionCode) },
    userHref: mayManageAccount(viewer, account) ? `/admin/users/${account._id}` : undefined,
    course: { title: courseTitle(course, language), listHref: `${RESULTS_PATH}?course=${course.id}` },
    state: { name: result.state, text: t(stateWords[result.state]) },
    begunAt: longDate(enrolment.startedAt, language),
    lastSeen: learnedAt(enrolment, language),
    lessons: { done: progress.lessonsRead, total: progress.lessonsRequired },
    units: course.competencies.map((unit) => ({
      code: unit.code,
      title: inLanguage(unit.title, language),
      minimum: unit.minimum,
      score: standing.units[unit.code]?.score,
      met: standing.units[unit.code]?.met ?? false,
    })),
    quizzes: quizzes.map((quiz) => presentQuiz(quiz, followed, received)),
    extraTime: mayGrant(viewer, account) && quizzes.some((quiz) => quiz.timeLimitMinutes !== undefined)
      ? {
          href: `${RESULTS_PATH}/${account._id}/${course.id}/extra-time`,
          percent: String(extraTime?.percent ?? 0),
          reason: extraTime?.reason,
          options: EXTRA_PERCENTS.map((percent) => ({ value: String(percent), text: percent === 0 ? t('Tanpa waktu tambahan') : t('{n} persen lebih lama', { n: percent }) })),
        }
      : undefined,
    grants: grants.map((grant) => ({
      at: dateAndTime(grant.at, language),
      by: givers.get(grant.by),
      quiz: quizzes.find((quiz) => quiz.id === grant.quiz)?.title.original ?? grant.quiz,
      reason: grant.reason,
    })),
    certificate: certificate === undefined ? undefined : { serial: certificate, href: viewer.role === 'administrator' ? `/admin/certificates/${certificate}` : undefined },
  };
}
