/** Makes the two pictures of the README anew: `node --import tsx scripts/pictures.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../server/config.ts';
import { startService } from '../server/service.ts';
import { openBrowser } from '../test/fixtures/browser.ts';

const DATA = await mkdtemp(join(tmpdir(), 'bimtek-pictures-'));
const service = await startService(readConfig({ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: DATA }));
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  await page.goto(`${service.address}/courses/psm-dasar/lessons/kunjungan-rumah`);
  await page.screenshot({ path: 'docs/pictures/lesson-360.png' });
  const wide = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await wide.goto(`${service.address}/courses/psm-dasar`);
  await wide.screenshot({ path: 'docs/pictures/course-1280.png' });
} finally {
  await browser.close();
  await service.stop();
  await rm(DATA, { recursive: true, force: true });
}
