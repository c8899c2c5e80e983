import { diffWordsWithSpace } from 'diff';

/** A part of a text that stayed, came or went. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A paragraph with what changed in it, or so many paragraphs that stayed as they were. */
export type Passage = { readonly kind: 'changed'; readonly pieces: readonly Piece[] } | { readonly kind: 'same'; readonly text: string } | { readonly kind: 'left-out'; readonly count: number };

/** Two texts that share next to nothing are not worth an hour of comparing. */
const LONGEST_COMPARISON_MS = 1000;
/** Paragraphs shown before and behind a change. */
const AROUND = 1;

function piecesOf(before: string, after: string): Piece[] {
  const parts = diffWordsWithSpace(before, after, { timeout: LONGEST_COMPARISON_MS }) as ReturnType<typeof diffWordsWithSpace> | undefined;
  if (!parts) return [{ kind: 'removed', text: before }, { kind: 'added', text: after }];
  return parts.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}

/** The pieces, cut where paragraphs end. */
function paragraphsOf(pieces: readonly Piece[]): Piece[][] {
  const paragraphs: Piece[][] = [[]];
  for (const { kind, text } of pieces) {
    text.split('\n').forEach((line, index) => {
      if (index > 0) paragraphs.push([]);
      if (line !== '') paragraphs.at(-1)?.push({ kind, text: line });
    });
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/** Paragraphs are separated by line ends. Long stretches that stayed are counted, not shown. */
export function compareTexts(before: string, after: string): Passage[] {
  const paragraphs = paragraphsOf(piecesOf(before, after));
  const isChanged = paragraphs.map((pieces) => pieces.some(({ kind }) => kind !== 'same'));
  const isNear = (index: number) => isChanged.slice(Math.max(0, index - AROUND), index + AROUND + 1).includes(true);
  const passages: Passage[] = [];
  paragraphs.forEach((pieces, index) => {
    const last = passages.at(-1);
    if (isChanged[index]) passages.push({ kind: 'changed', pieces });
    else if (isNear(index)) passages.push({ kind: 'same', text: pieces.map(({ text }) => text).join('') });
    else if (last?.kind === 'left-out') passages[passages.length - 1] = { kind: 'left-out', count: last.count + 1 };
    else passages.push({ kind: 'left-out', count: 1 });
  });
  return passages;
}

const BLOCK_END = /<\/(?:p|li|h[1-6]|td|th|dt|dd|figcaption|summary|blockquote|pre)>|<br\s*\/?>/g;

/** What a rendered text says, a paragraph a line; pictures by their alternative text. Ours is well-formed HTML. */
export const textOfHtml = (html: string): string =>
  html
    .replaceAll(/<img[^>]*\salt="([^"]*)"[^>]*>/g, '[$1]')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(BLOCK_END, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u00AD', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
