import { page, redirect, type Reply } from '../../web/reply.ts';
import type { Received } from '../../web/route.ts';
import type { AccountRecord } from '../account-model.ts';
import type { Accounts } from '../accounts.ts';

/** So long after the password the code may be typed. */
const TICKET_MS = 10 * 60 * 1000;

type Asked = Received<unknown, unknown, unknown>;

/** The page that asks for the second step; `ticket` proves that the password was right. */
export const secondStepPage = (received: Asked, ticket: string, next: string | undefined, errors: Readonly<Record<string, string>> = {}): Reply =>
  page('accounts/second-step', { title: received.t('Langkah kedua'), values: { ticket, next }, errors }, { status: Object.keys(errors).length > 0 ? 422 : 200, headers: { 'Cache-Control': 'no-store' } });

/** Begins the session. */
export async function letIn({ authentication }: Accounts, received: Asked, account: AccountRecord, next: string): Promise<Reply> {
  if (account.role !== 'learner') received.audit({ action: 'sign-in', actor: account._id });
  await authentication.begin(received.http, { id: account._id, epoch: account.epoch });
  return redirect(next);
}

/** Who has shown a password, or a code that stands for one, is let in, or asked for the second step. */
export async function enterOrAsk(parts: Accounts, received: Asked, account: AccountRecord, next = '/learn'): Promise<Reply> {
  if (!account.twoFactorSince) return letIn(parts, received, account, next);
  return secondStepPage(received, await parts.codes.issueCode('second-step', account._id, TICKET_MS), next);
}
