import { writeSync } from 'node:fs';
import type { WriteWhere } from '../../server/storage/embedded/engine.ts';
import { defineModel } from '../../server/storage/storage.ts';
import { Schema } from 'mongoose';
import { openFile } from './open-embedded.ts';

/**
 * A process to be killed: `FILE WHERE ROUND LANES LIMIT`. Every lane inserts documents `ROUND:LANE:N`, raises the
 * counter `LANE` and says so on standard output once each is acknowledged.
 */
export interface Entry {
  _id: string;
  body?: string;
  count?: number;
}

const schema = new Schema<Entry>({ _id: String, body: String, count: Number }, { versionKey: false, collection: 'entries' });
export const entryModel = defineModel<Entry>('Entry', schema);

export const bodyOf = (id: string): string => `${id};`.repeat(60);

async function writeForEver(file: string, where: WriteWhere, round: string, lanes: number, limit: number): Promise<void> {
  const entries = entryModel(await openFile(file, where));
  await entries.init();
  const say = (line: string): unknown => writeSync(1, `${line}\n`);
  const lane = async (name: number): Promise<void> => {
    for (let n = 0; n < limit; n++) {
      const _id = `${round}:${name}:${n}`;
      await entries.create({ _id, body: bodyOf(_id) });
      say(`entry ${_id}`);
      await entries.updateOne({ _id: `counter:${name}` }, { $inc: { count: 1 } }, { upsert: true });
      say(`counter ${name}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, i) => lane(i)));
  await entries.db.close();
}

if (process.argv[1]?.endsWith('write-and-acknowledge.ts')) {
  const [, , file = '', where = 'auto', round = '0', lanes = '8', limit = 'Infinity'] = process.argv;
  const isWhere = (value: string): value is WriteWhere => ['auto', 'here', 'thread'].includes(value);
  if (!isWhere(where)) throw new TypeError(where);
  await writeForEver(file, where, round, Number(lanes), Number(limit)).catch((error: unknown) => {
    writeSync(1, `failed ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}\n`);
    process.exitCode = 1;
  });
}
