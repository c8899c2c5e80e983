import { confirmedRegions } from './confirmed-regions.ts';
import { migrate, type Migration } from './migrations.ts';
import { widerClasses } from './wider-classes.ts';
import { dropReplacedIndexes } from './replaced-indexes.ts';
import type { Storage } from './storage.ts';

/** Every step that a stored database of an earlier version needs, in the order of their ids. */
export const MIGRATIONS: readonly Migration[] = [dropReplacedIndexes, confirmedRegions, widerClasses];

/** Brings a database to the shape of today; to be done by one process before any serves. */
export async function prepareStorage({ connection }: Storage): Promise<void> {
  await migrate(connection, MIGRATIONS);
}
