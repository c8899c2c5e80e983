import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolled, type Learner } from './learner.ts';
import { load, type Sent } from './load.ts';
import { serveBimtek, serveReference } from './process.ts';
import { beside, type Row } from './row.ts';

const COURSE = 'psm-dasar';
const QUIZ = 'kuis-mengenal-psm';
const LEARNERS = 50;
const QUESTIONS = 10;

/** What the enhancement script sends when an option is chosen: every question of the attempt in turn. */
async function answersOf(learner: Learner, attempt: string): Promise<Sent[]> {
  const { cookie, csrf } = learner;
  const headers = { cookie, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  const sent: Sent[] = [];
  for (let number = 1; number <= QUESTIONS; number++) {
    const page = await learner.get(`${attempt}/questions/${number}`);
    const action = /<form method="post" action="([^"]+)"[^>]* data-answer/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    const input = /<input[^>]*name="response"[^>]*>/.exec(page)?.[0] ?? '';
    if (!action) throw new Error(`${attempt}/questions/${number} has no form for answers`);
    const chosen = /type="(?:radio|checkbox)"/.test(input) ? (/value="([^"]+)"/.exec(input)?.[1] ?? '') : '12';
    sent.push({ path: action, method: 'POST', headers, body: new URLSearchParams({ _csrf: csrf, response: chosen }).toString() });
  }
  return sent;
}

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const bimtek = await serveBimtek(join(folder, 'data'));
  const bare = await serveReference('bare-answers', folder);
  const clients: Sent[][] = [];
  for (const learner of await enrolled(bimtek.origin, LEARNERS, COURSE)) {
    const attempt = (await learner.post(`/courses/${COURSE}/quizzes/${QUIZ}`, {})) ?? '';
    clients.push(await answersOf(learner, attempt));
  }
  const row = await beside(
    `answer saved durably, ${LEARNERS} in flight, against a bare Express POST with commits grouped each tick`,
    0.6,
    () => load(bimtek.origin, clients),
    () => load(bare.origin, clients),
  );
  await bimtek.stop();
  await bare.stop();
  await rm(folder, { recursive: true });
  return [row];
}
