import type { WriteWhere } from '../../server/storage/embedded/engine.ts';
import { openFile } from './open-embedded.ts';
import { entryModel } from './write-and-acknowledge.ts';

/**
 * A process that writes as fast as it can beside others: `FILE WHERE LANES WRITES`. Begins when it hears a line on standard
 * input. Prints how many writes were acknowledged, the longest of them in milliseconds, and how long the event loop stood still.
 */
const [, , file = '', where = 'auto', lanes = '8', writes = '100'] = process.argv;
const isWhere = (value: string): value is WriteWhere => ['auto', 'here', 'thread'].includes(value);
if (!isWhere(where)) throw new TypeError(where);
const entries = entryModel(await openFile(file, where));
await entries.init();
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));

let acknowledged = 0;
let longest = 0;
let stillest = 0;
let last = performance.now();
const watch = setInterval(() => {
  stillest = Math.max(stillest, performance.now() - last);
  last = performance.now();
}, 1);
const lane = async (name: number): Promise<void> => {
  for (let n = 0; n < Number(writes); n++) {
    const began = performance.now();
    await entries.updateOne({ _id: 'counter' }, { $inc: { count: 1 } }, { upsert: true });
    longest = Math.max(longest, performance.now() - began);
    await entries.create({ _id: `${process.pid}:${name}:${n}`, body: 'x' });
    acknowledged += 2;
  }
};
const began = performance.now();
await Promise.all(Array.from({ length: Number(lanes) }, (_, name) => lane(name)));
const took = performance.now() - began;
clearInterval(watch);
console.log(JSON.stringify({ acknowledged, longest: Math.round(longest), stillest: Math.round(stillest), took: Math.round(took) }));
process.stdin.destroy();
await entries.db.close();
