/** Keyboards of phones give many signs for the apostrophe of Nur'aini and Ma'ruf; type has one. */
const APOSTROPHES = /['`´ʹʼ′＇]/g;
/** Joiners, direction marks, soft hyphens, byte order marks: they have no shape. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/**
 * A text of the record as it is drawn: composed (NFC), white space single, apostrophes typographic. The record, the
 * QR code and the credential keep what was typed.
 */
export const asPrinted = (typed: string): string =>
  typed.replace(/\s+/g, ' ').replace(INVISIBLE, '').normalize('NFC').replace(APOSTROPHES, '’').trim();

export type Drawable = { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] };
