import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../test/fixtures/browser.ts';
import { copyExample } from '../test/content/course-tree.ts';
import { startTestService } from '../test/fixtures/service.ts';
import { atMost, median, type Row } from './row.ts';

const SHOWN_MS = 300;
const ROUNDS = 9;

/** From saving a lesson to its new words in the frame of an open preview, in the browser. */
export async function rows(): Promise<Row[]> {
  const courses = mkdtempSync(join(tmpdir(), 'bimtek-bench-'));
  copyExample(join(courses, 'cuci'));
  const site = await startTestService({ COURSES_DIR: courses });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(site.service.firstAdministratorLink ?? '');
    for (const [name, value] of [['name', 'Rina Kartika'], ['userName', 'rina'], ['password', 'lumbung padi pagi']] as const) await page.fill(`[name=${name}]`, value);
    await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/start/')), page.click('main button.solid')]);
    await page.goto(`${site.origin}/admin/preview/cuci-tangan/lessons/waktu-penting`);
    await page.waitForLoadState('load');
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // Longer words get soft hyphens.
      const words = `Baru ${round}.`;
      const saved = performance.now();
      appendFileSync(join(courses, 'cuci/01-mengapa/02-waktu.md'), `\n${words}\n`);
      while (!(await page.evaluate(`(document.querySelector('iframe').contentDocument.body || { innerText: '' }).innerText.includes('${words}')`))) continue;
      times.push(performance.now() - saved);
    }
    return [atMost('a saved file is in the open preview, in the browser', median(times), 'ms', SHOWN_MS)];
  } finally {
    await browser.close();
    await site.close();
    rmSync(courses, { recursive: true, force: true });
  }
}
