import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountModel } from '../server/accounts/account-model.ts';
import { classModel, classPlaceModel } from '../server/administration/classes/class-model.ts';
import { addState } from '../server/administration/following/contribution.ts';
import { followCounterModel, followModel, type FollowState } from '../server/administration/following/follow-model.ts';
import { readConfig } from '../server/config.ts';
import { startService, type Service } from '../server/service.ts';
import { openStorage } from '../server/storage/storage.ts';
import { ask } from './quiz-taker.ts';
import type { Row } from './row.ts';

/** As many classes in both, and a full page at each place, so that the pages have as many rows; what grows is who is in them. */
const CLASSES = 3;
/** Accounts of those who stand first: the pages show no others. */
const SHOWN = 1_000;
const FEW = 1_000;
const MANY = Number(process.env['BENCH_LEARNERS'] ?? 1_000_000);
const COURSE = 'psm-dasar';
const MOST_TIMES = 1.5;
const AT_ONCE = 5_000;
const PAGES = 150;
const TRIES = 5;
const MOST = 0.99;
const REGIONS = ['32.75', '32.16', '32.71', '32.01', '31.71', '33.74', '35.78', '51.71'];
const UNITS = ['PSM.D.01', 'PSM.D.02', 'PSM.D.03', 'PSM.D.04', 'PSM.D.05', 'PSM.D.06', 'PSM.D.07'];
const PLACES = ['invited', 'entered', 'module-mengenal-psm', 'exam', 'units', 'certified'];

const stateOf = (number: number): FollowState => {
  const place = PLACES[Math.floor(number / CLASSES) % PLACES.length] ?? 'invited';
  const hasSat = place === 'units' || place === 'certified';
  return { region: REGIONS[number % REGIONS.length] ?? '32.75', place, units: hasSat ? UNITS.map((code, unit) => ({ code, met: place === 'certified' || unit % 2 === 0 })) : [] };
};

/** Learners who stand somewhere, and the counters that say so, as counting them one by one would have left them. */
async function fill(dataDir: string, learners: number): Promise<void> {
  const storage = await openStorage({ dataDir });
  const { connection } = storage;
  const [classes, follows, counters] = [classModel(connection), followModel(connection), followCounterModel(connection)];
  await storage.ready();
  const names = Array.from({ length: CLASSES }, (_, index) => `00000000${index.toString(36)}-bench`);
  await classes.collection.insertMany(names.map((_id, index) => ({ _id, name: `Angkatan ${index}`, course: COURSE, regions: ['32.75'], organisations: [], trainers: [], seatsLeft: 0, memberCount: 0, seatVersion: 0, state: 'open', by: 'bench', createdAt: new Date(), schemaVersion: 2 })) as never);
  await classPlaceModel(connection).collection.insertMany(names.map((name) => ({ _id: `all~${name}`, place: 'all', class: name, course: COURSE, archived: false, schemaVersion: 1 })) as never);
  const accounts = Array.from({ length: SHOWN }, (_, index) => ({ _id: `l${index}`, userName: `orang.${index}`, name: `Orang ${index}`, nameKey: `orang ${index}`, role: 'learner', regionCode: '32.75', scope: [], epoch: 0, createdAt: new Date(), schemaVersion: 1 }));
  await accountModel(connection).collection.insertMany(accounts as never);
  const sums: Parameters<typeof addState>[0] = new Map();
  for (let begin = 0; begin < learners; begin += AT_ONCE) {
    const records = Array.from({ length: Math.min(AT_ONCE, learners - begin) }, (_, index) => {
      const number = begin + index;
      const [learner, classId, counted] = [`l${number}`, names[number % CLASSES] ?? '', stateOf(number)];
      addState(sums, classId, COURSE, counted, 1);
      return { _id: `${classId}:${learner}`, class: classId, learner, counted, place: counted.place, region: counted.region, since: new Date(1_750_000_000_000 + number * 1000), begun: 1, ended: 1, step: 1, schemaVersion: 1 };
    });
    await follows.collection.insertMany(records as never);
  }
  await counters.collection.insertMany([...sums].map(([_id, { group, region, counts }]) => ({ _id, group, region, counts: Object.fromEntries(counts), step: 1, schemaVersion: 1 })) as never);
  await storage.close();
}

interface Shown {
  readonly service: Service;
  readonly cookie: string;
  close(): Promise<void>;
}

async function openWith(learners: number): Promise<Shown> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  await fill(folder, learners);
  const service = await startService(readConfig({ NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder }));
  const start = new URL(service.firstAdministratorLink ?? '').pathname;
  const form = await ask(service.address, start, {});
  const [session = ''] = form.headers['set-cookie']?.[0]?.split(';') ?? [];
  const csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  const entered = await ask(service.address, start, { cookie: session }, { _csrf: csrf, name: 'Rina Kartika', userName: 'rina', password: 'lumbung padi pagi' });
  const [cookie = session] = entered.headers['set-cookie']?.[0]?.split(';') ?? [];
  const close = async (): Promise<void> => {
    await service.stop();
    await rm(folder, { recursive: true });
  };
  return { service, cookie, close };
}

/** The best of some times, so that noise does not count. */
async function best({ service, cookie }: Shown, path: string): Promise<number> {
  let least = Infinity;
  for (let again = 0; again < TRIES; again += 1) {
    const began = performance.now();
    const { body } = await ask(service.address, path, { cookie });
    least = Math.min(least, performance.now() - began);
    if (!body.includes('</html>') || body.includes('Belum ada') || body.includes('Tidak ada siapa')) throw new Error(`${path} shows nothing`);
  }
  return least;
}

/** Milliseconds of the slowest page but 1%. */
const slowest = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(PAGES * MOST)] ?? 0;

export async function rows(): Promise<Row[]> {
  const own = '/admin/classes/000000000-bench/following';
  const paths = [own, `${own}/exam`, `/admin/following?course=${COURSE}`];
  const few = await openWith(FEW);
  const many = await openWith(MANY);
  const found: Row[] = [];
  for (const path of paths) {
    const [ofFew, ofMany]: [number[], number[]] = [[], []];
    // In turn, so that a noisy neighbour strikes both.
    for (let page = 0; page < PAGES; page += 1) {
      ofFew.push(await best(few, path));
      ofMany.push(await best(many, path));
    }
    const [value, limit] = [slowest(ofMany), slowest(ofFew) * MOST_TIMES];
    found.push({ name: `${path.replace(/0+-bench/, 'ID')}, p99 with ${MANY} learners, against 1.5 times that with ${FEW}`, value, unit: 'ms', limit, ratio: limit / value, bar: 1, ok: value <= limit });
  }
  await few.close();
  await many.close();
  return found;
}
