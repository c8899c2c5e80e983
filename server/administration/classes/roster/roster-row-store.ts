import type { Connection, QueryFilter } from 'mongoose';
import { insertMissing } from '../../../storage/insert-missing.ts';
import type { Place } from '../../list-page.ts';
import { accountIdOf } from './row-account.ts';
import { rosterRowModel, type Fate, type RosterRow } from './roster-model.ts';

/** Rows are taken away some at a time, so that nobody waits for it. */
const REMOVED_AT_ONCE = 500;
const LINE_DIGITS = 7;

export type NewRow = Omit<RosterRow, '_id' | 'roster' | 'schemaVersion' | 'account'>;

export const rowId = (roster: string, line: number): string => `${roster}:${String(line).padStart(LINE_DIGITS, '0')}`;

export type RosterRowStore = ReturnType<typeof createRosterRowStore>;

/** The rows of lists. */
export function createRosterRowStore(connection: Connection) {
  const rows = rosterRowModel(connection);
  return {
    async insert(roster: string, found: readonly NewRow[]): Promise<void> {
      await insertMissing(rows, found.map((row): RosterRow => ({ ...row, _id: rowId(roster, row.line), roster, schemaVersion: 2 })));
    },
    /** In the order of lines, behind one of them. */
    async selectBehind(roster: string, line: number, size: number): Promise<RosterRow[]> {
      return rows.find({ roster, line: { $gt: line } }).sort({ line: 1 }).limit(size).lean();
    },
    /** A page of rows, in the direction of reading. */
    async selectPage(roster: string, fate: Fate | undefined, { direction, from }: Place<number>, size: number): Promise<RosterRow[]> {
      const bound = from === undefined ? {} : { line: direction === 'forward' ? { $gt: from } : { $lt: from } };
      const filter: QueryFilter<RosterRow> = fate ? { roster, fate, ...bound } : { roster, ...bound };
      return rows.find(filter).sort({ line: direction === 'forward' ? 1 : -1 }).limit(size).lean();
    },
    async selectLines(roster: string, lines: readonly number[]): Promise<RosterRow[]> {
      return rows.find({ _id: { $in: lines.map((line) => rowId(roster, line)) } }).lean();
    },
    /** Says whom a row of `perhaps` is, or takes that back; whether a word was there before. Undefined: it is settled already. */
    async decide(_id: string, decision: string | undefined): Promise<{ wasDecided: boolean } | undefined> {
      const update = decision === undefined ? { $unset: { decision: 1 as const } } : { $set: { decision } };
      const before = await rows.findOneAndUpdate({ _id, fate: 'perhaps' as const, account: { $exists: false } }, update, { returnDocument: 'before' as const }).lean<RosterRow>();
      return before ? { wasDecided: before.decision !== undefined } : undefined;
    },
    /** Rows of `perhaps` for which nobody has decided, in the order of lines. */
    async selectUndecided(roster: string, line: number, size: number): Promise<RosterRow[]> {
      return rows.find({ roster, fate: 'perhaps', line: { $gt: line }, decision: { $exists: false }, account: { $exists: false } }).sort({ line: 1 }).limit(size).lean();
    },
    /** Says whom some of these are, where nobody has; how many were decided. */
    async decideMany(decisions: readonly { readonly row: string; readonly decision: string }[]): Promise<number> {
      if (decisions.length === 0) return 0;
      const open = { fate: 'perhaps' as const, decision: { $exists: false }, account: { $exists: false } };
      const { modifiedCount } = await rows.bulkWrite(decisions.map(({ row, decision }) => ({ updateOne: { filter: { _id: row, ...open }, update: { $set: { decision } } } })), { ordered: false });
      return modifiedCount;
    },
    /** A row has been judged again, from the fate it had; false: somebody was faster. */
    async judgeAgain(_id: string, was: Fate, { line: _line, ...judged }: NewRow): Promise<boolean> {
      const facts = Object.entries(judged);
      const $set = Object.fromEntries(facts.filter(([, value]) => value !== undefined));
      const gone = ['reason', 'question', 'regions', 'sameAs', 'typed', 'candidates', 'decision', 'organisation'].filter((name) => !(name in $set));
      const { matchedCount } = await rows.updateOne({ _id, fate: was, account: { $exists: false } }, { $set, $unset: Object.fromEntries(gone.map((name) => [name, 1 as const])) });
      return matchedCount > 0;
    },
    /** Keeps whom rows become, before anything is done for them. */
    async keepAccounts(settled: readonly { readonly row: string; readonly account: string }[]): Promise<void> {
      if (settled.length === 0) return;
      await rows.bulkWrite(settled.map(({ row, account }) => ({ updateOne: { filter: { _id: row, account: { $exists: false } }, update: { $set: { account } } } })), { ordered: false });
    },
    /** The rows of a list that became this account, or made it. */
    async selectOfAccount(roster: string, account: string): Promise<string[]> {
      const found: string[] = [];
      for (let line = 0; ; ) {
        const batch = await rows.find({ roster, line: { $gt: line } }).sort({ line: 1 }).limit(REMOVED_AT_ONCE).lean();
        found.push(...batch.filter((row) => row.account === account || row.decision === account || accountIdOf(row) === account).map(({ _id }) => _id));
        const last = batch.at(-1);
        if (!last || batch.length < REMOVED_AT_ONCE) return found;
        line = last.line;
      }
    },
    async removeRows(ids: readonly string[]): Promise<void> {
      if (ids.length > 0) await rows.deleteMany({ _id: { $in: [...ids] } });
    },
    /** Rows of an account that goes into another. */
    async claimRows(ids: readonly string[], account: string): Promise<void> {
      if (ids.length > 0) await rows.updateMany({ _id: { $in: [...ids] } }, { $set: { account } });
    },
    /** All rows of a list, some at a time. */
    async remove(roster: string): Promise<void> {
      for (;;) {
        const found = await rows.find({ roster }, { _id: 1 }).sort({ line: 1 }).limit(REMOVED_AT_ONCE).lean();
        if (found.length === 0) return;
        await rows.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } });
      }
    },
  };
}
