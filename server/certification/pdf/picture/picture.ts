import { imageSize } from 'image-size';
import { deflateSync } from 'node:zlib';
import { Invalid } from '../../../errors.ts';
import { sniff } from '../../../web/uploads.ts';
import { jpegFacts } from './jpeg-facts.ts';
import { type Pixels, shrink } from './pixels.ts';
import { paeth, pngPixels } from './png-pixels.ts';

/** A picture as a PDF takes it (ISO 32000-1, 8.9.5): its dots, coded, and what a reader has to know to decode them. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly colours: CodedDots;
  /** How opaque each dot is; undefined: all are. */
  readonly alpha: CodedDots | undefined;
}

export interface CodedDots {
  readonly coding: 'flate' | 'jpeg';
  readonly components: 1 | 3;
  readonly bytes: Buffer;
}

/** Dots that a reader of 2,000 by 2,000 still decodes in a moment; a logo that is printed 14 mm high needs far fewer. */
const MOST_DOTS_A_SIDE = 2000;
/** The field in which a logo is printed, mm: as much of it is filled as its sides allow. */
export const LOGO_FIELD = { width: 56, height: 14 };
/** The same of a signature, above its line. */
export const SIGNATURE_FIELD = { width: 46, height: 13 };

/** Where a picture stands on the paper, and what it may take of a certificate, which has 110 KB at most. */
interface Use {
  readonly field: { readonly width: number; readonly height: number };
  /** Bytes. A JPEG goes in as it is, a PNG is made smaller. */
  readonly most: number;
  /** What a JPEG of more is answered. */
  readonly tooLarge: string;
}
const USES = { 
  logo: { field: LOGO_FIELD, most: 9 * 1024, tooLarge: 'Gambar JPEG paling besar 9 KB, karena ikut di setiap sertifikat. Simpan sebagai PNG, yang dikecilkan sendiri.' },
  signature: { field: SIGNATURE_FIELD, most: 2 * 1024, tooLarge: 'Gambar JPEG paling besar 2 KB, karena ikut di setiap sertifikat. Simpan sebagai PNG, yang dikecilkan sendiri.' },
} as const satisfies Readonly<Record<string, Use>>;
export type PictureUse = keyof typeof USES;

/** What a record names beside its texts, ready to print. */
export interface PaperPictures {
  /** The issuer's; undefined: the template's own mark stands in its place. */
  readonly logo?: Picture | undefined;
  /** In the order of the signatories; undefined: room for a pen. */
  readonly signatures?: readonly (Picture | undefined)[];
}
const MM_AN_INCH = 25.4;
/** Dots an inch, from the finest that an office printer shows down to what still looks like print. */
const FINENESS = [450, 370, 300, 245, 200, 160];
const COARSEST = 120;

/**
 * Makes a picture ready to print.
 *
 * @throws Invalid, whose message says what to do, for a picture that cannot be printed.
 */
export function preparePicture(bytes: Buffer, use: PictureUse = 'logo'): Picture {
  const kind = sniff(bytes);
  if (kind === undefined) throw new Invalid('Jenis berkas ini tidak dapat dipakai. Pilih gambar PNG atau JPEG.');
  try {
    const { width, height } = imageSize(bytes);
    if (Math.max(width, height) > MOST_DOTS_A_SIDE) throw new Invalid('Gambar terlalu besar: paling banyak 2000 titik pada setiap sisi. Perkecil gambarnya, lalu pilih lagi.');
    return kind === 'png' ? preparePng(bytes, USES[use]) : prepareJpeg(bytes, USES[use]);
  } catch (problem) {
    if (problem instanceof Invalid) throw problem;
    throw new Invalid('Gambar ini rusak atau terpotong. Simpan ulang sebagai PNG, lalu pilih lagi.');
  }
}

function prepareJpeg(bytes: Buffer, { most, tooLarge }: Use): Picture {
  if (bytes.length > most) throw new Invalid(tooLarge);
  const { width, height, precision, components, isUsual } = jpegFacts(bytes);
  const isTurned = (imageSize(bytes).orientation ?? 1) !== 1;
  if (precision !== 8 || (components !== 1 && components !== 3) || !isUsual || isTurned) {
    throw new Invalid('Gambar JPEG ini berwarna cetak (CMYK), diputar kamera, atau jenis yang jarang. Simpan sebagai PNG, lalu pilih lagi.');
  }
  return { width, height, colours: { coding: 'jpeg', components, bytes }, alpha: undefined };
}

function preparePng(bytes: Buffer, { field, most }: Use): Picture {
  const whole = pngPixels(bytes);
  const scale = Math.min(field.width / whole.width, field.height / whole.height);
  const inches = (Math.max(whole.width, whole.height) * scale) / MM_AN_INCH;
  for (const dotsAnInch of FINENESS) {
    const picture = pictureOf(shrink(whole, Math.round(dotsAnInch * inches)));
    if (picture.colours.bytes.length + (picture.alpha?.bytes.length ?? 0) <= most) return picture;
  }
  return pictureOf(shrink(whole, Math.round(COARSEST * inches)));
}

function pictureOf({ width, height, rgba }: Pixels): Picture {
  const dots = Array.from({ length: width * height }, (_, index) => index * 4);
  const channel = (offsets: readonly number[]): Uint8Array => Uint8Array.from(dots.flatMap((at) => offsets.map((offset) => rgba[at + offset] ?? 0)));
  const isGrey = dots.every((at) => rgba[at] === rgba[at + 1] && rgba[at] === rgba[at + 2]);
  const isOpaque = dots.every((at) => rgba[at + 3] === 255);
  const coded = (components: 1 | 3, samples: Uint8Array): CodedDots => ({ coding: 'flate', components, bytes: code(samples, width * components, components) });
  return {
    width,
    height,
    colours: isGrey ? coded(1, channel([0])) : coded(3, channel([0, 1, 2])),
    alpha: isOpaque ? undefined : coded(1, channel([3])),
  };
}

/** Each line as its differences to Paeth's prediction, then deflated: PNG's own coding, which PDF readers know. */
function code(samples: Uint8Array, lineBytes: number, step: number): Buffer {
  const lines = samples.length / lineBytes;
  const filtered = new Uint8Array(samples.length + lines);
  for (let row = 0; row < lines; row += 1) {
    const start = row * lineBytes;
    filtered[start + row] = 4;
    for (let index = 0; index < lineBytes; index += 1) {
      const left = index < step ? 0 : (samples[start + index - step] ?? 0);
      const up = row === 0 ? 0 : (samples[start + index - lineBytes] ?? 0);
      const corner = index < step || row === 0 ? 0 : (samples[start + index - step - lineBytes] ?? 0);
      filtered[start + row + 1 + index] = (samples[start + index] ?? 0) - paeth(left, up, corner);
    }
  }
  return deflateSync(filtered, { level: 9 });
}
