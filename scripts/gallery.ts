/**
 * Pictures of every page with its example data, to be looked at: `npm run gallery` makes them all, `npm run gallery -- lesson` those whose
 * names hold a word, `npm run gallery -- 768-light paper` those of some screens only. They lie in `tmp/gallery`, with an index.html that
 * shows them side by side.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../test/fixtures/browser.ts';
import { openPageServer } from '../test/fixtures/page-server.ts';
import { samplePages } from '../test/fixtures/pages/index.ts';
import { openSample } from '../test/fixtures/phone-memory.ts';

const FOLDER = 'tmp/gallery';
const WIDTHS = [360, 768, 1280] as const;
const HEIGHT = 780;
const THEMES = ['light', 'dark'] as const;

const PAPER = 'paper';
const screens = THEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ width, colorScheme, name: `${width}-${colorScheme}` })));
const isScreen = (word: string): boolean => word === PAPER || screens.some(({ name }) => name === word);
const words = process.argv.slice(2).filter((word) => !isScreen(word));
const chosen = process.argv.slice(2).filter(isScreen);
const isChosen = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
const wanted = samplePages.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const server = await openPageServer();
const browser = await openBrowser();
const made: string[] = [];
try {
  for (const { width, colorScheme, name: screen } of screens.filter(({ name }) => isChosen(name))) {
    const page = await browser.newPage({ viewport: { width, height: HEIGHT }, colorScheme, reducedMotion: 'reduce' });
    for (const sample of wanted) {
      await page.setViewportSize({ width, height: HEIGHT });
      await openSample(page, server.origin, sample);
      // As tall as the page: what sticks to the lower edge of a phone lies where it lies at the end of the page, not across its middle.
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
      await page.setViewportSize({ width, height: Math.max(height, HEIGHT) });
      const file = `${sample.name}-${screen}.png`;
      await page.screenshot({ path: join(FOLDER, file) });
      made.push(file);
    }
    await page.close();
  }
  // As paper: what is printed is read without a screen around it.
  const paper = await browser.newPage();
  for (const sample of isChosen(PAPER) ? wanted : []) {
    await openSample(paper, server.origin, sample);
    await writeFile(join(FOLDER, `${sample.name}-print.pdf`), await paper.pdf({ format: 'A4', margin: { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' } }));
  }
} finally {
  await browser.close();
  await server.close();
}
const rows = wanted.map(({ name }) => {
  const pictures = made.filter((file) => screens.some((screen) => file === `${name}-${screen.name}.png`));
  return `<h2 id="${name}">${name} <small><a href="${name}-print.pdf">print</a></small></h2><p>${pictures.map((file) => `<a href="${file}"><img src="${file}" width="200" alt="${file}" loading="lazy"></a>`).join(' ')}</p>`;
});
await writeFile(join(FOLDER, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Bimtek</title>${rows.join('\n')}\n`);
console.log(`${made.length} pictures of ${wanted.length} pages in ${FOLDER}`);
