import { inflateSync } from 'node:zlib';
import type { Pixels } from './pixels.ts';

/**
 * Reads a PNG (W3C Portable Network Graphics, third edition) of any colour type and depth, interlaced or not; of 16 bits
 * the upper 8. Gamma and profiles are passed over: values are taken for sRGB. Throws for what is broken or cut off.
 */
export function pngPixels(png: Buffer): Pixels {
  const { header, palette, transparent, data } = partsOf(png);
  const inflated = inflateSync(data, { maxOutputLength: header.height * (header.width * 8 + 16) + 64 });
  const pixels = new Uint8Array(header.width * header.height * 4);
  let offset = 0;
  for (const pass of header.interlaced ? ADAM7 : WHOLE) {
    offset = readPass(inflated, offset, pass, { header, palette, transparent }, pixels);
  }
  return { width: header.width, height: header.height, rgba: pixels };
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha (11.2.1). */
  readonly colour: number;
  readonly channels: number;
  readonly interlaced: boolean;
}

interface Look {
  readonly header: Header;
  readonly palette: Buffer;
  /** The `tRNS` chunk: the palette's alphas, or the one colour that is clear. */
  readonly transparent: Buffer | undefined;
}

interface Pass {
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}

const WHOLE: readonly Pass[] = [{ left: 0, top: 0, across: 1, down: 1 }];
/** The seven passes of an interlaced picture (8.2). */
const ADAM7: readonly Pass[] = [
  { left: 0, top: 0, across: 8, down: 8 },
  { left: 4, top: 0, across: 8, down: 8 },
  { left: 0, top: 4, across: 4, down: 8 },
  { left: 2, top: 0, across: 4, down: 4 },
  { left: 0, top: 2, across: 2, down: 4 },
  { left: 1, top: 0, across: 2, down: 2 },
  { left: 0, top: 1, across: 1, down: 2 },
];

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const SIGNATURE_BYTES = 8;
/** A chunk's length and name before its data, and the check behind it. */
const CHUNK = { head: 8, check: 4 };

function partsOf(png: Buffer): Look & { readonly data: Buffer } {
  let header: Header | undefined;
  let palette = Buffer.alloc(0);
  let transparent: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = SIGNATURE_BYTES; at + CHUNK.head <= png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + CHUNK.head);
    const body = png.subarray(at + CHUNK.head, at + CHUNK.head + length);
    if (name === 'IHDR') header = headerOf(body);
    else if (name === 'PLTE') palette = Buffer.from(body);
    else if (name === 'tRNS') transparent = body;
    else if (name === 'IDAT') data.push(body);
    else if (name === 'IEND') break;
    at += CHUNK.head + length + CHUNK.check;
  }
  if (!header) throw new TypeError('A PNG without a header');
  return { header, palette, transparent, data: Buffer.concat(data) };
}

function headerOf(body: Buffer): Header {
  const [depth, colour] = [body.readUInt8(8), body.readUInt8(9)];
  const channels = CHANNELS[colour];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth)) throw new TypeError('A PNG of an unknown kind');
  return { width: body.readUInt32BE(0), height: body.readUInt32BE(4), depth, colour, channels, interlaced: body.readUInt8(12) === 1 };
}

/** Sets the pixels of one pass; gives where the next one begins. */
function readPass(bytes: Buffer, from: number, pass: Pass, look: Look, pixels: Uint8Array): number {
  const { width, height, depth, channels } = look.header;
  const columns = Math.ceil((width - pass.left) / pass.across);
  const rows = Math.ceil((height - pass.top) / pass.down);
  if (columns <= 0 || rows <= 0) return from;
  const pixelBits = depth * channels;
  const lineBytes = Math.ceil((columns * pixelBits) / 8);
  const step = Math.max(1, pixelBits >> 3);
  let before = new Uint8Array(lineBytes);
  for (let row = 0; row < rows; row += 1) {
    const start = from + row * (lineBytes + 1);
    if (start + 1 + lineBytes > bytes.length) throw new RangeError('A PNG that ends too early');
    const line = unfilter(bytes.readUInt8(start), Uint8Array.from(bytes.subarray(start + 1, start + 1 + lineBytes)), before, step);
    for (let column = 0; column < columns; column += 1) {
      const place = (pass.top + row * pass.down) * width + pass.left + column * pass.across;
      setPixel(pixels, place * 4, line, column, look);
    }
    before = line;
  }
  return from + rows * (lineBytes + 1);
}

/** Undoes a line's filter in place (clause 9); `step`: bytes from a pixel to the next. */
function unfilter(filter: number, line: Uint8Array<ArrayBuffer>, before: Uint8Array, step: number): Uint8Array<ArrayBuffer> {
  for (let index = 0; index < line.length; index += 1) {
    const left = line[index - step] ?? 0;
    const up = before[index] ?? 0;
    const corner = index < step ? 0 : (before[index - step] ?? 0);
    line[index] = (line[index] ?? 0) + predicted(filter, left, up, corner);
  }
  return line;
}

const predicted = (filter: number, left: number, up: number, corner: number): number => {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      throw new TypeError('A PNG with an unknown filter');
  }
};

/** The neighbour nearest to left + up - corner (9.4). */
export const paeth = (left: number, up: number, corner: number): number => {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};

/** One sample as it is written: 0 to 2^depth - 1. */
const sampleAt = (line: Uint8Array, index: number, depth: number): number => {
  if (depth === 8) return line[index] ?? 0;
  if (depth === 16) return ((line[index * 2] ?? 0) << 8) | (line[index * 2 + 1] ?? 0);
  const perByte = 8 / depth;
  const shift = 8 - depth * ((index % perByte) + 1);
  return ((line[Math.floor(index / perByte)] ?? 0) >> shift) & ((1 << depth) - 1);
};

const toByte = (sample: number, depth: number): number => (depth === 16 ? sample >> 8 : Math.round((sample * 255) / ((1 << depth) - 1)));

function setPixel(pixels: Uint8Array, at: number, line: Uint8Array, column: number, { header, palette, transparent }: Look): void {
  const { depth, colour, channels } = header;
  const samples = [0, 1, 2, 3].map((channel) => (channel < channels ? sampleAt(line, column * channels + channel, depth) : 0));
  const [first = 0, second = 0, third = 0, fourth = 0] = samples;
  if (colour === 3) {
    if ((first + 1) * 3 > palette.length) throw new RangeError('A PNG that names a colour it does not have');
    palette.copy(pixels, at, first * 3, first * 3 + 3);
    pixels[at + 3] = transparent?.[first] ?? 255;
    return;
  }
  const isGrey = colour === 0 || colour === 4;
  pixels[at] = toByte(first, depth);
  pixels[at + 1] = toByte(isGrey ? first : second, depth);
  pixels[at + 2] = toByte(isGrey ? first : third, depth);
  pixels[at + 3] = colour === 4 ? toByte(second, depth) : colour === 6 ? toByte(fourth, depth) : isClear(samples, transparent, isGrey) ? 0 : 255;
}

const isClear = (samples: readonly number[], transparent: Buffer | undefined, isGrey: boolean): boolean =>
  transparent !== undefined &&
  transparent.length >= (isGrey ? 2 : 6) &&
  (isGrey ? [0] : [0, 1, 2]).every((channel) => transparent.readUInt16BE(channel * 2) === samples[channel]);
