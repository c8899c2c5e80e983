import { PAPER, PORTRAIT, type Paper } from '../document/page.ts';
import type { Layout, LayoutElement } from './layout-schema.ts';

const MM_PER_POINT = 25.4 / 72;
/** Shares of the size: the highest capital with two marks above it, and the deepest mark below. */
const RISE = 0.95;
const FALL = 0.32;

/** Millimetres from the upper left corner. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const paperOf = ({ orientation }: Pick<Layout, 'orientation'>): Paper => (orientation === 'portrait' ? PORTRAIT : PAPER);

const leftOf = ({ align, x, width }: { align: 'left' | 'centre' | 'right'; x: number; width: number }): number =>
  align === 'left' ? x : align === 'right' ? x - width : x - width / 2;

/** Quiet modules around a QR code take this share of its side at most: four of the 33 that the smallest code has. */
const QUIET = 4 / 33;

/** The room that an element's content never leaves; undefined: art, which texts may stand upon. */
export function extentOf(element: LayoutElement): Extent | undefined {
  switch (element.kind) {
    case 'text': {
      const { y, size, width, two_lines: two } = element;
      const left = leftOf(element);
      const depth = Math.max(size * FALL * MM_PER_POINT, two ? two.pitch + two.size * FALL * MM_PER_POINT : 0);
      return { left, right: left + width, top: y - size * RISE * MM_PER_POINT, bottom: y + depth };
    }
    case 'qr': {
      const quiet = element.size * QUIET;
      return { left: element.x - quiet, top: element.y - quiet, right: element.x + element.size + quiet, bottom: element.y + element.size + quiet };
    }
    case 'logo':
    case 'image':
    case 'signatures':
    case 'units':
      return { left: element.x, top: element.y, right: element.x + element.width, bottom: element.y + element.height };
    default:
      return undefined;
  }
}

/** Whatever an element draws lies within this; of art too. */
export function reachOf(element: LayoutElement): Extent {
  const around = (x: number, y: number, width: number, height: number): Extent => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
  switch (element.kind) {
    case 'line':
      return { left: Math.min(element.from[0], element.to[0]), right: Math.max(element.from[0], element.to[0]), top: Math.min(element.from[1], element.to[1]), bottom: Math.max(element.from[1], element.to[1]) };
    case 'box':
      return { left: element.x, right: element.x + element.width, top: element.y, bottom: element.y + element.height };
    case 'band': {
      const { x, y, length, height, direction } = element;
      return direction === 'across' ? { left: x, right: x + length, top: y - height / 2, bottom: y + height / 2 } : { left: x - height / 2, right: x + height / 2, top: y, bottom: y + length };
    }
    case 'kawung': {
      const [wide, high] = element.direction === 'across' ? [element.count, 1] : [1, element.count];
      return { left: element.x, right: element.x + wide * element.cell, top: element.y, bottom: element.y + high * element.cell };
    }
    case 'rosette':
    case 'mark':
      return around(element.x, element.y, element.size, element.size);
    case 'flourish':
      return around(element.x, element.y, element.width, 3.4);
    default:
      return extentOf(element) ?? { left: 0, right: 0, top: 0, bottom: 0 };
  }
}

/** Rounding of what was written. */
const TOUCH = 0.01;

export const overlap = (a: Extent, b: Extent): boolean =>
  a.left < b.right - TOUCH && b.left < a.right - TOUCH && a.top < b.bottom - TOUCH && b.top < a.bottom - TOUCH;
