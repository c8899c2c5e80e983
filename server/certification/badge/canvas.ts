import type { Ink } from '../pdf/art/sketch.ts';

/**
 * Turns line art, the same operators that the PDF draws (`pdf/art/sketch.ts`), into dots. It knows filled paths only:
 * `m l c h re`, `rg`, `f`, `f*`; anything else throws. Edges are smooth: five lines of samples a row, exact across.
 */
const LINES_A_ROW = 5;
/** Dots to a straight piece of a curve. */
const PIECE = 4;
const MOST_PIECES = 64;
const FULL = 255;

type Corner = readonly [x: number, y: number];
interface Edge {
  readonly top: Corner;
  readonly bottom: Corner;
  /** 1 downwards, -1 upwards. */
  readonly direction: number;
}

const curve = ([x0, y0]: Corner, [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0]: readonly number[]): Corner[] => {
  const length = Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1) + Math.hypot(x3 - x2, y3 - y2);
  const pieces = Math.min(MOST_PIECES, Math.ceil(length / PIECE) + 1);
  return Array.from({ length: pieces }, (_, piece): Corner => {
    const t = (piece + 1) / pieces;
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
  });
};

export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each dot. */
  readonly dots: Uint8Array;
  readonly #scale: number;
  #ink: Ink = [0, 0, 0];
  #polygons: Corner[][] = [];

  /** `scale`: dots to a unit of the sketch. */
  constructor(width: number, height: number, scale: number, paper: Ink) {
    this.width = width;
    this.height = height;
    this.#scale = scale;
    this.dots = new Uint8Array(width * height * 3);
    for (let at = 0; at < this.dots.length; at += 1) this.dots[at] = paper[at % 3] ?? 0;
  }

  draw(operators: string): void {
    const numbers: number[] = [];
    for (const word of operators.split(/\s+/)) {
      const number = Number(word);
      if (word === '') continue;
      if (!Number.isNaN(number)) numbers.push(number);
      else this.#operate(word, numbers.splice(0));
    }
  }

  #operate(operator: string, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[]): void {
    const polygon = this.#polygons.at(-1);
    const scaled = [a, b, c, d, e, f].map((value) => value * this.#scale);
    const [x = 0, y = 0, width = 0, height = 0] = scaled;
    if (operator === 'm') this.#polygons.push([[x, y]]);
    else if (operator === 'l') polygon?.push([x, y]);
    else if (operator === 'c') polygon?.push(...curve(polygon.at(-1) ?? [0, 0], scaled));
    else if (operator === 're') this.#polygons.push([[x, y], [x + width, y], [x + width, y + height], [x, y + height]]);
    else if (operator === 'rg') this.#ink = [a * FULL, b * FULL, c * FULL];
    else if (operator === 'f' || operator === 'f*') this.#fill(operator === 'f*');
    else if (operator !== 'h') throw new TypeError(`a canvas knows no ${operator}`);
  }

  #edges(): Edge[] {
    return this.#polygons.flatMap((polygon) =>
      polygon.flatMap((from, index): Edge[] => {
        const to = polygon[(index + 1) % polygon.length] ?? from;
        if (from[1] === to[1]) return [];
        return [from[1] < to[1] ? { top: from, bottom: to, direction: 1 } : { top: to, bottom: from, direction: -1 }];
      }),
    );
  }

  #fill(evenOdd: boolean): void {
    const edges = this.#edges().toSorted((one, other) => one.top[1] - other.top[1]);
    this.#polygons = [];
    const first = Math.max(0, Math.floor(edges[0]?.top[1] ?? 0));
    const last = Math.min(this.height - 1, Math.floor(edges.reduce((lowest, { bottom }) => Math.max(lowest, bottom[1]), 0)));
    const cover = new Float32Array(this.width);
    for (let row = first; row <= last; row += 1) {
      cover.fill(0);
      const near = edges.filter(({ top, bottom }) => top[1] < row + 1 && bottom[1] > row);
      for (let line = 0; line < LINES_A_ROW; line += 1) this.#cover(cover, near, row + (line + 0.5) / LINES_A_ROW, evenOdd);
      this.#blend(row, cover);
    }
  }

  /** Adds what one line of samples covers of each dot of a row. */
  #cover(cover: Float32Array, edges: readonly Edge[], y: number, evenOdd: boolean): void {
    const crossings = edges
      .filter(({ top, bottom }) => top[1] <= y && bottom[1] > y)
      .map(({ top, bottom, direction }) => ({ x: top[0] + ((y - top[1]) * (bottom[0] - top[0])) / (bottom[1] - top[1]), direction }))
      .sort((one, other) => one.x - other.x);
    let winding = 0;
    crossings.forEach(({ x, direction }, index) => {
      winding += direction;
      const inside = evenOdd ? index % 2 === 0 : winding !== 0;
      const next = crossings[index + 1];
      if (inside && next) this.#span(cover, Math.max(0, x), Math.min(this.width, next.x));
    });
  }

  #span(cover: Float32Array, from: number, to: number): void {
    for (let column = Math.floor(from); column < to; column += 1) {
      const covered = Math.min(to, column + 1) - Math.max(from, column);
      cover[column] = (cover[column] ?? 0) + covered / LINES_A_ROW;
    }
  }

  #blend(row: number, cover: Float32Array): void {
    for (let column = 0; column < this.width; column += 1) {
      const share = Math.min(1, cover[column] ?? 0);
      if (share <= 0) continue;
      const at = (row * this.width + column) * 3;
      for (let part = 0; part < 3; part += 1) {
        const below = this.dots[at + part] ?? 0;
        this.dots[at + part] = Math.round(below + ((this.#ink[part] ?? 0) - below) * share);
      }
    }
  }
}
