import { type Ink, tint } from '../art/sketch.ts';

/** Two printing inks, their tints on white, and the ink of text. */
export const TEAL: Ink = [0x0b, 0x4a, 0x49];
/** The brown of batik. */
export const SOGA: Ink = [0x96, 0x62, 0x14];
export const TEXT: Ink = [0x12, 0x2b, 0x2c];
export const PAPER_WHITE: Ink = [255, 255, 255];

/** Translations, captions. */
export const QUIET = tint(TEXT, 0.72);
/** Rules between rows. */
export const HAIRLINE = tint(TEAL, 0.32);
/** The empty part of a bar. */
export const TROUGH = tint(TEAL, 0.13);
/** CONTOH across the page: seen at once, and read through. */
export const SAMPLE = tint(SOGA, 0.21);
