import { migrate, type Migration } from './migrations.ts';
import type { Storage } from './storage.ts';

/** Every step that a stored database of an earlier version needs, in the order of their ids. There is none yet. */
export const MIGRATIONS: readonly Migration[] = [];

/** Brings a database to the shape of today; to be done by one process before any serves. */
export async function prepareStorage({ connection }: Storage): Promise<void> {
  await migrate(connection, MIGRATIONS);
}
