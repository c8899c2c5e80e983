import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { LIMITS } from '../limits.ts';

/** HTML as it is pasted from Word and web pages, read forgivingly: what is not closed is closed, what is no tag is text. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
}
export type HtmlNode = HtmlElement | string;

export const isHtmlElement = (node: HtmlNode): node is HtmlElement => typeof node !== 'string';

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** Their text is no text of the page. */
const RAW = new Set(['script', 'style', 'template', 'noscript', 'title']);
const BLOCKS = new Set(['address', 'article', 'aside', 'blockquote', 'center', 'div', 'dl', 'fieldset', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'ul']);
/** An opening tag closes these, up to a boundary. */
const CLOSES: Readonly<Record<string, { readonly close: readonly string[]; readonly upTo: readonly string[] }>> = {
  li: { close: ['li'], upTo: ['ul', 'ol'] },
  dt: { close: ['dt', 'dd'], upTo: ['dl'] },
  dd: { close: ['dt', 'dd'], upTo: ['dl'] },
  tr: { close: ['tr'], upTo: ['table'] },
  td: { close: ['td', 'th'], upTo: ['tr', 'table'] },
  th: { close: ['td', 'th'], upTo: ['tr', 'table'] },
};
/** Deeper than this nobody writes; what is inside stands beside. */
const DEEPEST = 100;

/** Where the tag that begins at `from` ends, or -1: it is text. A tag holds no `<` outside of quotes. */
function tagEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const character = html[at];
    if (character === '>') return at;
    if (character === '<') return -1;
    if (character === '"' || character === "'") {
      const close = html.indexOf(character, at + 1);
      if (close < 0) return -1;
      at = close;
    }
  }
  return -1;
}

const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

function attributesIn(text: string): Map<string, string> {
  const found = [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [name.toLowerCase(), decodeHTMLAttribute(double ?? single ?? bare ?? '')] as const);
  return new Map(found.toReversed());
}

class Builder {
  readonly root: HtmlElement = { name: '', attributes: new Map(), children: [] };
  elements = 0;
  readonly #open: HtmlElement[] = [this.root];

  text(text: string): void {
    if (text !== '') this.#open.at(-1)?.children.push(text);
  }

  /** Closes the innermost open element of these names, unless a boundary stands before it. */
  #closeNearest(names: readonly string[], boundary: readonly string[]): void {
    const at = this.#open.findLastIndex(({ name }) => names.includes(name));
    const wall = this.#open.findLastIndex(({ name }) => boundary.includes(name));
    if (at > 0 && at > wall) this.#open.length = at;
  }

  open(name: string, attributes: ReadonlyMap<string, string>, closed: boolean): void {
    if (BLOCKS.has(name)) this.#closeNearest(['p'], ['td', 'th', 'li', 'div', 'blockquote', 'table']);
    const rule = CLOSES[name];
    if (rule) this.#closeNearest(rule.close, rule.upTo);
    this.elements += 1;
    const element = { name, attributes, children: [] };
    this.#open.at(-1)?.children.push(element);
    if (!closed && this.#open.length < DEEPEST) this.#open.push(element);
  }

  close(name: string): void {
    this.#closeNearest([name], name === 'table' ? [] : ['table']);
  }
}

const NAME = /[a-z][a-z0-9:-]*/iy;

/** Undefined: more elements than any question holds (`LIMITS.elements`). */
export function parseHtml(html: string): HtmlElement | undefined {
  const builder = new Builder();
  let text = 0;
  let at = html.indexOf('<');
  while (at >= 0) {
    const closing = html[at + 1] === '/';
    NAME.lastIndex = at + (closing ? 2 : 1);
    const name = NAME.exec(html)?.[0].toLowerCase();
    let end: number;
    if (html.startsWith('<!--', at)) {
      const close = html.indexOf('-->', at + 4);
      end = close < 0 ? html.length : close + 3;
    } else if (html.startsWith('<!', at) || html.startsWith('<?', at)) {
      const close = html.indexOf('>', at);
      end = close < 0 ? html.length : close + 1;
    } else {
      const close = name === undefined ? -1 : tagEnd(html, NAME.lastIndex);
      if (close < 0) {
        at = html.indexOf('<', at + 1);
        continue;
      }
      end = close + 1;
    }
    builder.text(decodeHTML(html.slice(text, at)));
    if (name !== undefined && html[at + 1] !== '!' && html[at + 1] !== '?') {
      if (closing) builder.close(name);
      else {
        const source = html.slice(at + 1 + name.length, end - 1);
        builder.open(name, attributesIn(source), VOID.has(name) || RAW.has(name) || source.endsWith('/'));
        if (builder.elements > LIMITS.elements) return undefined;
      }
      if (RAW.has(name) && !closing) {
        const close = new RegExp(`</${name}\\s*>`, 'gi');
        close.lastIndex = end;
        end = close.exec(html) === null ? html.length : close.lastIndex;
      }
    }
    text = end;
    at = html.indexOf('<', end);
  }
  builder.text(decodeHTML(html.slice(text)));
  return builder.root;
}

export const innerText = (node: HtmlNode): string => (isHtmlElement(node) ? node.children.map(innerText).join('') : node);
