import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CertificateRecord } from '../certificate-record.ts';
import { outlinesOf, type OutlineFont, outlinedLength, outlinedText } from '../pdf/art/outlined-text.ts';
import { kawungSketch } from '../pdf/art/mark.ts';
import { type Ink, UNITS_PER_MM, fill, rectangle } from '../pdf/art/sketch.ts';
import { PAPER_WHITE, QUIET, SOGA, TEAL, TEXT } from '../pdf/klasik/inks.ts';
import { WORDS, longDate } from '../pdf/klasik/words.ts';
import { openFaces } from '../pdf/type/faces.ts';
import { asPrinted } from '../pdf/type/printed-text.ts';
import { Canvas } from './canvas.ts';
import { packDots, writePng } from './png.ts';
import { placed } from './placed.ts';

/** A square of 108 mm in 1080 dots: what WhatsApp and Instagram show whole, and do not shrink. */
const SIDE = 108;
const DOTS = 1080;
const MIDDLE = SIDE / 2;
const WIDEST = 88;
/** From baseline to baseline, in sizes. */
const PITCH = 1.15;

interface Line {
  readonly font: OutlineFont;
  readonly ink: Ink;
  /** Millimetres to the em; a line that is too long is set smaller. */
  readonly size: number;
  readonly baseline: number;
  readonly text: string;
}

const line = ({ font, ink, size, baseline, text }: Line): string => {
  const width = outlinedLength(font, text, size);
  const fitting = Math.min(size, (size * WIDEST) / width);
  const from = { x: MIDDLE - (width * fitting) / size / 2, y: baseline };
  return fill(ink, outlinedText(font, text, { from, size: fitting }));
};

/** One line, or two of about the same length where one would have to be set much smaller. */
const lines = (given: Line): string => {
  const words = given.text.split(' ');
  const enough = outlinedLength(given.font, given.text, given.size) <= WIDEST * 1.35 || words.length < 2;
  if (enough) return line(given);
  const length = (part: readonly string[]): number => outlinedLength(given.font, part.join(' '), given.size);
  const cuts = words.map((_, cut) => cut).slice(1);
  const best = cuts.reduce((one, other) => {
    const widest = (cut: number): number => Math.max(length(words.slice(0, cut)), length(words.slice(cut)));
    return widest(other) < widest(one) ? other : one;
  }, 1);
  // Both of one size.
  const size = Math.min(given.size, (given.size * WIDEST) / Math.max(length(words.slice(0, best)), length(words.slice(best))));
  const pitch = size * PITCH;
  return [
    line({ ...given, size, text: words.slice(0, best).join(' '), baseline: given.baseline - pitch / 2 }),
    line({ ...given, size, text: words.slice(best).join(' '), baseline: given.baseline + pitch / 2 }),
  ].join('\n');
};

const frame = (inset: number, width: number, ink: Ink): string => {
  const inner = SIDE - 2 * inset - width;
  return fill(
    ink,
    rectangle(inset, inset, inner + width, width),
    rectangle(inset, inset + inner, inner + width, width),
    rectangle(inset, inset, width, inner + width),
    rectangle(inset + inner, inset, width, inner + width),
  );
};

/** The certificate as a picture to be sent to friends: no scores, no secret; the number leads to its page. */
export async function sharePicture(record: CertificateRecord): Promise<Buffer> {
  const faces = await openFaces();
  const [roman, italic] = [outlinesOf(faces.text, 'lnum'), outlinesOf(faces.textItalic, 'lnum')];
  const canvas = new Canvas(DOTS, DOTS, DOTS / (SIDE * UNITS_PER_MM), PAPER_WHITE);
  const until = record.validUntil === undefined ? '' : ` · berlaku sampai ${longDate(record.validUntil)}`;
  const sample = record.isSample ? [line({ font: roman, ink: SOGA, size: 5, baseline: 105.2 - 4, text: WORDS.sample })] : [];
  const drawn = [
    frame(3, 1.2, TEAL),
    frame(5, 0.25, SOGA),
    placed(kawungSketch(15, TEAL, SOGA), MIDDLE, 17),
    ...record.issuer.lines.map((text, index) => line({ font: roman, ink: TEXT, size: 4, baseline: 31.5 + index * 5, text: asPrinted(text) })),
    line({ font: roman, ink: TEAL, size: 6, baseline: 46.5, text: WORDS.title }),
    line({ font: italic, ink: QUIET, size: 3.8, baseline: 54, text: WORDS.given }),
    lines({ font: roman, ink: TEXT, size: 9, baseline: 66, text: asPrinted(record.holderName) }),
    lines({ font: roman, ink: TEAL, size: 5, baseline: 78.5, text: asPrinted(record.course.title) }),
    line({ font: italic, ink: QUIET, size: 3.6, baseline: 88, text: `${longDate(record.issuedOn)}${until}` }),
    line({ font: roman, ink: TEXT, size: 3.4, baseline: 95, text: `${record.serial} · ${record.verifyHost}` }),
    ...sample,
  ];
  for (const operators of drawn) {
    canvas.draw(operators);
    // Other requests are served in between.
    await nextTurn();
  }
  return writePng(canvas, await packDots(canvas));
}
