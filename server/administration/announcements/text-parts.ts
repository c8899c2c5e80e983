import type { TextPart } from '../../learning/news/news.ts';

/** Addresses of the web, and nothing that a browser would run. */
const ADDRESS = /https?:\/\/[^\s<>"']+/g;
/** What ends a sentence rather than an address. */
const AFTER = /[.,;:!?)\]}]+$/;

function partsOf(line: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of line.matchAll(ADDRESS)) {
    const href = found[0].replace(AFTER, '');
    if (!URL.canParse(href)) continue;
    if (found.index > from) parts.push({ text: line.slice(from, found.index) });
    parts.push({ text: href, href });
    from = found.index + href.length;
  }
  if (from < line.length) parts.push({ text: line.slice(from) });
  return parts;
}

/** A plain text as lines, its addresses as links; empty lines are left out. */
export const linesOf = (text: string): TextPart[][] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map(partsOf);
