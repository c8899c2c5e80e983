import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema } from 'mongoose';
import { selectOptionalById } from '../server/storage/by-id.ts';
import { defineModel, openStorage } from '../server/storage/storage.ts';
import { openRaw } from './references/raw-libsql.ts';
import { largeRows } from './storage-large.ts';
import { slowDiskRows } from './storage-slow-disk.ts';
import type { Row } from './row.ts';

const IN_FLIGHT = 32;
const ROUNDS = 4;
const SECONDS_A_ROUND = 1;
const DOCUMENTS = 2000;

interface Attempt {
  _id: string;
  learner: string;
  course: string;
  status: string;
  startedAt: Date;
  answers: Record<string, unknown>;
}

const schema = new Schema<Attempt>(
  { _id: { type: String, required: true }, learner: String, course: String, status: String, startedAt: Date, answers: Schema.Types.Mixed },
  { versionKey: false, minimize: false, collection: 'attempts' },
);
const attemptModel = defineModel<Attempt>('Attempt', schema);

/** About 5 KB: 25 answers with their frozen question, as the assessment room keeps them. */
const attempt = (_id: string): Attempt => ({
  _id,
  learner: `l${_id}`,
  course: 'psm-dasar',
  status: 'open',
  startedAt: new Date(1.7e12),
  answers: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`q${i}`, { options: ['a', 'b', 'c', 'd'], chosen: ['b'], points: 1, seen: { d1: i }, text: 'jawaban '.repeat(12) }])),
});
/** About 1 KB: what a lesson page reads of its learner. */
const small = (_id: string): Attempt => ({ ...attempt(_id), answers: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`lesson-${i}`, new Date(1.7e12 + i)])) });

/** Operations a second; `step` does `IN_FLIGHT` of them at a time or as many as it says. */
async function perSecond(step: () => Promise<number> | number): Promise<number> {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < SECONDS_A_ROUND * 1000) count += await step();
  return (count * 1000) / (performance.now() - began);
}

/** Both in turn, so that a noisy neighbour strikes both; the best round of each counts. */
async function beside(name: string, bar: number, ours: () => Promise<number>, theirs: () => number): Promise<Row> {
  let [value, limit] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    value = Math.max(value, await perSecond(ours));
    limit = Math.max(limit, await perSecond(theirs));
  }
  const ratio = value / limit;
  return { name, value: Math.round(value), unit: '1/s', limit: Math.round(limit), ratio, bar, ok: ratio >= bar };
}

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const storage = await openStorage({ dataDir: folder });
  const raw = openRaw(join(folder, 'raw.sqlite'));
  const attempts = attemptModel(storage.connection);
  await storage.ready();

  const some = <T>(make: (i: number) => T): T[] => Array.from({ length: IN_FLIGHT }, (_, i) => make(i));
  const ids = Array.from({ length: DOCUMENTS }, (_, i) => `a${i}`);
  await attempts.collection.insertMany(ids.flatMap((id) => [{ ...attempt(id) }, { ...small(`s${id}`) }]) as never[]);
  raw.createAll(ids.flatMap((id) => [attempt(id), small(`s${id}`)]));

  let [mine, his, turn] = [0, 0, 0];
  const nextId = (): string => ids[turn++ % DOCUMENTS] ?? '';
  const create = await beside(
    'durable create through a model, 32 in flight, against raw libsql',
    0.4,
    async () => (await Promise.all(some(() => attempts.create(small(`m${mine++}`))))).length,
    () => (raw.createAll(some(() => small(`h${his++}`))), IN_FLIGHT),
  );
  const find = await beside(
    'find one by _id as the application does (by-id.ts), against raw get and JSON.parse',
    0.5,
    async () => (await selectOptionalById(attempts, `s${nextId()}`), 1),
    () => (raw.read(`s${nextId()}`), 1),
  );
  // Mongoose's own way, which the application leaves to rarer reads; no bar is set for it, the line is there to be watched.
  const lean = await beside(
    "the same with Mongoose's findOne().lean()",
    0.3,
    async () => (await attempts.findOne({ _id: `s${nextId()}` }).lean(), 1),
    () => (raw.read(`s${nextId()}`), 1),
  );
  // What saving one answer is; no bar is set for it, the line is there to be watched.
  const answer = await beside(
    'durable answer in a document of 5 KB, 32 in flight, against raw libsql',
    0.2,
    async () => {
      const at = turn++;
      const saved = some(() => attempts.updateOne({ _id: nextId(), status: 'open' }, { $set: { 'answers.q7.seen.d1': at, 'answers.q7.chosen': ['c'] } }));
      return (await Promise.all(saved)).length;
    },
    () => {
      const at = turn++;
      raw.changeAll(some(nextId), (document) => Object.assign(document, { answers: { ...Object(document['answers']), q7: { seen: { d1: at }, chosen: ['c'] } } }));
      return IN_FLIGHT;
    },
  );
  await storage.close();
  raw.close();
  await rm(folder, { recursive: true });
  return [create, find, lean, answer, ...(await largeRows()), ...(await slowDiskRows())];
}
