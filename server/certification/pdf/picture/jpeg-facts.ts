/** What a JPEG says of itself in its frame header (ITU-T T.81, B.2.2). */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  /** Bits a sample. */
  readonly precision: number;
  /** 1 grey, 3 colours, 4 printing inks. */
  readonly components: number;
  /** Huffman-coded, sequential or progressive: what a PDF's readers decode. */
  readonly isUsual: boolean;
}

const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const FRAMES = [0xc0, 0xc1, 0xc2];
/** These share the numbers of frames and are none: tables, and two that were never used. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

/** Throws for what has no frame, or has no scan behind it. */
export function jpegFacts(jpeg: Buffer): JpegFacts {
  let facts: JpegFacts | undefined;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    if (jpeg[at] !== MARKER) throw new TypeError('A JPEG that is broken');
    const kind = jpeg.readUInt8(at + 1);
    if (kind === MARKER) {
      at += 1;
      continue;
    }
    if (kind === START_OF_SCAN) break;
    if (kind >= 0xc0 && kind <= 0xcf && !NO_FRAMES.includes(kind)) {
      facts = {
        precision: jpeg.readUInt8(at + 4),
        height: jpeg.readUInt16BE(at + 5),
        width: jpeg.readUInt16BE(at + 7),
        components: jpeg.readUInt8(at + 9),
        isUsual: FRAMES.includes(kind),
      };
    }
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  if (!facts || facts.width === 0 || facts.height === 0 || !jpeg.includes(Buffer.from([MARKER, START_OF_SCAN]))) throw new TypeError('A JPEG without a picture');
  if (!jpeg.subarray(-64).includes(Buffer.from([MARKER, END_OF_IMAGE]))) throw new RangeError('A JPEG that ends too early');
  return facts;
}
