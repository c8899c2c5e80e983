import { decodeHTMLAttribute } from 'entities';
import type { Mistake, Place } from '../mistake.ts';
import { escapeWithin, plainToMarkdown, TOO_LONG } from './markup/escape-markdown.ts';
import { htmlToMarkdown } from './markup/html-to-markdown.ts';
import { foreignMarkdown } from './markup/markdown-source.ts';
import { LIMITS } from './limits.ts';
import { altMissing, externalPicture, formulaAsText, pictureMissing, pictureRefused, svgCleaned, tooManyTags } from './notes/markup.ts';
import { Pictures, type Kept } from './pictures.ts';
import type { Review } from './review.ts';

/** `moodle`: what Moodle calls auto-format, HTML whose line ends count. */
export type TextFormat = 'plain' | 'html' | 'moodle' | 'markdown';

/** A text of a question as its source holds it. */
export interface SourceText {
  readonly text: string;
  readonly format: TextFormat;
  /** The bytes of a picture that it shows, by the address it uses; undefined: not in the source. */
  readonly pictureOf?: (address: string) => Buffer | undefined;
}

const DATA = /^data:[\w/+.-]*(?:;[\w=+.-]*)*;base64,/i;
const HTTP = /^(?:https?:)?\/\//i;
/** Of pictures in HTML and in Markdown. */
const ADDRESSES = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))|\]\(\s{0,9}<?([^)\s>]+)/gi;
const MARKED_UP = /<[a-z!/]|&(?:#\d|#x|\w+;)/i;
const PLAIN_ADDRESS = 60;

/** Addresses with letters beyond ASCII are written in per cents by some programs. */
const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Converts all texts of one source; pictures are kept on the way, losses told. */
export class Texts {
  readonly pictures = new Pictures();
  readonly #review: Review;

  constructor(review: Review) {
    this.#review = review;
  }

  /** The text as our Markdown; '' where it says nothing. `question` names it in the review. */
  async convert(source: SourceText, place: Place, question: string | undefined): Promise<string> {
    const kept = await this.#keepPictures(source);
    const tell = (mistake: Mistake) => this.#review.add(place, mistake, question);
    const around = { tell, picture: (address: string, alt: string | undefined) => this.#picture(address, alt, kept, tell) };
    const { text, format } = source;
    if (format === 'markdown') return foreignMarkdown(text, around);
    if (format === 'plain' || (format === 'moodle' && !MARKED_UP.test(text))) {
      if (/\\\(|\\\[|\$\$/.test(text)) tell(formulaAsText());
      return plainToMarkdown(text);
    }
    const html = format === 'moodle' ? text.trim().replaceAll(/>\s+</g, '><').replaceAll('\n', '<br>') : text;
    const converted = htmlToMarkdown(html, around);
    if (converted === undefined) tell(tooManyTags(LIMITS.elements));
    return converted ?? TOO_LONG;
  }

  async #keepPictures({ text, pictureOf }: SourceText): Promise<ReadonlyMap<string, Kept>> {
    const kept = new Map<string, Kept>();
    for (const [, double, single, bare, inMarkdown] of text.matchAll(ADDRESSES)) {
      const address = inMarkdown ?? decodeHTMLAttribute(double ?? single ?? bare ?? '');
      if (kept.has(address)) continue;
      const bytes = DATA.test(address) ? Buffer.from(address.slice(address.indexOf(',') + 1), 'base64') : pictureOf?.(decoded(address));
      if (bytes) kept.set(address, await this.pictures.keep(DATA.test(address) ? 'gambar' : decoded(address), bytes));
    }
    return kept;
  }

  #picture(address: string, alt: string | undefined, kept: ReadonlyMap<string, Kept>, tell: (mistake: Mistake) => void): string {
    const found = kept.get(address);
    const name = address.startsWith('data:') ? 'data:' : (decoded(address).split('/').at(-1) ?? address).slice(0, PLAIN_ADDRESS);
    const words = alt?.replaceAll(/\s+/g, ' ').trim() ?? '';
    if (found && 'path' in found) {
      if (words === '') tell(altMissing());
      if (found.cleaned) tell(svgCleaned(name));
      return `![${escapeWithin(words || 'Gambar')}](${found.path})`;
    }
    if (found) {
      tell(pictureRefused(name, found.refused));
      return escapeWithin(`(Gambar: ${words || name})`);
    }
    if (HTTP.test(address) && !/[\s<>()\\]/.test(address)) {
      tell(externalPicture(address.slice(0, 120)));
      return `[Gambar: ${escapeWithin(words || name)}](${address.startsWith('//') ? `https:${address}` : address})`;
    }
    tell(pictureMissing(name));
    return escapeWithin(`(Gambar: ${words || name})`);
  }
}
