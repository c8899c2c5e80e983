import { crc32, deflateSync } from 'node:zlib';

/** Pictures made byte by byte, of each kind that PNG has (W3C PNG, third edition). */
const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

export interface PngKind {
  readonly colour: 0 | 2 | 3 | 4 | 6;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly interlaced?: boolean;
  readonly palette?: Buffer;
  readonly transparent?: Buffer;
  /** The filter that each line says it has; the lines are given unfiltered, so only those of 0 come out as drawn. */
  readonly filter?: number;
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const WHOLE = [[0, 0, 1, 1]] as const;
const ADAM7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;

/** Each sample of a dot, from 0 to 2^depth - 1. */
type Samples = (x: number, y: number) => readonly number[];

export function png(width: number, height: number, kind: PngKind, samples: Samples): Buffer {
  const { colour, depth, interlaced = false, palette, transparent, filter = 0 } = kind;
  const lines: Buffer[] = [];
  for (const [left, top, across, down] of interlaced ? ADAM7 : WHOLE) {
    for (let y = top; y < height; y += down) {
      const bits: string[] = [];
      for (let x = left; x < width; x += across) for (const sample of samples(x, y).slice(0, CHANNELS[colour])) bits.push(sample.toString(2).padStart(depth, '0'));
      const bytes = (bits.join('').match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
      if (bytes.length > 0) lines.push(Buffer.from([filter, ...bytes]));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', palette)] : []),
    ...(transparent ? [chunk('tRNS', transparent)] : []),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A red disc on clear ground, and what never repeats inside it: as hard to compress as a finely drawn emblem. */
export const emblem = (side: number): Buffer => {
  const samples: Samples = (x, y) => {
    const inside = Math.hypot(x - side / 2, y - side / 2) < side / 2;
    return [150 + ((x * y + x * 7) % 80), (x * x + y * 13) % 90, (y * y * 3) % 60, inside ? 255 : 0];
  };
  return png(side, side, { colour: 6, depth: 8 }, samples);
};

/** A JPEG of 32 by 32 dots: blue, with a white edge. */
export const JPEG = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQ',
    'AAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB',
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi',
    'AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM',
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2',
    'P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAgACADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAABgUA',
    'B//EACcQAAADAg8AAAAAAAAAAAAAAAAFERITAQYUFRYkQkRRYWWDo8Li/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQF/8QAGhEAAwADAQAAAAAAAAAAAAAAAQIDAAQRIf/aAAwDAQACEQMRAD8AUH57Ms',
    'nqz581bZREyhxEenWnc/kaP9w3OoHjT19ebzDMPcmpRg3BjCnWnc/kWCA9nqUVZy5ZttKq5QYDm4YRAv8At9g2NeaTLKPcToxbhzR/uG51A8dIPyKepPWXLlqw0qpnBgI9BdR4PQa+xNJhWPuKTYt0',
    'YPDCIF/2+w1BdR4PQsEBFMsorL58zYZRFzhxDY2JvMqp9xObBunP/9k=',
  ].join(''),
  'base64',
);
