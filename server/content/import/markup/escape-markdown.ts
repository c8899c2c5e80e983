import { LIMITS } from '../limits.ts';

/** Stands for a text that is not worth converting: `settle` leaves out the question that holds it. */
export const TOO_LONG = '…'.repeat(LIMITS.prose + 1);

/**
 * Text as Markdown that shows exactly this text (CommonMark 0.31, 2.4: a backslash before ASCII punctuation). Only
 * what would mean something is escaped, so that authors can read it.
 */
const INLINE = /(?<=\s)_{2,}|[\\`*[\]]|<(?=[a-z/!?])|&(?=#|[a-z]+\d*;)|~(?=~)|(?<=~)~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu;
/** What begins a block at the beginning of a line. */
const BLOCK = /^(?:[-+](?=[\s:|-]|$)|#(?=#{0,5}(?:\s|$))|[>=|]|:(?=[:|-]))/;
const NUMBER = /^(\d{1,9})([.)])(?=\s|$)/;

/** A gap to be filled in, `_____` behind a space: it can only open emphasis, and everything that could close it is escaped. */
const escapeInline = (text: string): string => text.replaceAll(INLINE, (found) => (found.length > 1 ? found : `\\${found}`));

export function escapeLine(line: string): string {
  const text = escapeInline(line);
  return NUMBER.test(text) ? text.replace(NUMBER, '$1\\$2') : text.replace(BLOCK, '\\$&');
}

/** Text inside a line, where nothing can begin a block. */
export const escapeWithin = escapeInline;

/** Plain text: empty lines part paragraphs, other line ends break the line. */
export function plainToMarkdown(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > LIMITS.prose) return TOO_LONG;
  return trimmed
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .map((paragraph) => paragraph.split('\n').map((line) => escapeLine(line.trim())).join('\\\n'))
    .join('\n\n');
}
