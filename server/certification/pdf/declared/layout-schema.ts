import { z } from 'zod';

/**
 * A look written down as data: where what stands on an A4 page, in millimetres from its upper left corner, sizes of letters in
 * points. Colours are named once and used by name. See docs/plugins.md for an example, line by line.
 */
const mm = z.number().min(0).max(297);
const length = z.number().min(0.1).max(297);
const points = z.number().min(5).max(72);
const place = { x: mm, y: mm };
const area = { ...place, width: length, height: length };
const colour = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, { error: 'bad-id' });
/** Rules and art stand in these two inks; one is enough. */
const inks = { colour, second: colour.optional() };
const thickness = z.number().min(0.05).max(20).default(0.3);

const font = z.enum(['text', 'italic', 'small', 'small-italic']).default('text');

const text = z.strictObject({
  kind: z.literal('text'),
  /** What stands there; `{holder}` and the like are filled in. A line is left out where what it names is empty. */
  text: z.string().trim().min(1).max(300),
  /** The left end, the middle or the right end of the line, as `align` says; and its baseline. */
  ...place,
  width: length,
  align: z.enum(['left', 'centre', 'right']).default('left'),
  size: points,
  /** With `two_lines`: smaller than this, one line becomes two. */
  smallest: points.optional(),
  two_lines: z.strictObject({ size: points, pitch: z.number().min(1).max(40) }).optional(),
  font,
  colour,
  /** Points between letters. */
  tracking: z.number().min(0).max(10).default(0),
  small_caps: z.boolean().default(false),
  role: z.enum(['title', 'heading', 'text']).default('text'),
  language: z.enum(['id', 'en']).default('id'),
});

const line = z.strictObject({ kind: z.literal('line'), from: z.tuple([mm, mm]), to: z.tuple([mm, mm]), thickness, colour });
const box = z.strictObject({ kind: z.literal('box'), ...area, fill: colour.optional(), stroke: colour.optional(), thickness });
/** An engraved band; `x` and `y` are the middle of its left or upper end. */
const band = z.strictObject({ kind: z.literal('band'), ...place, length, height: z.number().min(1).max(20), direction: z.enum(['across', 'down']).default('across'), ...inks });
/** A row of batik cells; `x` and `y` its upper left corner. */
const kawung = z.strictObject({ kind: z.literal('kawung'), ...place, cell: z.number().min(2).max(30), count: z.number().int().min(1).max(100), direction: z.enum(['across', 'down']).default('across'), ...inks });
/** An engraved seal with words around it; `x` and `y` its middle. */
const rosette = z.strictObject({ kind: z.literal('rosette'), ...place, size: z.number().min(10).max(80), ...inks });
const mark = z.strictObject({ kind: z.literal('mark'), ...place, size: z.number().min(4).max(60), ...inks });
const flourish = z.strictObject({ kind: z.literal('flourish'), ...place, width: z.number().min(20).max(200), ...inks });
/** The issuer's logo; Bimtek's mark where there is none. */
const logo = z.strictObject({ kind: z.literal('logo'), ...area, ...inks });
const image = z.strictObject({ kind: z.literal('image'), file: z.string().regex(/^[a-z0-9][A-Za-z0-9._/-]{0,99}\.(png|jpe?g)$/, { error: 'bad-image' }), ...area, alt: z.string().trim().min(1).max(200).optional() });
const LEAST_CODE = 25;
const qr = z.strictObject({ kind: z.literal('qr'), ...place, size: z.number().min(LEAST_CODE).max(60), colour });
const LEAST_SIGNATURES = 24;
const signatures = z.strictObject({ kind: z.literal('signatures'), ...area, height: z.number().min(LEAST_SIGNATURES).max(60), colour, quiet: colour.optional() });
const LEAST_TABLE = { width: 140, height: 40 };
const units = z.strictObject({
  kind: z.literal('units'), ...area,
  width: z.number().min(LEAST_TABLE.width).max(297), height: z.number().min(LEAST_TABLE.height).max(297),
  /** From one unit to the next, at most. */
  row: z.number().min(8).max(20).default(10),
  colour, second: colour.optional(), quiet: colour.optional(),
});

const front = z.discriminatedUnion('kind', [text, line, box, band, kawung, rosette, mark, flourish, logo, image, qr, signatures]);
const back = z.discriminatedUnion('kind', [text, line, box, band, kawung, rosette, mark, flourish, logo, image, units]);
const MOST_ELEMENTS = 120;

export const layoutSchema = z.strictObject({
  schema: z.literal(1),
  title: z.string().trim().min(1).max(60),
  orientation: z.enum(['landscape', 'portrait']).default('landscape'),
  colours: z.record(colour, z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'bad-colour' })),
  front: z.array(front).min(1).max(MOST_ELEMENTS),
  /** The transcript: repeated for as many pages as the units need. */
  back: z.array(back).min(1).max(MOST_ELEMENTS),
});

export type Layout = z.output<typeof layoutSchema>;
export type FrontElement = Layout['front'][number];
export type BackElement = Layout['back'][number];
export type LayoutElement = FrontElement | BackElement;
export type TextElement = z.output<typeof text>;
export type SignaturesElement = z.output<typeof signatures>;
export type UnitsElement = z.output<typeof units>;
export type QrElement = z.output<typeof qr>;
