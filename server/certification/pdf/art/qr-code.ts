import { deflateSync } from 'node:zlib';
import { create } from 'qrcode';

/** The dark modules of a QR code as closed outlines; one unit is a module, y points down. */
export interface QrCode {
  /** Modules a side, without the quiet zone. */
  readonly side: number;
  /** To be filled by the even-odd rule. Outlines, not squares: nothing shows between neighbours on any screen. */
  readonly path: string;
}

/** The same for a PDF: a stencil (ISO 32000-1, 8.9.6.2) through which ink goes where a bit is 0. */
export interface QrStencil {
  /** Modules a side, without the quiet zone. */
  readonly side: number;
  /** Dots a side. */
  readonly dots: number;
  /** Deflated; a row begins with a byte of its own. */
  readonly bytes: Buffer;
}

/** Light modules that must stand around a code (ISO/IEC 18004, 5.3.8). */
export const QUIET_ZONE = 4;

/** ISO/IEC 18004, error correction M; the encoder mixes numeric, alphanumeric and byte segments as is shortest. */
export const qrCode = (content: string): QrCode => {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const dark = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < modules.size && y < modules.size && modules.get(y, x) === 1;
  return { side: modules.size, path: outlines(modules.size, dark) };
};

/** So many dots a module, so that a screen that smooths pictures blurs an eighth of it at most. */
const DOTS_A_MODULE = 4;
/**
 * Any of the eight masks can be read (ISO/IEC 18004, 7.8). Which reads best is a third of an encoder's work, and of signed
 * content, which is as good as random, all look alike; the one with the least regular pattern is taken unasked.
 */
const MASK = 7;
/** Rows that repeat shrink without effort. */
const FAST = { level: 1 } as const;

/** The QR code of a paper: fewer bytes than its outlines, and made in a tenth of their time. */
export const qrStencil = (content: string): QrStencil => {
  const { modules } = create(content, { errorCorrectionLevel: 'M', maskPattern: MASK });
  const { size, data } = modules;
  const dots = size * DOTS_A_MODULE;
  const width = Math.ceil(dots / 8);
  const bits = Buffer.alloc(width * dots, 0xff);
  for (let y = 0; y < size; y += 1) {
    const start = y * DOTS_A_MODULE * width;
    for (let x = 0; x < size; x += 1) {
      // Two modules share a byte, half each.
      if (data[y * size + x]) bits[start + (x >> 1)] = (bits[start + (x >> 1)] ?? 0) & (x & 1 ? 0xf0 : 0x0f);
    }
    for (let copy = 1; copy < DOTS_A_MODULE; copy += 1) bits.copyWithin(start + copy * width, start, start + width);
  }
  return { side: size, dots, bytes: deflateSync(bits, FAST) };
};

const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Walks around every dark region, keeping it to the right; each edge is an (x, y, direction) and is walked once. */
const outlines = (side: number, dark: (x: number, y: number) => boolean): string => {
  const width = side + 1;
  const edgeAt = (x: number, y: number, direction: number): boolean => {
    if (direction === 0) return dark(x, y) && !dark(x, y - 1);
    if (direction === 1) return dark(x - 1, y) && !dark(x, y);
    if (direction === 2) return dark(x - 1, y - 1) && !dark(x - 1, y);
    return dark(x, y - 1) && !dark(x - 1, y - 1);
  };
  const walked = new Uint8Array(width * width * 4);
  const paths: string[] = [];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (!edgeAt(x, y, 0) || walked[(y * width + x) * 4]) continue;
      let [px, py, direction] = [x, y, 0];
      let path = `${x} ${y} m`;
      do {
        walked[(py * width + px) * 4 + direction] = 1;
        const [dx, dy] = STEPS[direction] ?? STEPS[0];
        px += dx;
        py += dy;
        const next = [3, 0, 1].map((turn) => (direction + turn) % 4).find((candidate) => edgeAt(px, py, candidate)) ?? direction;
        if (next !== direction) path += ` ${px} ${py} l`;
        direction = next;
      } while (px !== x || py !== y || direction !== 0);
      paths.push(`${path} h`);
    }
  }
  return paths.join(' ');
};
