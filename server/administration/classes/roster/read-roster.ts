import { nameKeyOf } from '../../../accounts/names.ts';
import { readInThread } from '../table/read-in-thread.ts';
import { RefusedTable } from '../table/table.ts';
import { bringingOf } from './bringer.ts';
import { createRowsAbove, judgeRow } from './judge-row.ts';
import { createOrganisationCount, recognise } from './listed-organisations.ts';
import type { RosterRecord } from './roster-model.ts';
import type { Progress } from './roster-store.ts';
import type { WorkedOn } from './roster-work.ts';

/** Where what was sent lies until it has been read. */
export const uploadKey = (roster: string): string => `rosters/${roster}`;

/** Keeps what has been done; false: somebody else is at it now, or the process is to end. */
export type Save = (progress: Progress) => Promise<boolean>;

/** What work on a list came to; undefined: it is not done. */
export type Outcome = { readonly to: RosterRecord['state']; readonly problem?: string } | undefined;

/** Reads what was sent and judges each row; from the beginning again where it was cut off. */
export async function readRoster({ accounts, files, rosterRows }: WorkedOn, roster: RosterRecord, save: Save): Promise<Outcome> {
  const { _id } = roster;
  await rosterRows.remove(_id);
  const bytes = await files.get(uploadKey(_id));
  if (!bytes) return { to: 'failed', problem: 'Berkasnya tidak ditemukan lagi. Kirim sekali lagi.' };
  const bringing = bringingOf(roster);
  const above = createRowsAbove();
  const counts = { new: 0, perhaps: 0, unclear: 0, refused: 0 };
  const named = createOrganisationCount();
  let done = 0;
  try {
    for await (const part of readInThread(new Uint8Array(bytes), { regionIsGiven: roster.regionCode !== undefined })) {
      if ('head' in part) {
        if (!(await save({ ...part.head, ignored: [...part.head.ignored] }))) return undefined;
        continue;
      }
      const known = await accounts.bulk.selectNamed([...new Set(part.rows.map(({ name }) => nameKeyOf(name)))]);
      const judged = part.rows.map((row) => above.beside(judgeRow(row, bringing, known)));
      for (const { fate } of judged) counts[fate] += 1;
      named.add(judged);
      await rosterRows.insert(_id, judged);
      done += judged.length;
      if (!(await save({ counts, done }))) return undefined;
    }
  } catch (problem) {
    if (!(problem instanceof RefusedTable)) throw problem;
    await rosterRows.remove(_id);
    return { to: 'failed', problem: problem.message };
  }
  const organisations = await recognise(accounts, bringing.viewer, named.all());
  return (await save({ organisations })) ? { to: 'previewed' } : undefined;
}
