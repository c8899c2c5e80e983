import type { Connection } from 'mongoose';
import { batches } from './confirmed-regions.ts';
import type { Migration } from './migrations.ts';

/** As `administration/classes/seat-store.ts` has it. */
const NO_QUOTA = 1_000_000_000;

interface OldClass {
  readonly _id: string;
  readonly course: string;
  readonly regionCode?: string;
  readonly schemaVersion?: number;
}
interface OldMember {
  readonly _id: string;
  readonly class: string;
  readonly learner: string;
  readonly nameKey?: string;
}

async function nameMembers(connection: Connection): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const members of batches<OldMember>(connection, 'class-members')) {
    for (const member of members) {
      counts.set(member.class, (counts.get(member.class) ?? 0) + 1);
      if (member.nameKey !== undefined) continue;
      const account = (await connection.collection('accounts').findOne({ _id: member.learner } as never)) as { nameKey?: string } | null;
      await connection.collection('class-members').updateOne({ _id: member._id } as never, { $set: { nameKey: account?.nameKey ?? '', schemaVersion: 2 } });
    }
  }
  return counts;
}

/** Classes had one region at most and no counters. Now they have several, stand in the lists of places, and count their members. */
export const widerClasses: Migration = {
  id: '2026-11-wider-classes',
  async run(connection) {
    const counts = await nameMembers(connection);
    for await (const classes of batches<OldClass>(connection, 'classes')) {
      for (const { _id, course, regionCode, schemaVersion = 1 } of classes) {
        if (schemaVersion > 1) continue;
        const regions = regionCode === undefined ? [] : [regionCode];
        for (const place of ['all', ...regions]) {
          await connection.collection('class-places').updateOne({ _id: `${place}~${_id}` } as never, { $set: { place, class: _id, course, archived: false, schemaVersion: 1 } }, { upsert: true });
        }
        const memberCount = counts.get(_id) ?? 0;
        const facts = { regions, organisations: [], trainers: [], memberCount, seatsLeft: NO_QUOTA - memberCount, seatVersion: 0, schemaVersion: 2 };
        await connection.collection('classes').updateOne({ _id } as never, { $set: facts });
      }
    }
  },
};
