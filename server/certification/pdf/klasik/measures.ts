import { LOGO_FIELD, SIGNATURE_FIELD } from '../picture/picture.ts';
import { QUIET, SOGA, TEAL, TEXT } from './inks.ts';

/**
 * Where everything stands: millimetres from the upper left corner of an A4 page laid wide, baselines for text,
 * points for sizes. To move or resize something, change it here.
 */
const MIDDLE = 148.5;
const centred = { x: MIDDLE, align: 'centre' } as const;

export const FRONT = {
  mark: { x: MIDDLE, y: 34.6, size: 13 },
  /** The issuer's logo in the mark's place: as large as fits, its middle there. */
  logo: { x: MIDDLE, y: 34.9, ...LOGO_FIELD },
  /** One line stands between the two baselines. */
  issuer: {
    ...centred,
    width: 214,
    face: 'text',
    size: 12,
    tracking: 1.1,
    feature: 'smcp',
    ink: TEAL,
    baselines: [47.4, 52.6],
    single: 50.2,
  },
  title: { ...centred, width: 228, face: 'text', size: 38, ink: TEAL, baseline: 67.8 },
  titleEn: { ...centred, width: 228, face: 'textItalic', size: 13, ink: SOGA, baseline: 76.2 },
  number: { ...centred, width: 214, face: 'text', size: 11, tracking: 0.1, ink: TEXT, baseline: 82.6 },
  given: { ...centred, width: 214, face: 'textItalic', size: 12.5, ink: TEXT, baseline: 91.4, aboveTwoLines: 90.5 },
  name: {
    ...centred,
    width: 224,
    face: 'text',
    size: 36,
    smallest: 23,
    twoLines: { size: 25.5, pitch: 9.2 },
    ink: TEXT,
    baseline: 104.2,
    firstOfTwo: 99.2,
  },
  flourish: { x: MIDDLE, y: 109, width: 124 },
  /** Below two lines of name, the flourish and what follows stand lower by this. */
  lowered: 3.4,
  /** From the flourish down, each a baseline below the one before: tightest and natural distance. */
  flow: {
    place: [4.5, 5.5],
    reached: [5.2, 7.6],
    afterPlace: [4.3, 5.9],
    course: [6.2, 8.2],
    hours: [4.6, 6.3],
    reachedEn: [3.4, 4.6],
    dates: [5.4, 8.5],
  },
  /** The lowest baseline of the dates, by the number of signatures: a date must not read as a signer's. */
  lowestDates: [160, 146.4, 146.6],
  place: { ...centred, width: 214, face: 'text', size: 11.5, ink: QUIET },
  reached: { ...centred, width: 224, face: 'text', size: 12, ink: TEXT },
  course: { ...centred, width: 224, face: 'text', size: 20, smallest: 15, twoLines: { size: 15, pitch: 5.6 }, ink: TEAL },
  hours: { ...centred, width: 224, face: 'text', size: 11.5, ink: TEXT },
  reachedEn: { ...centred, width: 214, face: 'smallItalic', size: 8.6, ink: QUIET },
  dates: { x: MIDDLE, width: 170, labelGap: 1.6, between: 8.9 },
  dateLabel: { face: 'small', size: 8.6, ink: SOGA },
  dateValue: { face: 'text', size: 12, ink: TEXT },
  /** A white window; the code stands in its upper part, `depth` down to the captions. */
  qr: { left: 27.6, top: 140.5, width: 36.4, height: 41.6, depth: 35.5, size: 30, hairline: 0.14 },
  scan: { x: 45.8, align: 'centre', width: 34, face: 'small', size: 8, ink: TEXT, baseline: 178.05 },
  address: { x: 45.8, align: 'centre', width: 34, face: 'small', size: 8, ink: TEAL, baseline: 181.15 },
  /** Middles of the signatures, by their number. */
  signatures: { middles: [[], [MIDDLE], [110, 187]], office: 153.4, line: 173, name: 177.4, secondLine: 181.2, lineWidth: 56 },
  /** The picture of a signature stands on its line; below an office of two lines it stays clear of the second. */
  signature: { y: 165.9, ...SIGNATURE_FIELD },
  office: {
    x: 0,
    align: 'centre',
    width: 72,
    face: 'text',
    size: 10,
    smallest: 9,
    twoLines: { size: 9.5, pitch: 3.9 },
    ink: TEXT,
  },
  signatory: { x: 0, align: 'centre', width: 72, face: 'text', size: 11, ink: TEXT },
  secondLine: { x: 0, align: 'centre', width: 72, face: 'small', size: 8, ink: QUIET },
  seal: { x: 250.9, y: 161.6, scale: 1.08 },
  sample: { x: MIDDLE, y: 105, length: 236, turn: -0.42 },
} as const;

