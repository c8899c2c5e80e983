import type { AccountRecord } from '../accounts/account-model.ts';
import { regionWords } from './present-region.ts';
import { lastLearned, type EnrolmentRecord } from '../learning/enrolment-model.ts';
import { longDate, shortDate } from '../web/i18n/dates.ts';
import type { Received } from '../web/route.ts';
import { courseTitle, type LearnerResult } from './learner-result.ts';

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

/** When somebody was last here: learning, signing in, or signing up by oneself. Undefined: never. */
function lastSeen(account: AccountRecord, enrolments: readonly EnrolmentRecord[], say: (date: Date) => string): string | undefined {
  const times = [...enrolments.map(lastLearned), account.lastSignInAt, account.consent?.at].flatMap((at) => (at ? [at.getTime()] : []));
  return times.length > 0 ? say(new Date(Math.max(...times))) : undefined;
}

/** A row of the list of users. */
export const presentUserRow = (account: AccountRecord, enrolments: readonly EnrolmentRecord[], reader: Reader) => ({
  href: `/admin/users/${account._id}`,
  name: account.name,
  userName: account.userName,
  role: account.role,
  region: regionWords(account, reader),
  village: account.village,
  lastSeen: lastSeen(account, enrolments, (date) => shortDate(date, reader.language)),
});

/** The head of a user's page. */
export function presentPerson(account: AccountRecord, enrolments: readonly EnrolmentRecord[], sessions: number, reader: Reader) {
  const { name, userName, role, village, phone, email, createdAt } = account;
  return {
    name,
    userName,
    role,
    region: regionWords(account, reader),
    village,
    phone,
    email,
    joinedAt: longDate(createdAt, reader.language),
    lastSeen: lastSeen(account, enrolments, (date) => longDate(date, reader.language)),
    sessions,
  };
}

/** One course on a user's page. */
export function presentUserCourse(learner: string, enrolment: EnrolmentRecord, result: LearnerResult | undefined, { t, language }: Reader) {
  if (!result) {
    const read = Object.keys(enrolment.read).length;
    return { title: enrolment.course, progress: t('{n} pelajaran dibaca', { n: read }), units: undefined };
  }
  const { course, progress, certificate, state } = result;
  const href = `/admin/results/${learner}/${course.id}`;
  return {
    title: courseTitle(course, language),
    href,
    progress: t('{n} dari {total} pelajaran', { n: progress.lessonsRead, total: progress.lessonsRequired }),
    units: progress.units > 0 ? t('{n} dari {total} kompetensi tuntas', { n: progress.unitsMet, total: progress.units }) : undefined,
    certificate: certificate === undefined ? undefined : { serial: certificate, href: `/admin/certificates/${certificate}` },
    grant: state === 'exhausted' ? { href: `${href}/grant` } : undefined,
  };
}
