import type { AccountRecord } from '../accounts/account-model.ts';
import { NotFound } from '../errors.ts';
import { longDate } from '../web/i18n/dates.ts';
import { page, type Reply } from '../web/reply.ts';
import { signedIn, type Received } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { resultOf } from './learner-result.ts';
import { mayChangeRole, mayEraseAccount, mayIssueResetCode, mayManageAccount, reachesRegion } from './policy.ts';
import { USERS_PATH } from './user-list.ts';
import { presentRegion, regenciesWithin } from './present-region.ts';
import { presentPerson, presentUserCourse } from './user-presenter.ts';

const CODE_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

interface Shown {
  readonly code?: { readonly text: string; readonly validUntil: string; readonly useHref: string };
  readonly errors?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** A name that cannot be kept. */
  readonly typedName?: string | undefined;
}

/** Beyond an administrator's reach an account does not exist. */
export async function selectManaged({ accounts }: Administration, viewer: Viewer, id: string): Promise<AccountRecord> {
  const account = await accounts.accounts.selectById(id);
  if (!mayManageAccount(viewer, account)) throw new NotFound('Akun ini tidak ada.');
  return account;
}

/** The page of one account, `views/administration/user.ejs`. */
export async function showUser(
  administration: Administration,
  account: AccountRecord,
  received: Received<unknown, unknown, unknown>,
  { code, errors = {}, status = 200, typedName }: Shown = {},
): Promise<Reply> {
  const { accounts, learning } = administration;
  const viewer = signedIn(received);
  const [enrolments, sessions, certificates] = await Promise.all([
    learning.enrolments.selectOfLearner(account._id),
    accounts.sessions.countSessionsOf(account._id),
    administration.certification.certificates.selectOfLearner(account._id),
  ]);
  const courses = await Promise.all(
    enrolments.map(async (enrolment) =>
      presentUserCourse(account._id, enrolment, await resultOf(administration, enrolment), received),
    ),
  );
  const own = `${USERS_PATH}/${account._id}`;
  return page(
    'administration/user',
    {
      title: account.name,
      person: presentPerson(account, enrolments, sessions, received),
      self: viewer.id === account._id,
      roleHref: mayChangeRole(viewer, account) ? `${own}/role` : undefined,
      scope: account.scope,
      region: { ...(await presentRegion(administration, viewer, account, received)), provinces: regenciesWithin((code) => reachesRegion(viewer, code)) },
      codeHref: mayIssueResetCode(viewer, account) ? `${own}/reset-code` : undefined,
      twoFactorHref: account.twoFactorSince && mayIssueResetCode(viewer, account) ? `${own}/two-factor/reset` : undefined,
      nameHref: `${own}/name`,
      typedName: typedName ?? account.name,
      mergeHref: account.role === 'learner' ? `${own}/merge` : undefined,
      otherNames: certificates.filter(({ state, record }) => state === 'valid' && record.holderName !== account.name).map(({ serial, record }) => ({ href: `/admin/certificates/${serial}`, serial, name: record.holderName })),
      eraseHref: mayEraseAccount(viewer, account) ? `${own}/erase` : undefined,
      endSessionsHref: `${own}/sessions/end`,
      code,
      courses,
      errors,
    },
    // The code must not be read again from the browser's memory of pages.
    { status, headers: code ? { 'Cache-Control': 'no-store' } : {} },
  );
}

/** Issues a code for a new password and shows it this once: it is in no address, in no log, and kept only as a hash. */
export async function replyWithCode(
  administration: Administration,
  account: AccountRecord,
  received: Received<unknown, unknown, unknown>,
): Promise<Reply> {
  const text = await administration.accounts.codes.issueCode('password-reset', account._id, CODE_LIFETIME_MS);
  const validUntil = longDate(new Date(Date.now() + CODE_LIFETIME_MS), received.language);
  return showUser(administration, account, received, { code: { text, validUntil, useHref: `${received.origin}/use-code` } });
}
