import { htmlInMarkdown } from '../notes/markup.ts';
import type { Surroundings } from './surroundings.ts';

/** `![alt](path "title")`; bounded, so that a text full of `![` costs nothing. */
const PICTURE = /!\[((?:[^\]\\\n]|\\.){0,500})\]\(\s{0,9}<?([^)\s>]{1,100000})>?(?:\s{1,9}"((?:[^"\\\n]|\\.){0,500})")?\s{0,9}\)/g;
const TAG = /(?<!\\)<(?=\/?[a-z][^<>]{0,500}>|!--|!\w|\?)/gi;
const AUTOLINK = /^<(?:https?:|mailto:)[^\s<>]+>/i;

/** Keeps what code spans and fences hold from being changed. */
const CODE = /(`+)(?!`)[\s\S]{0,2000}?(?<!`)\1(?!`)|^```[\s\S]*?^```/gm;

function outsideCode(text: string, change: (part: string) => string): string {
  let changed = '';
  let from = 0;
  for (const found of text.matchAll(CODE)) {
    changed += change(text.slice(from, found.index)) + found[0];
    from = found.index + found[0].length;
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
