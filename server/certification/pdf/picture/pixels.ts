/** A picture as dots: red, green, blue, alpha, a byte each, line by line from the top; alpha is not multiplied in. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

interface Share {
  readonly from: number;
  /** How much of each old dot, from `from` on, falls into the new one; together 1. */
  readonly weights: readonly number[];
}

/** Which old dots a new one covers along one side. */
const shares = (before: number, after: number): readonly Share[] =>
  Array.from({ length: after }, (_, index) => {
    const [start, end] = [(index * before) / after, ((index + 1) * before) / after];
    const from = Math.floor(start);
    const to = Math.min(before, Math.ceil(end - 1e-9));
    const weights = Array.from({ length: to - from }, (__, step) => {
      const covered = Math.min(end, from + step + 1) - Math.max(start, from + step);
      return covered / (end - start);
    });
    return { from, weights };
  });

/** The picture with no more dots than `longest` on its longer side; each new dot is the mean of those it covers. */
export function shrink(pixels: Pixels, longest: number): Pixels {
  const scale = longest / Math.max(pixels.width, pixels.height);
  if (scale >= 1) return pixels;
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const columns = shares(pixels.width, width);
  const rgba = new Uint8Array(width * height * 4);
  shares(pixels.height, height).forEach((rows, y) => {
    columns.forEach((across, x) => setMean(rgba, (y * width + x) * 4, pixels, rows, across));
  });
  return { width, height, rgba };
}

/** Colours count as much as they are opaque, so that what is clear lends no colour to an edge. */
function setMean(target: Uint8Array, at: number, { width, rgba }: Pixels, rows: Share, columns: Share): void {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  rows.weights.forEach((high, row) => {
    columns.weights.forEach((wide, column) => {
      const from = ((rows.from + row) * width + columns.from + column) * 4;
      const weight = high * wide * (rgba[from + 3] ?? 0);
      red += weight * (rgba[from] ?? 0);
      green += weight * (rgba[from + 1] ?? 0);
      blue += weight * (rgba[from + 2] ?? 0);
      alpha += weight;
    });
  });
  const share = alpha === 0 ? 0 : 1 / alpha;
  target[at] = Math.round(red * share);
  target[at + 1] = Math.round(green * share);
  target[at + 2] = Math.round(blue * share);
  target[at + 3] = Math.round(alpha);
}
