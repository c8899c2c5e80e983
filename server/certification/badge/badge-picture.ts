import { kawungSketch } from '../pdf/art/mark.ts';
import { UNITS_PER_MM, circle, fill } from '../pdf/art/sketch.ts';
import { PAPER_WHITE, SOGA, TEAL } from '../pdf/klasik/inks.ts';
import { Canvas } from './canvas.ts';
import { placed } from './placed.ts';
import { internationalText, packDots, writePng } from './png.ts';

/** The badge: the mark on a teal disc, on a square of 100 mm. It is the same for all; what it says stands in the credential. */
const SIDE = 100;
const MIDDLE = { x: SIDE / 2, y: SIDE / 2 };

const SKETCH = [
  fill(TEAL, circle(MIDDLE, 48)),
  fill(PAPER_WHITE, circle(MIDDLE, 45)),
  fill(TEAL, circle(MIDDLE, 43.6)),
  ...placed(kawungSketch(56, PAPER_WHITE, SOGA), MIDDLE.x, MIDDLE.y).split('\n'),
];

/** Open Badges 3.0, 5.3.1: an iTXt chunk under this keyword, not compressed. */
const KEYWORD = 'openbadgecredential';
export const BADGE_DOTS = 400;

const packed = new Map<number, Promise<Buffer>>();

const pack = (size: number): Promise<Buffer> => {
  const canvas = new Canvas(size, size, size / (SIDE * UNITS_PER_MM), PAPER_WHITE);
  for (const operators of SKETCH) canvas.draw(operators);
  return packDots(canvas);
};

/** The badge as PNG, `size` dots a side, with the credential (a compact JWS) baked into it. The dots are drawn once. */
export async function badgePng(size: number, credential?: string): Promise<Buffer> {
  const dots = packed.get(size) ?? pack(size);
  packed.set(size, dots);
  return writePng({ width: size, height: size }, await dots, ...(credential === undefined ? [] : [internationalText(KEYWORD, credential)]));
}

const hex = (operators: string): string =>
  `#${(/^([\d.]+) ([\d.]+) ([\d.]+) rg/.exec(operators) ?? []).slice(1).map((part) => Math.round(Number(part) * 255).toString(16).padStart(2, '0')).join('')}`;

/** PDF writes the operator behind its numbers, SVG before them. */
const svgPath = (operators: string): string => {
  const rule = /f\*$/.test(operators) ? ' fill-rule="evenodd"' : '';
  const path = operators
    .replace(/^[\d. ]+rg /, '')
    .replace(/ f\*?$/, '')
    .replace(/((?:-?\d+ ?)+)([mlc])/g, (_, numbers: string, operator: string) => `${operator.toUpperCase()}${numbers.trim()}`)
    .replace(/ ?h/g, 'Z');
  return `<path fill="${hex(operators)}"${rule} d="${path}"/>`;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The badge as SVG, with the credential baked into it (Open Badges 3.0, 5.3.2). */
export const badgeSvg = (title: string, credential: string): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 ${SIDE * UNITS_PER_MM} ${SIDE * UNITS_PER_MM}" role="img">`,
    `<openbadges:credential verify="${credential}"></openbadges:credential>`,
    `<title>${escaped(title)}</title>`,
    ...SKETCH.map(svgPath),
    '</svg>',
    '',
  ].join('\n');
