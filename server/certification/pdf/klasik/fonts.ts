import { setImmediate as nextTurn } from 'node:timers/promises';
import { Alphabet } from '../type/alphabet.ts';
import { type PreparedFont, type PreparedFonts, prepareFont } from '../type/document-fonts.ts';
import { type Faces, openFaces } from '../type/faces.ts';
import { WORDS } from './words.ts';

const SMALL_LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL_LETTERS.toUpperCase();
const DIGITS = '0123456789';
/** What joins: EB Garamond has ligatures for these. */
const LIGATURES = 'fi fl ff ffi ffl fj ft tt Th Qu';

const prepared = async (font: () => PreparedFont): Promise<PreparedFont> => {
  await nextTurn();
  return font();
};

/**
 * The glyphs that nearly all certificates need. A text with others costs its face a new subset, some 3 ms; the bytes
 * of a certificate depend on these lists, so a change of them belongs to a new version of the template.
 */
const prepareFonts = async ({ text, textItalic, small, smallItalic }: Faces): Promise<PreparedFonts> => ({
  text: await prepared(() =>
    prepareFont(
      'F1',
      new Alphabet(text)
        .include(`${CAPITALS} ${SMALL_LETTERS} ${DIGITS} ${LIGATURES} .,;:·-/()’&`)
        .include(SMALL_LETTERS, 'smcp')
        .include(DIGITS, 'tnum'),
    ),
  ),
  textItalic: await prepared(() =>
    prepareFont(
      'F2',
      new Alphabet(textItalic).include([WORDS.titleEn, WORDS.given, WORDS.transcriptEn, WORDS.verifyEn, WORDS.basisEn].join(' ')),
    ),
  ),
  small: await prepared(() =>
    prepareFont('F3', new Alphabet(small).include(`${CAPITALS} ${SMALL_LETTERS} ${DIGITS} ${LIGATURES} .,-/:()’&`)),
  ),
  smallItalic: await prepared(() =>
    prepareFont('F4', new Alphabet(smallItalic).include(`${CAPITALS} ${SMALL_LETTERS} ${DIGITS} ${LIGATURES} .,;-/()’`)),
  ),
});

/** The typefaces, opened, and the glyphs that every document begins with: templates share them, so that one file can hold pages of several. */
export interface Types {
  readonly faces: Faces;
  readonly fonts: PreparedFonts;
}

let opened: Promise<Types> | undefined;

export const openTypes = (): Promise<Types> => {
  opened ??= (async () => {
    const faces = await openFaces();
    return { faces, fonts: await prepareFonts(faces) };
  })();
  return opened;
};
