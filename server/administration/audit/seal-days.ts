import { createHash } from 'node:crypto';
import { calendarDay } from '../../web/i18n/dates.ts';
import { timeOf, type AuditStore } from './audit-store.ts';
import { beginningOf, idsOf, lineOf, nextDay, sha256, signDay, statementOf } from './day-seal.ts';
import type { SealKey } from './seal-key.ts';

/** Clocks of several machines differ, and a request may have been slow: a day is sealed when it has been over for so long. */
const MARGIN_MS = 60 * 60 * 1000;
/** Lines in one part: some 90 KB. */
const PART = 1000;
const PART_DIGITS = 4;

/** Digests and keeps the lines of one day. */
async function readDay(store: AuditStore, day: string): Promise<{ entries: number; digest: string }> {
  const digest = createHash('sha256');
  let lines: string[] = [];
  let [entries, number] = [0, 0];
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    await store.keepPart({ _id: `${day}:${String(number).padStart(PART_DIGITS, '0')}`, lines, schemaVersion: 1 });
    number += 1;
    lines = [];
  };
  for await (const entry of store.streamBetween(...idsOf(day))) {
    const line = lineOf(entry);
    digest.update(`${line}\n`);
    lines.push(line);
    entries += 1;
    if (lines.length === PART) await flush();
  }
  await flush();
  return { entries, digest: digest.digest('hex') };
}

/**
 * Seals every day that is over and has no seal yet, also those on which nothing was done, each chained to the one before. May be
 * repeated and interrupted. Gives how many were sealed.
 */
export async function sealDays(store: AuditStore, key: SealKey, now: Date): Promise<number> {
  let last = await store.selectLastSeal();
  const first = last ? undefined : await store.selectFirst();
  if (!last && !first) return 0;
  let day = last ? nextDay(last._id) : calendarDay(timeOf(first ?? { _id: '' }));
  let sealed = 0;
  for (; beginningOf(nextDay(day)).getTime() + MARGIN_MS <= now.getTime(); day = nextDay(day)) {
    const found = await readDay(store, day);
    const seal = signDay({ _id: day, ...found, previous: last ? sha256(statementOf(last)) : '', sealedAt: now }, key);
    if (!(await store.keepSeal(seal))) return sealed;
    last = seal;
    sealed += 1;
  }
  return sealed;
}
