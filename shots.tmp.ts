import { openBrowser } from './test/fixtures/browser.ts';
import { openPageServer } from './test/fixtures/page-server.ts';
const server = await openPageServer();
const browser = await openBrowser();
for (const name of process.argv.slice(2)) for (const [w, scheme] of [[360, 'light'], [1280, 'light'], [360,'dark'], [1280,'dark']] as const) {
  const page = await browser.newPage({ viewport: { width: w, height: 800 }, colorScheme: scheme });
  await page.goto(`${server.origin}/${name}`);
  await page.screenshot({ path: `/tmp/follow-${name}-${w}-${scheme}.png`, fullPage: true });
  await page.close();
}
await browser.close(); await server.close();
