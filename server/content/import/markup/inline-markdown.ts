import { formulaAsText, linkDropped, lookLost, partDropped } from '../notes/markup.ts';
import { escapeLine, escapeWithin } from './escape-markdown.ts';
import { innerText, isHtmlElement, type HtmlElement, type HtmlNode } from './html-tree.ts';
import type { Surroundings } from './surroundings.ts';

/** Breaks the line; replaced when the paragraph is whole. */
export const BREAK = /\uE0B0/g;
const BREAK_MARK = '\uE0B0';

const INLINE = new Set(['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'br', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'math', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr', 'o:p', 'nolink']);
export const isInline = (name: string): boolean => INLINE.has(name);

const MARKS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', cite: '*', dfn: '*', var: '*', s: '~~', strike: '~~', del: '~~' };
const PLAIN = new Set(['span', 'label', 'abbr', 'acronym', 'bdi', 'bdo', 'data', 'time', 'wbr', 'o:p', 'nolink', 'ruby', 'small', 'q', 'rp', 'rt']);
const RAISED: Readonly<Record<string, string>> = { 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', n: 'ⁿ' };
const LOWERED: Readonly<Record<string, string>> = { 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉', '+': '₊', '-': '₋' };
const FORMULA = /\\\(|\\\[|\$\$/;
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /^\s|^$/;

interface Marked {
  /** Marks that are open around. */
  readonly bold?: boolean;
}

const collapse = (text: string) => text.replaceAll(/[ \t\n\f\r\u00a0]+/g, ' ');

/** A superscript in Unicode, where every character of it has one. */
const shifted = (text: string, table: Readonly<Record<string, string>>): string | undefined => {
  const characters = Array.from(text.trim()).map((character) => table[character]);
  return characters.length > 0 && !characters.includes(undefined) ? characters.join('') : undefined;
};

const ADDRESS = /^(?:https?:|mailto:|tel:)[^\s]+$/i;
const safeAddress = (address: string) => address.replaceAll(/[\s<>()\\"]/g, (found) => encodeURIComponent(found).replace('(', '%28').replace(')', '%29'));

function link(element: HtmlElement, around: Surroundings, marked: Marked): string {
  const text = inner(element, around, marked).trim();
  const address = (element.attributes.get('href') ?? '').trim();
  if (address === '' || address.startsWith('#')) return text;
  if (!ADDRESS.test(address)) {
    around.tell(linkDropped(address.slice(0, 80)));
    return text;
  }
  return `[${text.replaceAll(BREAK, ' ') || escapeWithin(address)}](${safeAddress(address)})`;
}

function code(element: HtmlElement): string {
  const text = collapse(innerText(element)).trim();
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return /^`|`$/.test(text) ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Marks count only beside letters and spaces as CommonMark 6.2 has it; elsewhere they would be shown. */
function emphasised(text: string, mark: string, before: string, after: string): string {
  const [, left = '', core = '', right = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (core === '' || core.includes(BREAK_MARK)) return text;
  const first = Array.from(core)[0] ?? '';
  const last = Array.from(core).at(-1) ?? '';
  const opens = WORD.test(first) || left !== '' || !WORD.test(before);
  const closes = WORD.test(last) || right !== '' || !WORD.test(after);
  return opens && closes ? `${left}${mark}${core}${mark}${right}` : text;
}

function element(node: HtmlElement, around: Surroundings, marked: Marked, before: string, after: string): string {
  const { name } = node;
  const mark = MARKS[name];
  if (mark !== undefined) {
    if (mark === '**' && marked.bold) return inner(node, around, marked);
    const text = inner(node, around, mark === '**' ? { ...marked, bold: true } : marked);
    return emphasised(text, mark, before, after);
  }
  if (name === 'br') return BREAK_MARK;
  if (name === 'a') return link(node, around, marked);
  if (name === 'code' || name === 'kbd' || name === 'samp' || name === 'tt') return code(node);
  if (name === 'img') return around.picture(node.attributes.get('src') ?? '', node.attributes.get('alt'));
  if (name === 'sup' || name === 'sub') {
    const moved = shifted(innerText(node), name === 'sup' ? RAISED : LOWERED);
    if (moved !== undefined) return moved;
    around.tell(lookLost(name));
    return inner(node, around, marked);
  }
  if (name === 'math') around.tell(formulaAsText());
  else if (name === 'script' || name === 'iframe' || name === 'object' || name === 'video' || name === 'audio') {
    around.tell(partDropped(name));
    return '';
  } else if ((name === 'span' && /color|background|decoration/i.test(node.attributes.get('style') ?? '')) || (isInline(name) && !PLAIN.has(name))) {
    around.tell(lookLost(name));
  }
  const text = inner(node, around, marked);
  return isInline(name) ? text : ` ${text} `;
}

function inner(node: HtmlElement, around: Surroundings, marked: Marked): string {
  return pieces(node.children, around, marked, false);
}

const firstOf = (node: HtmlNode | undefined): string => (node === undefined ? '' : (Array.from(innerText(node))[0] ?? ''));

function pieces(nodes: readonly HtmlNode[], around: Surroundings, marked: Marked, startsLine: boolean): string {
  let text = '';
  nodes.forEach((node, index) => {
    const atStart = (startsLine && text.trim() === '') || text.endsWith(BREAK_MARK);
    if (isHtmlElement(node)) {
      const written = element(node, around, marked, Array.from(text.slice(-2)).at(-1) ?? '', firstOf(nodes[index + 1]));
      text += atStart && !MARKS[node.name] && written !== BREAK_MARK && !written.startsWith('!') ? lineStart(written) : written;
      return;
    }
    if (FORMULA.test(node)) around.tell(formulaAsText());
    const plain = collapse(node);
    const words = SPACE.test(text.slice(-1)) || atStart ? plain.trimStart() : plain;
    const lines = words.split(BREAK_MARK);
    text += lines.map((line, at) => (at > 0 || atStart ? escapeLine(line.trimStart()) : escapeWithin(line))).join(BREAK_MARK);
  });
  return text;
}

/** What an inline element wrote at the beginning of a line must not begin a block either; its own escapes are done. */
const lineStart = (written: string): string =>
  written.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2').replace(/^(?:[-+](?=[\s:|-]|$)|#(?=#{0,5}(?:\s|$))|[>=|]|:(?=[:|-]))/, '\\$&');

/** The inline content of a paragraph; line breaks are `BREAK`. */
export const inlineText = (nodes: readonly HtmlNode[], around: Surroundings, marked: Marked = {}): string => pieces(nodes, around, marked, true);
