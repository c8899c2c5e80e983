import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { crc32 } from './crc32.ts';
import type { Canvas } from './canvas.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EIGHT_BITS = 8;
const RGB = 2;
/** Filter 2, "Up": flat art repeats from row to row. */
const UP = 2;

const squeeze = promisify(deflate);

/** A chunk of a PNG (ISO/IEC 15948, 5.3): length, type, data, checksum of type and data. */
const chunk = (type: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
};

/** A text under a keyword, not compressed, without language (ISO/IEC 15948, 11.3.4.5). */
export const internationalText = (keyword: string, text: string): Buffer =>
  chunk('iTXt', Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]));

/** The picture's dots packed, which takes the time; `writePng` puts a file around them. */
export async function packDots({ width, height, dots }: Canvas): Promise<Buffer> {
  const row = width * 3;
  const filtered = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y += 1) {
    filtered[y * (row + 1)] = UP;
    for (let x = 0; x < row; x += 1) {
      const above = y === 0 ? 0 : (dots[(y - 1) * row + x] ?? 0);
      filtered[y * (row + 1) + 1 + x] = ((dots[y * row + x] ?? 0) - above) & 0xff;
    }
  }
  return squeeze(filtered);
}

export function writePng({ width, height }: Pick<Canvas, 'width' | 'height'>, packed: Buffer, ...texts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = EIGHT_BITS;
  head[9] = RGB;
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), ...texts, chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}
