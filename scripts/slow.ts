/**
 * How it feels on a slow phone: `npm run slow`. By Chromium's own throttling, 50 KB/s and 800 ms: until the first lesson can be read, without and
 * with what the phone kept; then the whole journey through a network of 800 ms and 50 KB/s that loses a tenth of all requests.
 */
import { performance } from 'node:perf_hooks';
import { readAnswerKey } from '../test/fixtures/answer-key.ts';
import { openBrowser } from '../test/fixtures/browser.ts';
import { startTestService } from '../test/fixtures/service.ts';
import { openLossyNetwork } from '../test/browser/lossy-network.ts';
import { PHONE } from '../test/browser/learner.ts';
import { PatientLearner } from '../test/browser/patient-learner.ts';

const BYTES_A_SECOND = 50_000;
const LATENCY_MS = 800;
const LOST = 0.1;
const AIM_MS = 2500;
const COURSES = 'test/fixtures/courses';
const LESSON = '/courses/psm-dasar/lessons/apa-itu-psm';

const browser = await openBrowser();
const site = await startTestService();
try {
  const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: LATENCY_MS, downloadThroughput: BYTES_A_SECOND, uploadThroughput: BYTES_A_SECOND });
  const readable = async (path: string): Promise<number> => {
    await page.goto(site.origin + path, { waitUntil: 'load' });
    return Number(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
  };
  console.log(`the first lesson can be read after ${Math.round(await readable(LESSON))} ms (aim: ${AIM_MS} ms), the second after ${Math.round(await readable('/courses/psm-dasar/lessons/psm-dan-pekerja-sosial'))} ms`);
  await context.close();
} finally {
  await site.close();
}

const small = await startTestService({ COURSES_DIR: COURSES });
const network = await openLossyNetwork(small.origin, { lost: LOST, latencyMs: LATENCY_MS, bytesPerSecond: BYTES_A_SECOND, seed: 20_261_124 });
try {
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  const learner = new PatientLearner(page, network.origin, readAnswerKey(`${COURSES}/cuci-tangan`), 'cuci-tangan');
  const began = performance.now();
  await learner.signUp('siti.desa');
  const steps = await learner.learn();
  console.log(`the journey took ${steps} steps and ${Math.round((performance.now() - began) / 1000)} s; ${network.counts.lost} of ${network.counts.all} requests were lost`);
} finally {
  await browser.close();
  await network.close();
  await small.close();
}
