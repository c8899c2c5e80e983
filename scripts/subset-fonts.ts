/**
 * Makes the font files in server/certification/fonts from the full EB Garamond (Debian: fonts-ebgaramond, or its
 * upstream release): `node --import tsx scripts/subset-fonts.ts [folder of the full fonts]`. Run at development
 * time only; the results are committed. The certificate's names need every Latin letter; the other cuts set labels.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { FACE_FILES } from '../server/certification/pdf/type/faces.ts';

const SOURCE = process.argv[2] ?? '/usr/share/fonts/opentype/ebgaramond';
const TARGET = new URL('../server/certification/fonts/', import.meta.url);

const range = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');

const PUNCTUATION = '‘’‚“”„–—…·•†‹›€№™−×';
/** Latin-1, Latin Extended-A, the Vietnamese part of Latin Extended Additional. */
const LATIN = range(0x20, 0x7e) + range(0xa0, 0x17f) + range(0x1ea0, 0x1ef9) + PUNCTUATION;
/** For names also Latin Extended-B, all of Extended Additional, modifier letters, and combining marks. */
const EVERY_LATIN = LATIN + range(0x180, 0x24f) + range(0x1e00, 0x1e9f) + range(0x2b9, 0x2bf) + range(0x300, 0x333);

for (const file of Object.values(FACE_FILES)) {
  const forNames = file === FACE_FILES.text;
  const subset = await subsetFont(await readFile(join(SOURCE, file)), forNames ? EVERY_LATIN : LATIN, {
    targetFormat: 'sfnt',
    keepFeatures: ['kern', 'liga', 'ccmp', 'lnum', 'tnum', ...(forNames ? ['mark', 'smcp'] : [])],
  });
  await writeFile(new URL(file, TARGET), subset);
  process.stdout.write(`${file} ${subset.length} bytes\n`);
}
