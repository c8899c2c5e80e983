import { createHash } from 'node:crypto';
import { calendarDay } from '../../web/i18n/dates.ts';
import type { AuditEntry, DaySeal } from './audit-model.ts';
import { timeOf, type AuditStore } from './audit-store.ts';
import { beginningOf, idsOf, isSigned, lineOf, nextDay, sha256, statementOf } from './day-seal.ts';
import type { SealKey } from './seal-key.ts';

const PAGE = 100;

export type AuditFault =
  | { readonly kind: 'entry-changed' | 'entry-missing' | 'entry-added'; readonly day: string; readonly entry: string }
  | { readonly kind: 'day-missing' | 'day-changed' | 'day-signature' | 'day-chain'; readonly day: string }
  | { readonly kind: 'unsealed-time'; readonly day: string; readonly entry: string }
  | { readonly kind: 'head-unknown'; readonly day: string };

export interface AuditVerdict {
  readonly faults: readonly AuditFault[];
  readonly days: number;
  readonly entries: number;
  /** Days whose entries are over their time and gone; their seals stay. */
  readonly expired: number;
  readonly lastDay: string | undefined;
  /** The digest to be noted elsewhere: who takes days off the end leaves a chain that is whole, but shorter. */
  readonly head: string | undefined;
  /** Entries of days that are not sealed yet. */
  readonly unsealed: number;
}

export interface VerifyOptions {
  readonly keys: readonly SealKey[];
  /** Entries before this moment may be gone. */
  readonly keptSince: Date;
  /** A head that was noted before: it has to stand in the chain. */
  readonly knownHead?: string | undefined;
}

const idIn = (line: string): string => line.slice(0, line.indexOf(' '));

/** Compares the entries of a day with the lines that were sealed; both in the order of ids. */
async function compareDay(day: string, lines: readonly string[], entries: AsyncIterable<AuditEntry>): Promise<{ faults: AuditFault[]; count: number }> {
  const faults: AuditFault[] = [];
  let [next, count] = [0, 0];
  for await (const entry of entries) {
    count += 1;
    for (; next < lines.length && idIn(lines[next] ?? '') < entry._id; next += 1) faults.push({ kind: 'entry-missing', day, entry: idIn(lines[next] ?? '') });
    const line = lines[next];
    if (line === undefined || idIn(line) !== entry._id) faults.push({ kind: 'entry-added', day, entry: entry._id });
    else {
      if (line !== lineOf(entry)) faults.push({ kind: 'entry-changed', day, entry: entry._id });
      next += 1;
    }
  }
  for (; next < lines.length; next += 1) faults.push({ kind: 'entry-missing', day, entry: idIn(lines[next] ?? '') });
  return { faults, count };
}

/** Of one seal: its signature, its place behind `before`, what it is made of, and the entries themselves. */
async function verifyDay(store: AuditStore, seal: DaySeal, before: DaySeal | undefined, { keys, keptSince }: VerifyOptions): Promise<{ faults: AuditFault[]; count: number; isExpired: boolean }> {
  const day = seal._id;
  const faults: AuditFault[] = [];
  const key = keys.find(({ id }) => id === seal.key);
  if (!key || !isSigned(seal, key.publicKey)) faults.push({ kind: 'day-signature', day });
  for (let expected = before && nextDay(before._id); expected !== undefined && expected < day; expected = nextDay(expected)) faults.push({ kind: 'day-missing', day: expected });
  if (seal.previous !== (before ? sha256(statementOf(before)) : '')) faults.push({ kind: 'day-chain', day });
  const lines = (await store.selectParts(day)).flatMap((part) => part.lines);
  if (lines.length === 0 && seal.entries > 0 && beginningOf(nextDay(day)) <= keptSince) return { faults, count: 0, isExpired: true };
  const digest = createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex');
  if (digest !== seal.digest || lines.length !== seal.entries) faults.push({ kind: 'day-changed', day });
  const compared = await compareDay(day, lines, store.streamBetween(...idsOf(day)));
  return { faults: [...faults, ...compared.faults], count: compared.count, isExpired: false };
}

/** Entries that stand where no day was sealed: before the first one. */
async function verifyBeginning(store: AuditStore, first: DaySeal): Promise<AuditFault[]> {
  const found = await store.selectFirst();
  if (!found || found._id >= idsOf(first._id)[0]) return [];
  return [{ kind: 'unsealed-time', day: calendarDay(timeOf(found)), entry: found._id }];
}

/** Looks through the whole record, day by day, and says what was changed, is missing or was added. */
export async function verifyAudit(store: AuditStore, options: VerifyOptions): Promise<AuditVerdict> {
  const faults: AuditFault[] = [];
  let [days, entries, expired, unsealed] = [0, 0, 0, 0];
  let before: DaySeal | undefined;
  let isHeadKnown = options.knownHead === undefined;
  for (;;) {
    const page = await store.selectSeals(before?._id, PAGE);
    for (const seal of page) {
      if (!before) faults.push(...(await verifyBeginning(store, seal)));
      const found = await verifyDay(store, seal, before, options);
      faults.push(...found.faults);
      days += 1;
      entries += found.count;
      if (found.isExpired) expired += 1;
      isHeadKnown ||= sha256(statementOf(seal)) === options.knownHead;
      before = seal;
    }
    if (page.length < PAGE) break;
  }
  if (!isHeadKnown) faults.push({ kind: 'head-unknown', day: before?._id ?? '' });
  const behind = before ? idsOf(before._id)[1] : '';
  for await (const _entry of store.streamBetween(behind, 'g')) unsealed += 1;
  return { faults, days, entries, expired, lastDay: before?._id, head: before && sha256(statementOf(before)), unsealed };
}
