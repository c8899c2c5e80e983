import { z } from 'zod';
import type { AccountStore } from '../../accounts/account-store.ts';
import { pageQuery } from '../list-page.ts';
import { searchText } from '../list-query.ts';
import { idAt, type AuditFilter } from './audit-store.ts';
import { beginningOf, nextDay } from './day-seal.ts';

const day = z.iso.date().refine((written) => written >= '1970-01-02').optional().catch(undefined);
const entryId = z.string().regex(/^[0-9a-f]{12}[\w-]{8}$/);

const filters = { actor: searchText, subject: searchText, action: z.string().regex(/^[\w -/:]{1,120}$/).optional().catch(undefined), from: day, to: day };

export const auditQuery = z.object({ ...filters, ...pageQuery(entryId) });
export const auditExportQuery = z.object(filters);
export type AuditQuery = z.infer<typeof auditQuery>;

/** No account has it: who asks for somebody unknown is shown nothing, and not everything. */
const NOBODY = '-';
const ACCOUNT_ID = /^[\w-]{16}$/;

/** By user name; an id finds what an erased account did. */
async function accountOf(accounts: AccountStore, typed: string | undefined): Promise<string | undefined> {
  if (typed === undefined) return undefined;
  const known = await accounts.selectOptionalByUserName(typed.toLowerCase());
  return known?._id ?? (ACCOUNT_ID.test(typed) ? typed : NOBODY);
}

export const auditFilter = async (accounts: AccountStore, { actor, subject, action, from, to }: z.infer<typeof auditExportQuery>): Promise<AuditFilter> => ({
  actor: await accountOf(accounts, actor),
  subject: await accountOf(accounts, subject),
  action,
  from: from && idAt(beginningOf(from)),
  to: to && idAt(beginningOf(nextDay(to))),
});
