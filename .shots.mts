import { openBrowser } from './test/fixtures/browser.ts';
import { openPageServer } from './test/fixtures/page-server.ts';
const names = process.argv.slice(2);
const server = await openPageServer(); const browser = await openBrowser();
for (const name of names) { const page = await browser.newPage({ viewport: { width: 360, height: 740 } }); await page.goto(`${server.origin}/${name}`); const w = await page.evaluate(() => document.documentElement.scrollWidth); if (w > 360) console.log(name, 'too wide', w); await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: true }); await page.close(); }
await browser.close(); await server.close();
