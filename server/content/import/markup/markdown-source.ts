import { htmlInMarkdown } from '../notes/markup.ts';
import type { Surroundings } from './surroundings.ts';

/** `![alt](path "title")`; bounded, so that a text full of `![` costs nothing. */
const PICTURE = /!\[((?:[^[\]\\\n]|\\.|\[(?:[^[\]\\\n]|\\.){0,500}\](?!\()){0,500})\]\(\s{0,9}<?([^)\s>]{1,100000})>?(?:\s{1,9}"((?:[^"\\\n]|\\.){0,500})")?\s{0,9}\)/g;
const TAG = /(?<!\\)<(?=\/?[a-z][^<>]{0,500}>|!--|!\w|\?)/gi;
const AUTOLINK = /^<(?:https?:|mailto:)[^\s<>]+>/i;

/**
 * What code spans and fences hold stays as it is: from a run of backticks to the next one of the same length
 * (CommonMark 0.31, 6.1). A run that is never closed is text.
 */
function outsideCode(text: string, change: (part: string) => string): string {
  const runs = [...text.matchAll(/(?<!\\)`+/g)].map(({ 0: run, index }) => ({ index, length: run.length }));
  const byLength = new Map<number, number[]>();
  for (const { index, length } of runs) {
    const places = byLength.get(length);
    if (places) places.push(index);
    else byLength.set(length, [index]);
  }
  const closers = new Map([...byLength].map(([length, places]) => [length, { places, next: 0 }]));
  let changed = '';
  let from = 0;
  for (const { index, length } of runs) {
    const closer = closers.get(length);
    if (index < from || !closer) continue;
    while ((closer.places[closer.next] ?? Infinity) <= index) closer.next += 1;
    const close = closer.places[closer.next];
    if (close === undefined) continue;
    changed += change(text.slice(from, index)) + text.slice(index, close + length);
    from = close + length;
  }
  return changed + change(text.slice(from));
}

/** Markdown from elsewhere as ours: tags become text, pictures are fetched from the source. */
export const foreignMarkdown = (text: string, around: Surroundings): string =>
  outsideCode(text.trim(), (part) => {
    const withPictures = part.replaceAll(PICTURE, (_all, alt: string, address: string, title?: string) => {
      const picture = around.picture(address, alt.replaceAll(/\\(.)/g, '$1'));
      return title !== undefined && picture.endsWith(')') && picture.startsWith('!') ? `${picture.slice(0, -1)} "${title}")` : picture;
    });
    return withPictures.replaceAll(TAG, (found, offset: number) => {
      if (AUTOLINK.test(withPictures.slice(offset, offset + 2000))) return found;
      around.tell(htmlInMarkdown());
      return `\\${found}`;
    });
  });
