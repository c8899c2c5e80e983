import type { TextFormat } from '../../texts.ts';

/** Stand for escaped characters while the syntax is read; the private area of Unicode, which no text uses. */
const ESCAPED = '\\~=#{}:';
const FIRST_STAND_IN = 0xe100;
const NEWLINE = String.fromCharCode(FIRST_STAND_IN + ESCAPED.length);
const standIn = (index: number) => String.fromCharCode(FIRST_STAND_IN + index);

/** `\=` and the like become characters without a meaning, so that the rest can be split at those that have one. */
export const hideEscapes = (text: string): string =>
  text.replaceAll(/\\([\\~=#{}:n])/g, (_all, character: string) => {
    const index = ESCAPED.indexOf(character);
    return index < 0 ? NEWLINE : standIn(index);
  });

export const showEscapes = (text: string): string =>
  text.replaceAll(/[\uE100-\uE107]/g, (hidden) => (hidden === NEWLINE ? '\n' : (ESCAPED[hidden.charCodeAt(0) - FIRST_STAND_IN] ?? '')));

const FORMAT = /^\s*\[(html|moodle|plain|markdown)\]/i;
const FORMATS: Readonly<Record<string, TextFormat>> = { html: 'html', moodle: 'moodle', plain: 'plain', markdown: 'markdown' };

export interface GiftText {
  readonly text: string;
  readonly format: TextFormat;
}

/** A piece of GIFT as the text it means; without `[format]` it has that of the question. */
export function giftText(hidden: string, around: TextFormat = 'moodle'): GiftText {
  const format = FORMAT.exec(hidden);
  const text = showEscapes(format ? hidden.slice(format[0].length) : hidden).trim();
  return { text, format: (format && FORMATS[format[1]?.toLowerCase() ?? '']) || around };
}
