import { isDuplicateKey } from '../../server/storage/duplicate-key.ts';
import { openFile } from './open-embedded.ts';
import { entryModel } from './write-and-acknowledge.ts';

/** A process that races with others on one file: `FILE TIMES`. Prints the slots it won, and what it counted. */
const [, , file = '', times = '0'] = process.argv;
const entries = entryModel(await openFile(file));
await entries.init();

const win = async (slot: string): Promise<boolean> => {
  try {
    await entries.create({ _id: slot, body: String(process.pid) });
    return true;
  } catch (problem) {
    if (!isDuplicateKey(problem)) throw problem;
    return false;
  }
};

for (let i = 0; i < Number(times); i++) {
  const [won] = await Promise.all([
    win(`slot:${i}`),
    entries.updateOne({ _id: 'counter' }, { $inc: { count: 1 } }, { upsert: true }),
    entries.findOne({ _id: `slot:${i - 1}` }).lean(),
  ]);
  if (won) console.log(`slot:${i}`);
}
await entries.db.close();
