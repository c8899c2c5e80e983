import { Invalid } from '../errors.ts';

/**
 * Photos without what a camera writes beside the picture: place, time, device, a preview of the uncut photo. JPEG as in
 * ITU-T T.81 annex B with Exif 2.3; PNG as in the W3C's specification (3rd edition). The picture itself is copied, not
 * recoded. How the camera was held stays, or photos would lie on their side.
 */
const BROKEN = 'Foto ini rusak atau tidak lengkap. Ambil fotonya lagi, lalu kirim.';
const broken = (): Invalid => new Invalid(BROKEN, { file: BROKEN });

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
/** Marker and length. */
const HEADER = 4;
/** Length, `JFIF\0`, version, unit, two densities; behind it a preview. */
const JFIF_WITHOUT_PREVIEW = 16;

/** What segments begin with: `JFIF`, `Exif`, `ICC_PROFILE`, `Adobe`, each with its zeroes. */
const JFIF = Buffer.from('4a46494600', 'hex');
const EXIF = Buffer.from('457869660000', 'hex');
const ICC_PROFILE = Buffer.from('4943435f50524f46494c4500', 'hex');
const ADOBE = Buffer.from('41646f6265', 'hex');
const startsWith = (segment: Buffer, name: Buffer): boolean => segment.subarray(HEADER, HEADER + name.length).equals(name);

/** Exif tag 0x0112 of the first directory, 1 to 8; 1: upright. */
function orientationIn(segment: Buffer): number {
  const tiff = segment.subarray(HEADER + EXIF.length);
  if (tiff.length < 8) return 1;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < short(directory); index += 1) {
    const entry = directory + 2 + index * 12;
    if (short(entry) === 0x0112) return Math.min(8, Math.max(1, short(entry + 8)));
  }
  return 1;
}

/** A TIFF header (big-endian, 42, the directory at byte 8) and a directory of one entry. */
const ONE_ENTRY = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];

/** An Exif segment that says how the camera was held, and nothing else. */
const orientationSegment = (orientation: number): Buffer =>
  Buffer.from([0xff, APP1, 0, 34, ...EXIF, ...ONE_ENTRY, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);

/** The segment as it is kept: '' when it is dropped. */
function kept(marker: number, segment: Buffer): Buffer {
  if (marker === APP0) {
    if (!startsWith(segment, JFIF)) return Buffer.alloc(0);
    const plain = Buffer.from(segment.subarray(0, 2 + JFIF_WITHOUT_PREVIEW));
    if (plain.length < 2 + JFIF_WITHOUT_PREVIEW) throw broken();
    plain.writeUInt16BE(JFIF_WITHOUT_PREVIEW, 2);
    plain.fill(0, 2 + JFIF_WITHOUT_PREVIEW - 2);
    return plain;
  }
  if (marker === APP2) return startsWith(segment, ICC_PROFILE) ? segment : Buffer.alloc(0);
  if (marker === APP14) return startsWith(segment, ADOBE) ? segment : Buffer.alloc(0);
  return (marker > APP0 && marker <= APP15) || marker === COMMENT ? Buffer.alloc(0) : segment;
}

/** Where the coded picture that begins at `from` ends: at a marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw broken();
}

function plainJpeg(bytes: Buffer): Buffer {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw broken();
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  for (let at = 2; ; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw broken();
    // What stands behind the end of the picture is another picture or a maker's own.
    if (marker === EOI) return Buffer.concat([...parts.slice(0, 1), ...(orientation > 1 ? [orientationSegment(orientation)] : []), ...parts.slice(1), Buffer.from([0xff, EOI])]);
    if (at + HEADER > bytes.length) throw broken();
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || end < at + HEADER) throw broken();
    const segment = bytes.subarray(at, end);
    if (marker === APP1 && startsWith(segment, EXIF)) orientation = orientationIn(segment);
    parts.push(kept(marker, segment));
    at = end;
    if (marker === SOS) {
      const next = endOfScan(bytes, end);
      parts.push(bytes.subarray(end, next));
      at = next;
    }
  }
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum around the data. */
const PNG_FRAME = 12;
const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT']);

function plainPng(bytes: Buffer): Buffer {
  const parts = [bytes.subarray(0, PNG_SIGNATURE_BYTES)];
  for (let at = PNG_SIGNATURE_BYTES; at + PNG_FRAME <= bytes.length; ) {
    const end = at + PNG_FRAME + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length) break;
    if (PNG_KEPT.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  throw broken();
}

/** A photo as it may be kept. Throws `Invalid` for one that is cut off. */
export const withoutMetadata = (bytes: Buffer, kind: 'jpeg' | 'png'): Buffer => (kind === 'jpeg' ? plainJpeg(bytes) : plainPng(bytes));