const LEFT = 22;
const RIGHT = 275;
const left = (x: number) => ({ x, align: 'left' }) as const;
const right = (x: number) => ({ x, align: 'right' }) as const;
const label = { face: 'small', size: 8, ink: SOGA } as const;
const translation = { face: 'smallItalic', size: 7.6, ink: QUIET } as const;
const value = { face: 'text', size: 11.5, ink: TEXT } as const;

/** The facts under the title: left ends and widths. */
const FACTS = [
  { x: LEFT, width: 90 },
  { x: 116, width: 85 },
  { x: 204.9, width: 35 },
  { x: 242.9, width: RIGHT - 242.9 },
] as const;

export const BACK = {
  left: LEFT,
  right: RIGHT,
  mark: { x: 28.65, y: 30.9 },
  /** Between the margin and the title. */
  logo: { x: 29.6, y: 31.2, width: 15.2, height: 13 },
  title: { ...left(40.7), width: 120, face: 'text', size: 26, ink: TEAL, baseline: 31.4 },
  titleEn: { ...left(40.7), width: 120, face: 'textItalic', size: 12, ink: SOGA, baseline: 37.6 },
  attachment: { ...right(RIGHT), width: 105, face: 'small', size: 8, ink: QUIET, baseline: 29 },
  number: { ...right(RIGHT), width: 105, face: 'text', size: 12, tracking: 0.1, ink: TEXT, baseline: 34.4 },
  sampleNote: { ...right(RIGHT), width: 105, face: 'small', size: 8, ink: SOGA, baseline: 38.6 },
  facts: { columns: FACTS, label: 47.2, value: 52.8, second: 56.7, gap: 2, raised: 1.3 },
  factLabel: label,
  factTranslation: translation,
  factValue: { ...value, align: 'left', smallest: 9, twoLines: { size: 10, pitch: 3.9 } },
  factSecond: { face: 'small', size: 8, ink: QUIET, align: 'left' },
  table: {
    head: 64.9,
    headEn: 68.1,
    rule: 70.6,
    first: 76.35,
    pitch: 10.5,
    depth: 73.5,
    second: 3.5,
    tightest: 8.6,
    ruleBelow: 5.85,
    rowsAPage: 10,
  },
  columns: { code: LEFT, unit: 46, bar: 160, score: 229, minimum: 249, result: 257, resultText: 261.6 },
  headLabel: { ...label, size: 8.5 },
  headTranslation: translation,
  code: { ...left(LEFT), width: 22.5, face: 'text', size: 10.8, ink: TEXT },
  unit: { ...left(46), width: 110, face: 'text', size: 11.5, smallest: 9, twoLines: { size: 9.5, pitch: 3.6 }, ink: TEXT },
  unitEn: { ...left(46), width: 110, face: 'smallItalic', size: 8, ink: QUIET },
  bar: { width: 54, height: 1.5, above: 1.45, tick: 4 },
  score: { ...right(229), width: 14, face: 'text', size: 11.5, feature: 'tnum', ink: TEAL },
  minimum: { ...right(249), width: 14, face: 'text', size: 11.5, feature: 'tnum', ink: TEXT },
  result: { ...left(261.6), width: 14, face: 'text', size: 11, ink: TEAL },
  summary: { baseline: 4.9, baselineEn: 8.4 },
  rule: { ...left(LEFT), width: 170, face: 'text', size: 10.5, ink: TEXT },
  ruleEn: { ...left(LEFT), width: 170, face: 'smallItalic', size: 8, ink: QUIET },
  passed: { ...right(RIGHT), width: 70, face: 'text', size: 12, ink: TEAL },
  sections: { baseline: 162.8, gap: 2.6 },
  heading: { face: 'text', size: 13, ink: TEAL },
  headingEn: { face: 'textItalic', size: 11, ink: QUIET },
  steps: { x: LEFT, text: 26.6, first: 169, second: 3.25, pitch: 8.2 },
  stepNumber: { ...left(LEFT), width: 4, face: 'text', size: 10, ink: SOGA },
  step: { ...left(26.6), width: 156, face: 'text', size: 10, ink: TEXT },
  stepEn: { ...left(26.6), width: 156, face: 'smallItalic', size: 7.8, ink: QUIET },
  basis: { x: 190, first: 169, pitch: 6.05, rule: 1.85, gap: 2 },
  basisLabel: { face: 'small', size: 8.3, ink: TEXT },
  basisTranslation: translation,
  basisValue: { ...right(RIGHT), width: 46, face: 'text', size: 11, ink: TEXT },
} as const;
