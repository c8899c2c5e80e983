import { error, say } from '../../../content/mistake.ts';
import type { QuestionProblem } from '../../../content/question-format.ts';
import { suggest } from '../../../content/spelling.ts';
import { extentOf, overlap, paperOf, reachOf, type Extent } from './boxes.ts';
import type { Layout, LayoutElement } from './layout-schema.ts';
import { namedIn, PLACEHOLDERS } from './placeholders.ts';

type Found = QuestionProblem;
type Path = Found['path'];

const at = (path: Path, mistake: Omit<Found, 'path'>): Found => ({ ...mistake, path });

/** What printers leave white around, and where "contoh" is said. */
const MARGIN = 5;
const TEXT_TOP = 9;

const unknownColour = (name: string, known: readonly string[]) =>
  error('unknown-colour', say(`Warna "${name}" tidak ada di "colours".`, `There is no colour "${name}" in "colours".`), suggest(name, known) ?? say('Tambahkan di "colours".', 'Add it to "colours".'));
const unknownPlaceholder = (name: string) =>
  error('unknown-placeholder', say(`Isian "{${name}}" tidak dikenal.`, `The placeholder "{${name}}" is not known.`), suggest(name, PLACEHOLDERS) ?? say(`Yang ada: ${PLACEHOLDERS.join(', ')}.`, `There are: ${PLACEHOLDERS.join(', ')}.`));
const offThePage = ({ width, height }: { width: number; height: number }, top: number) =>
  error('off-the-page', say('Ini melewati tepi kertas.', 'This leaves the paper.'), say(`Taruh di antara ${MARGIN} dan ${width - MARGIN} mm dari kiri, ${top} dan ${height - MARGIN} mm dari atas.`, `Keep it between ${MARGIN} and ${width - MARGIN} mm from the left, ${top} and ${height - MARGIN} mm from the top.`));
const overlapping = (what: string, line: number) =>
  error('elements-overlap', say(`Ini menimpa ${what} (unsur ke-${line}).`, `This overlaps ${what} (element ${line}).`), say('Geser, sempitkan, atau kecilkan, supaya teks panjang pun tidak saling menimpa.', 'Move it, make it narrower or smaller, so that long texts do not cover each other either.'));
const missing = (what: string, page: string) =>
  error('missing-element', say(`Halaman "${page}" harus memuat ${what}.`, `The page "${page}" has to show ${what}.`), say('Tambahkan unsurnya.', 'Add that element.'));
const twice = (kind: string) => error('element-twice', say(`Hanya satu "${kind}" di satu halaman.`, `Only one "${kind}" on a page.`));
const tallTable = (rows: number) => error('table-too-low', say('Tabel ini terlalu pendek.', 'This table is too low.'), say(`Beri tinggi paling sedikit ${rows} mm.`, `Make it at least ${rows} mm high.`));
const oneLineSmaller = () => error('two-lines-without-smallest', say('"two_lines" memerlukan "smallest".', '"two_lines" needs "smallest".'), say('Tulis ukuran terkecil untuk satu baris, misalnya "smallest: 18".', 'Write the smallest size of one line, e.g. "smallest: 18".'));

const coloursIn = (element: LayoutElement): readonly (readonly [string, string])[] =>
  (['colour', 'second', 'quiet', 'fill', 'stroke'] as const).flatMap((key) => {
    const name: unknown = Object.entries(element).find(([own]) => own === key)?.[1];
    return typeof name === 'string' ? [[key, name] as const] : [];
  });

function checkElement(element: LayoutElement, path: Path, layout: Layout): Found[] {
  const found: Found[] = [];
  const known = Object.keys(layout.colours);
  for (const [key, name] of coloursIn(element)) if (!known.includes(name)) found.push(at([...path, key], unknownColour(name, known)));
  if (element.kind === 'text') {
    for (const name of namedIn(element.text)) if (!PLACEHOLDERS.some((each) => each === name)) found.push(at([...path, 'text'], unknownPlaceholder(name)));
    if (element.two_lines && element.smallest === undefined) found.push(at([...path, 'two_lines'], oneLineSmaller()));
  }
  if (element.kind === 'units' && element.height < element.row + 14) found.push(at([...path, 'height'], tallTable(Math.ceil(element.row + 14))));
  const paper = paperOf(layout);
  const carries = extentOf(element);
  const [reach, margin, top] = carries ? [carries, MARGIN, TEXT_TOP] : [reachOf(element), 0, 0];
  if (reach.left < margin || reach.top < top || reach.right > paper.width - margin || reach.bottom > paper.height - margin) found.push(at(path, offThePage(paper, top)));
  return found;
}

/** Texts and pictures that would cover each other, however long the texts are: each is told once, at the later one. */
function checkOverlaps(elements: readonly LayoutElement[], page: 'front' | 'back'): Found[] {
  const placed: { readonly extent: Extent; readonly element: LayoutElement; readonly index: number }[] = [];
  return elements.flatMap((element, index) => {
    const extent = extentOf(element);
    if (!extent) return [];
    const under = placed.find((other) => overlap(other.extent, extent));
    placed.push({ extent, element, index });
    return under ? [at([page, index], overlapping(under.element.kind === 'text' ? `"${under.element.text}"` : under.element.kind, under.index + 1))] : [];
  });
}

/** Without these it is no certificate that could be checked. */
function checkWhole(layout: Layout): Found[] {
  const found: Found[] = [];
  const named = (page: 'front' | 'back', name: string) => layout[page].some((element) => element.kind === 'text' && namedIn(element.text).includes(name));
  for (const name of ['holder', 'serial', 'course', 'issued', 'verify_host']) if (!named('front', name)) found.push(at(['front'], missing(`{${name}}`, 'front')));
  for (const name of ['holder', 'serial']) if (!named('back', name)) found.push(at(['back'], missing(`{${name}}`, 'back')));
  for (const [page, kind] of [['front', 'qr'], ['front', 'signatures'], ['back', 'units']] as const) {
    const all = layout[page].flatMap((element, index) => (element.kind === kind ? [index] : []));
    if (all.length === 0) found.push(at([page], missing(`"kind: ${kind}"`, page)));
    for (const index of all.slice(1)) found.push(at([page, index], twice(kind)));
  }
  const titles = layout.front.flatMap((element) => (element.kind === 'text' && element.role === 'title' ? [element] : []));
  if (titles.length !== 1) found.push(at(['front'], missing('satu "role: title"', 'front')));
  return found;
}

/** What a schema cannot say of a look: what overlaps, leaves the paper, or is missing. */
export function checkLayout(layout: Layout): readonly Found[] {
  return (['front', 'back'] as const).flatMap((page) => [
    ...layout[page].flatMap((element, index) => checkElement(element, [page, index], layout)),
    ...checkOverlaps(layout[page], page),
  ]).concat(checkWhole(layout));
}
