import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Migration } from './migrations.ts';

const BATCH = 500;
const ID_LENGTH = 16;

interface Account {
  readonly _id: string;
  readonly regionCode?: string;
  readonly regionHistory?: unknown;
}
interface Row {
  readonly _id: string;
  readonly roster: string;
  readonly regionCode?: string;
  readonly candidate?: string;
  readonly fate: string;
}

interface List {
  readonly class?: string;
  readonly by?: string;
  readonly appliedAt?: Date;
}

/** The id that a list gave to the account of a row. */
const accountOf = (row: string): string => createHash('sha256').update(row).digest('base64url').slice(0, ID_LENGTH);

/** The documents of a collection in the order of their ids, some at a time. */
export async function* batches<T extends { readonly _id: string }>(connection: Connection, name: string): AsyncGenerator<readonly T[]> {
  for (let after = ''; ; ) {
    const found = (await connection.collection(name).find({ _id: { $gt: after } } as never, { sort: { _id: 1 }, limit: BATCH }).toArray()) as unknown as T[];
    if (found.length > 0) yield found;
    const last = found.at(-1);
    if (!last || found.length < BATCH) return;
    after = last._id;
  }
}

/** Where a list that was applied puts an account, in regions that the account still names. */
async function confirmByRosters(connection: Connection): Promise<void> {
  const accounts = connection.collection('accounts');
  let known: { readonly id: string; readonly list: List | null } | undefined;
  for await (const rows of batches<Row>(connection, 'roster-rows')) {
    for (const { _id: row, roster, regionCode, candidate, fate } of rows) {
      if (fate === 'refused' || regionCode === undefined) continue;
      // The rows of a list stand together.
      if (known?.id !== roster) known = { id: roster, list: (await connection.collection('rosters').findOne({ _id: roster } as never)) as List | null };
      const { list } = known;
      if (!list?.class) continue;
      // Who was there before the list is the same person only where somebody said so, and then became a member.
      const joined = candidate === undefined ? null : await connection.collection('class-members').findOne({ _id: `${list.class}:${candidate}` } as never);
      for (const _id of [accountOf(row), ...(joined && candidate !== undefined ? [candidate] : [])]) {
        const change = { regionCode, how: 'roster', by: list.by ?? '', at: list.appliedAt ?? new Date() };
        await accounts.updateOne({ _id, regionCode, regionHistory: { $exists: false } } as never, { $set: { statedRegion: regionCode, regionHistory: [change] } });
      }
    }
  }
}

/** What nobody but the learner has said becomes what it is: stated. */
async function unsettleOthers(connection: Connection): Promise<void> {
  const place = { regionCode: 1, province: 1, regency: 1 } as const;
  for await (const accounts of batches<Account>(connection, 'accounts')) {
    for (const { _id, regionCode, regionHistory } of accounts) {
      if (regionCode === undefined || regionHistory !== undefined) continue;
      // Certificates first: cut off in between, the account is found again.
      await connection.collection('certificates').updateMany({ learner: _id }, { $unset: place });
      await connection.collection('certificates_blocked').updateMany({ learner: _id }, { $unset: { regionCode: 1 } });
      await connection.collection('accounts').updateOne({ _id } as never, { $set: { statedRegion: regionCode, asksRegion: true }, $unset: { regionCode: 1 } });
    }
  }
}

/**
 * Until now a learner could change the region that decided who sees the results. A region counts as confirmed where a list
 * that an administrator applied says the same; every other one is from now on what the person states, and waits for an
 * administrator of all regions, with the certificates of that person.
 */
export const confirmedRegions: Migration = {
  id: '2026-11-stated-regions',
  async run(connection) {
    await confirmByRosters(connection);
    await unsettleOthers(connection);
  },
};
