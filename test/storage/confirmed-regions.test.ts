import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Connection } from 'mongoose';
import { confirmedRegions } from '../../server/storage/confirmed-regions.ts';
import { migrate } from '../../server/storage/migrations.ts';
import { newFolder, openFile } from './open-embedded.ts';

const at = new Date('2026-11-01T00:00:00Z');
/** As a list names the accounts that it makes. */
const accountOf = (row: string): string => createHash('sha256').update(row).digest('base64url').slice(0, 16);

const listed = accountOf('r:000002');
const moved = accountOf('r:000003');

describe('the step from stated to confirmed regions', () => {
  let folder: string;
  let connection: Connection;
  const keep = (name: string, documents: readonly object[]) => connection.collection(name).insertMany(structuredClone(documents) as never[]);
  const account = (id: string) => connection.collection('accounts').findOne({ _id: id } as never) as Promise<Record<string, unknown> | null>;

  beforeEach(async () => {
    folder = await newFolder();
    connection = await openFile(join(folder, 'bimtek.sqlite'));
    await keep('rosters', [{ _id: 'r', class: 'k', by: 'rina', appliedAt: at }]);
    await keep('roster-rows', [
      { _id: 'r:000002', roster: 'r', regionCode: '32.75', fate: 'new' },
      { _id: 'r:000003', roster: 'r', regionCode: '32.75', fate: 'new' },
      { _id: 'r:000004', roster: 'r', regionCode: '32.75', fate: 'perhaps', candidate: 'joined' },
      { _id: 'r:000005', roster: 'r', regionCode: '32.75', fate: 'perhaps', candidate: 'somebody-else' },
      { _id: 'r:000006', roster: 'r', fate: 'refused' },
    ]);
    await keep('class-members', [{ _id: 'k:joined', class: 'k', learner: 'joined' }]);
    await keep('accounts', [
      { _id: listed, regionCode: '32.75' }, { _id: moved, regionCode: '32.71' }, { _id: 'joined', regionCode: '32.75' }, { _id: 'somebody-else', regionCode: '32.75' }, { _id: 'alone', regionCode: '32.75' }, { _id: 'nowhere' },
    ]);
    await keep('certificates', ['alone', listed].map((learner) => ({ _id: `${learner}:c:1`, learner, regionCode: '32.75', province: '32', regency: '32.75', record: { regionName: 'Kota Bekasi' } })));
    await keep('certificates_blocked', [{ _id: 'alone:d', learner: 'alone', regionCode: '32.75' }]);
  });
  afterEach(async () => {
    await connection.close();
    await rm(folder, { recursive: true });
  });

  it('keeps what an applied list says, and makes every other region a statement', async () => {
    await migrate(connection, [confirmedRegions]);
    expect(await account(listed)).to.deep.include({ regionCode: '32.75', statedRegion: '32.75', regionHistory: [{ regionCode: '32.75', how: 'roster', by: 'rina', at }] });
    expect(await account('joined')).to.deep.include({ regionCode: '32.75', statedRegion: '32.75' });
    for (const [id, stated] of [[moved, '32.71'], ['somebody-else', '32.75'], ['alone', '32.75']] as const) {
      expect(await account(id), id).to.deep.equal({ _id: id, statedRegion: stated, asksRegion: true });
    }
    expect(await account('nowhere')).to.deep.equal({ _id: 'nowhere' });
  });

  it('takes certificates out of the reach that a statement gave, and leaves the papers', async () => {
    await migrate(connection, [confirmedRegions]);
    const certificates = await connection.collection('certificates').find({}, { sort: { _id: 1 } }).toArray();
    const alone = certificates.find(({ learner }) => learner === 'alone');
    expect(alone).to.deep.equal({ _id: 'alone:c:1', learner: 'alone', record: { regionName: 'Kota Bekasi' } });
    expect(certificates.find(({ learner }) => learner === listed)).to.include({ regionCode: '32.75', province: '32' });
    expect(await connection.collection('certificates_blocked').findOne({})).to.deep.equal({ _id: 'alone:d', learner: 'alone' });
  });

  it('does the same when it was cut off and begins again', async () => {
    await confirmedRegions.run(connection);
    const once = await connection.collection('accounts').find({}, { sort: { _id: 1 } }).toArray();
    await confirmedRegions.run(connection);
    expect(await connection.collection('accounts').find({}, { sort: { _id: 1 } }).toArray()).to.deep.equal(once);
  });
});
