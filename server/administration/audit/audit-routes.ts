import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { OrganisationStore } from '../../accounts/organisations/organisation-store.ts';
import { Forbidden } from '../../errors.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import { page, stream } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import type { ClassStore } from '../classes/class-store.ts';
import { PAGE_SIZE, pageOf, placeOf } from '../list-page.ts';
import { mayReadAudit } from '../policy.ts';
import { csvFile, type Cell } from '../table-file.ts';
import { auditExportQuery, auditFilter, auditQuery } from './audit-forms.ts';
import type { AuditEntry } from './audit-model.ts';
import { AUDIT_PATH, presentAudit, type Names } from './audit-presenter.ts';
import { timeOf } from './audit-store.ts';
import { canonical } from './day-seal.ts';

const FEED = '\n';

/** Everybody's deeds, of all regions. */
const requireReader = (received: Received<unknown, unknown, unknown>): void => {
  if (!mayReadAudit(signedIn(received))) throw new Forbidden('Catatan audit dibaca oleh admin yang menjangkau semua wilayah.');
};

async function namesOf(accounts: AccountStore, entries: readonly AuditEntry[]): Promise<Names> {
  const ids = new Set(entries.flatMap(({ actor, subject }) => [actor, subject ?? '']).filter((id) => id !== ''));
  return new Map((await accounts.selectByIds([...ids])).map((account) => [account._id, account]));
}

/** Classes that entries are about, by id; of one that is gone the id stays. */
async function classesOf(classes: ClassStore, entries: readonly AuditEntry[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(entries.flatMap(({ object }) => (object === undefined ? [] : [object])));
  return new Map((await classes.selectSome([...ids])).map(({ _id, name }) => [_id, name]));
}

async function organisationsOf(organisations: OrganisationStore, entries: readonly AuditEntry[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(entries.flatMap(({ object, facts }) => [object ?? '', String(facts?.['organisation'] ?? '')]).filter((id) => id !== ''));
  return new Map((await organisations.selectSome([...ids])).map(({ _id, name }) => [_id, name]));
}

/** Accounts by reference; whoever may look names up finds them on the page. */
async function* rowsOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<readonly Cell[]> {
  for await (const entry of entries) {
    const { _id, action, actor, subject, object, facts, network, device } = entry;
    yield [timeOf(entry).toISOString(), action, actor, subject, object, facts && JSON.stringify(facts), network, device, _id];
  }
}

const HEAD = ['waktu', 'tindakan', 'pelaku', 'terhadap', 'objek', 'rincian', 'jaringan', 'perangkat', 'entri'];

/** Who did what to whom: looked through, and taken along as a table or line by line as it is sealed. */
export const auditRoutes = ({ accounts: { accounts, organisations }, classes, auditLog }: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: AUDIT_PATH,
    access: 'administrator',
    query: auditQuery,
    handle: async (received) => {
      requireReader(received);
      const place = placeOf(received.query);
      const found = pageOf(await auditLog.selectPage(await auditFilter(accounts, received.query), place, PAGE_SIZE + 1), place, ({ _id }) => _id);
      const [names, classNames, organisationNames, lastSeal] = await Promise.all([namesOf(accounts, found.rows), classesOf(classes, found.rows), organisationsOf(organisations, found.rows), auditLog.selectLastSeal()]);
      return page('administration/audit', presentAudit({ found, names, classNames, organisationNames, lastSeal }, received));
    },
  }),
  route({
    method: 'get',
    path: `${AUDIT_PATH}/export.csv`,
    access: 'administrator',
    query: auditExportQuery,
    handle: async (received) => {
      requireReader(received);
      const filter = await auditFilter(accounts, received.query);
      return csvFile(`audit-${calendarDay(new Date())}.csv`, HEAD, rowsOf(auditLog.stream(filter)));
    },
  }),
  route({
    method: 'get',
    path: `${AUDIT_PATH}/export.jsonl`,
    access: 'administrator',
    query: auditExportQuery,
    handle: async (received) => {
      requireReader(received);
      const filter = await auditFilter(accounts, received.query);
      const headers = { 'Content-Type': 'application/jsonl; charset=utf-8', 'Content-Disposition': `attachment; filename="audit-${calendarDay(new Date())}.jsonl"`, 'Cache-Control': 'no-store' };
      return stream(headers, (response) => pipeline(Readable.from(linesOf(auditLog.stream(filter))), response));
    },
  }),
];

/** The very bytes whose SHA-256 a day's seal is made of. */
async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield canonical(entry) + FEED;
}
