import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolled, type Learner } from './learner.ts';
import { load } from './load.ts';
import { serveBimtek, serveReference, type Served } from './process.ts';
import { beside, type Row } from './row.ts';

const COURSE = 'psm-dasar';
const LESSON = `/courses/${COURSE}/lessons/apa-itu-psm`;
const READ = ['psm-dan-pekerja-sosial', 'menjadi-psm'];
const LEARNERS = 50;
/** Names and tokens differ in length by a few letters. */
const SAME_BYTES = 64;

/** Our page with its personal parts taken out: the same bytes, and the same facts read for each of them. */
async function serveSamePage(folder: string, page: string, { name, csrf }: Learner): Promise<Served> {
  const count = /(<span>)2( dari \d+ pelajaran)/;
  if (!page.includes(name) || !page.includes(csrf) || !count.test(page)) throw new Error('The lesson page does not show its learner');
  const template = page
    .replaceAll(name, '<%= session.name %>')
    .replaceAll(csrf, '<%= session.csrf %>')
    .replace(count, '$1<%= Object.keys(read.lessons).length %>$2');
  const numbers = Array.from({ length: LEARNERS }, (_, number) => number);
  const sessions = Object.fromEntries(numbers.map((n) => [`s${n}`, { cookie: {}, learner: `l${n}`, name, csrf }]));
  const progress = Object.fromEntries(numbers.map((n) => [`l${n}`, { course: COURSE, lessons: Object.fromEntries(READ.map((id) => [id, new Date()])) }]));
  await writeFile(join(folder, 'lesson.ejs'), template);
  await writeFile(join(folder, 'learners.json'), JSON.stringify({ sessions, progress }));
  return serveReference('bare-page', folder);
}

/** A cookie as express-session signs it, with the secret of `references/bare-page.ts`. */
const signedCookie = (id: string): string =>
  `sid=${encodeURIComponent(`s:${id}.${createHmac('sha256', 'bare').update(id).digest('base64').replace(/=+$/, '')}`)}`;

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const bimtek = await serveBimtek(join(folder, 'data'));
  const learners = await enrolled(bimtek.origin, LEARNERS, COURSE);
  for (const learner of learners) for (const lesson of READ) await learner.post(`/courses/${COURSE}/lessons/${lesson}/read`, {});
  const first = learners[0];
  if (!first) throw new TypeError('Nobody learns');
  const page = await first.get(LESSON);
  const bare = await serveSamePage(folder, page, first);
  const theirs = await (await fetch(`${bare.origin}/lesson`, { headers: { cookie: signedCookie('s0') } })).text();
  if (Math.abs(theirs.length - page.length) > SAME_BYTES) throw new Error(`The pages differ: ${page.length} and ${theirs.length} letters`);

  const row = await beside(
    `lesson page of ${Math.round(page.length / 1024)} KB, signed in, against bare Express 5, EJS and a session in SQLite`,
    0.8,
    () => load(bimtek.origin, learners.map(({ cookie }) => [{ path: LESSON, headers: { cookie } }])),
    () => load(bare.origin, learners.map((_, number) => [{ path: '/lesson', headers: { cookie: signedCookie(`s${number}`) } }])),
  );
  await bimtek.stop();
  await bare.stop();
  await rm(folder, { recursive: true });
  return [row];
}
