import { create } from 'qrcode';

/** The dark modules of a QR code as closed outlines; one unit is a module, y points down. */
export interface QrCode {
  /** Modules a side, without the quiet zone. */
  readonly side: number;
  /** To be filled by the even-odd rule. Outlines, not squares: nothing shows between neighbours on any screen. */
  readonly path: string;
}

/** Light modules that must stand around a code (ISO/IEC 18004, 5.3.8). */
export const QUIET_ZONE = 4;

/**
 * Any of the eight masks can be read (ISO/IEC 18004, 7.8). Which reads best is a third of an encoder's work, and of signed
 * content, which is as good as random, all look alike; the one with the least regular pattern is taken unasked.
 */
const MASK = 7;

/**
 * ISO/IEC 18004, error correction M; the encoder mixes numeric, alphanumeric and byte segments as is shortest. Drawn and not a
 * picture: at 150 dots an inch a reader found one in five codes unreadable that was a stencil, and none of these.
 */
export const qrCode = (content: string): QrCode => {
  const { modules } = create(content, { errorCorrectionLevel: 'M', maskPattern: MASK });
  return { side: modules.size, path: outlines(modules.size, modules.data) };
};

const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * Walks around every dark region, keeping it to the right; each edge is an (x, y, direction) and is walked once. `data`: a module
 * after the other, row by row; not 0 is dark.
 */
function outlines(side: number, data: Uint8Array): string {
  const width = side + 1;
  // A light module around all, so that no corner has to ask whether it is at the edge.
  const row = side + 2;
  const dark = new Uint8Array(row * row);
  for (let y = 0; y < side; y += 1) for (let x = 0; x < side; x += 1) dark[(y + 1) * row + x + 1] = data[y * side + x] ? 1 : 0;
  /** Of the four modules that meet in a corner, whether the one to the right of this direction is dark and the one to the left is not. */
  const edgeAt = (x: number, y: number, direction: number): boolean => {
    const corner = (y + 1) * row + x + 1;
    if (direction === 0) return dark[corner] === 1 && dark[corner - row] === 0;
    if (direction === 1) return dark[corner - 1] === 1 && dark[corner] === 0;
    if (direction === 2) return dark[corner - row - 1] === 1 && dark[corner - 1] === 0;
    return dark[corner - row] === 1 && dark[corner - row - 1] === 0;
  };
  const walked = new Uint8Array(width * width * 4);
  let paths = '';
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (walked[(y * width + x) * 4] || !edgeAt(x, y, 0)) continue;
      let [px, py, direction] = [x, y, 0];
      paths += `${x} ${y} m`;
      do {
        walked[(py * width + px) * 4 + direction] = 1;
        const [dx, dy] = STEPS[direction] ?? STEPS[0];
        px += dx;
        py += dy;
        // Left first, so that regions that touch in a corner are walked apart.
        const left = (direction + 3) % 4;
        const next = edgeAt(px, py, left) ? left : edgeAt(px, py, direction) ? direction : (direction + 1) % 4;
        if (next !== direction) paths += ` ${px} ${py} l`;
        direction = next;
      } while (px !== x || py !== y || direction !== 0);
      paths += ' h ';
    }
  }
  return paths.trimEnd();
}
