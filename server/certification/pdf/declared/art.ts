import { flourish } from '../art/flourish.ts';
import { type Form, prepareForm, show } from '../art/form.ts';
import { guillocheBand, guillochePeriod } from '../art/guilloche.ts';
import { kawungCell } from '../art/kawung.ts';
import { kawungMark } from '../art/mark.ts';
import { outlinesOf } from '../art/outlined-text.ts';
import { sampleMark } from '../art/sample-mark.ts';
import { seal } from '../art/seal.ts';
import { fill, type Ink, line, rectangle, stroke, tint } from '../art/sketch.ts';
import type { Paper } from '../document/page.ts';
import type { Face } from '../type/face.ts';
import { WORDS } from '../klasik/words.ts';
import type { LayoutElement } from './layout-schema.ts';

/** Art at its place, drawn once for all certificates. */
export interface PlacedArt {
  readonly form: Form;
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}

export type InkOf = (name: string) => Ink;

const WHITE: Ink = [255, 255, 255];
/** The seal's diameter at scale 1. */
const SEAL = 34;
/** A band's period at a height of 6.7 mm; other heights in proportion. */
const PERIOD = 17.4 / 6.7;
const MARK_DRAWN = 13;

const wholePage = ({ width, height }: Paper) => ({ left: 0, top: 0, right: width, bottom: height });

/** What an element draws that is the same on every certificate; none of what carries a text. */
export function artOf(element: LayoutElement, inkOf: InkOf, face: Face, paper: Paper): PlacedArt[] {
  const inks = (each: { readonly colour: string; readonly second?: string | undefined }) => ({ main: inkOf(each.colour), second: inkOf(each.second ?? each.colour) });
  const drawn = (content: string, uses: Readonly<Record<string, Form>> = {}): PlacedArt[] => [{ form: prepareForm(content, wholePage(paper), uses), x: 0, y: 0 }];
  switch (element.kind) {
    case 'line':
      return drawn(stroke(inkOf(element.colour), element.thickness, line({ x: element.from[0], y: element.from[1] }, { x: element.to[0], y: element.to[1] })));
    case 'box': {
      const path = rectangle(element.x, element.y, element.width, element.height);
      return drawn([element.fill ? fill(inkOf(element.fill), path) : '', element.stroke ? stroke(inkOf(element.stroke), element.thickness, path) : ''].join(' '));
    }
    case 'band': {
      const { x, y, length, height, direction } = element;
      const period = Math.min(length, PERIOD * height);
      return drawn(guillocheBand('Band', { x, y, length, period, turn: direction === 'down' ? Math.PI / 2 : 0 }), { Band: guillochePeriod(period, height / 2, inks(element)) });
    }
    case 'kawung': {
      const { x, y, cell, count, direction, colour, second } = element;
      const [across, down] = direction === 'across' ? [cell, 0] : [0, cell];
      const ground = fill(inkOf(colour), rectangle(x, y, cell + across * (count - 1), cell + down * (count - 1)));
      const cells = Array.from({ length: count }, (_, index) => show('Cell', { x: x + cell / 2 + across * index, y: y + cell / 2 + down * index }));
      return drawn([ground, ...cells].join('\n'), { Cell: kawungCell(cell, { ground: inkOf(colour), seed: inkOf(second ?? colour), paper: WHITE }) });
    }
    case 'rosette': {
      const { main, second } = inks(element);
      return [{ form: seal(WORDS.seal, outlinesOf(face), kawungMark(MARK_DRAWN, main, second), { main, second, paper: WHITE }), x: element.x, y: element.y, scale: element.size / SEAL }];
    }
    case 'mark': {
      const { main, second } = inks(element);
      return [{ form: kawungMark(element.size, main, second), x: element.x, y: element.y }];
    }
    case 'flourish':
      return [{ form: flourish(element.width, inks(element)), x: element.x, y: element.y }];
    default:
      return [];
  }
}

const SAMPLE_STRENGTH = 0.13;

/** CONTOH across the page: not a matter of the look, but of every sample. */
export function sampleArt(ink: Ink, face: Face, { width, height }: Paper): PlacedArt {
  const turn = -Math.atan2(height, width);
  const form = sampleMark(outlinesOf(face), WORDS.sample, { length: Math.hypot(width, height) * 0.62, turn }, tint(ink, SAMPLE_STRENGTH));
  return { form, x: width / 2, y: height / 2 };
}
