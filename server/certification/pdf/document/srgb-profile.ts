import { deflateSync } from 'node:zlib';

/**
 * The output intent that makes the inks mean the same everywhere: a small ICC profile (ICC.1:2010, version 4) of
 * sRGB, IEC 61966-2-1. Primaries are adapted to D50 by Bradford's matrix, as the profile's connection space asks.
 */
const WHITE = [0.9642, 1, 0.8249] as const;
const RED = [0.43607, 0.22249, 0.01392] as const;
const GREEN = [0.38515, 0.71687, 0.09708] as const;
const BLUE = [0.14307, 0.06061, 0.7141] as const;
/** Y = ((X + 0.055) / 1.055)^2.4 above 0.04045, else X / 12.92. */
const GAMMA = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045] as const;
/** Bradford's adaptation from D65 to D50, by rows. */
const ADAPTATION = [1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168] as const;

const fixed = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65536), index * 4));
  return bytes;
};
const element = (type: string, ...data: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(type), Buffer.alloc(4), ...data]);
const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
};
const xyz = (values: readonly number[]): Buffer => element('XYZ ', fixed(values));
const localised = (text: string): Buffer =>
  element('mluc', words(1, 12), Buffer.from('enUS'), words(text.length * 2, 28), Buffer.from(text, 'utf16le').swap16());

const profile = (): Buffer => {
  const curve = element('para', words(0x00030000), fixed(GAMMA));
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', localised('sRGB IEC61966-2.1')],
    ['cprt', localised('No copyright, use freely')],
    ['wtpt', xyz(WHITE)],
    ['chad', element('sf32', fixed(ADAPTATION))],
    ['rXYZ', xyz(RED)],
    ['gXYZ', xyz(GREEN)],
    ['bXYZ', xyz(BLUE)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table: Buffer[] = [words(tags.length)];
  const bodies: Buffer[] = [];
  let offset = 128 + 4 + tags.length * 12;
  for (const [signature, data] of tags) {
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    table.push(Buffer.concat([Buffer.from(signature), words(offset, data.length)]));
    bodies.push(padded);
    offset += padded.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(offset, 0);
  header.writeUInt32BE(0x04200000, 8);
  header.write('mntrRGB XYZ ', 12);
  [2010, 1, 1].forEach((value, index) => header.writeUInt16BE(value, 24 + index * 2));
  header.write('acsp', 36);
  fixed(WHITE).copy(header, 68);
  return Buffer.concat([header, ...table, ...bodies]);
};

/** The stream's content, deflated once for all documents. */
export const SRGB_PROFILE = deflateSync(profile(), { level: 9 });
