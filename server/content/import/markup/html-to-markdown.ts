import { partDropped, tableSimplified } from '../notes/markup.ts';
import { isHtmlElement, innerText, parseHtml, type HtmlElement, type HtmlNode } from './html-tree.ts';
import { BREAK, inlineText, isInline } from './inline-markdown.ts';
import type { Surroundings } from './surroundings.ts';
import { tableRows } from './html-table.ts';

/** Whole elements that cannot stand in a question, with what is inside them. */
const DROPPED = new Set(['script', 'style', 'iframe', 'object', 'embed', 'applet', 'video', 'audio', 'canvas', 'form', 'input', 'select', 'textarea', 'button', 'map', 'template', 'noscript', 'title', 'link', 'meta', 'base']);
/** Say nothing by themselves. */
const SILENT = new Set(['style', 'title', 'link', 'meta', 'base', 'colgroup', 'col']);

const indent = (text: string, first: string): string =>
  text.split('\n').map((line, index) => (index === 0 ? first + line : line === '' ? '' : ' '.repeat(first.length) + line)).join('\n');

function list(element: HtmlElement, around: Surroundings): string {
  const ordered = element.name === 'ol';
  const start = Number(element.attributes.get('start') ?? 1);
  const items = element.children.filter((child) => isHtmlElement(child) || child.trim() !== '');
  return items
    .map((item, index) => {
      const content = isHtmlElement(item) && item.name === 'li' ? blocksOf(item.children, around) : blocksOf([item], around);
      const mark = ordered ? `${(Number.isInteger(start) && start >= 0 ? start : 1) + index}. ` : '- ';
      return indent(content.join('\n\n') || ' ', mark).trimEnd();
    })
    .join('\n');
}

function table(element: HtmlElement, around: Surroundings): string[] {
  const { rows, simplified } = tableRows(element);
  if (simplified) around.tell(tableSimplified());
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (width === 0) return [];
  const [first, ...rest] = rows;
  const head = first?.isHead ? first.cells : [];
  const body = first?.isHead ? rest : rows;
  const line = (cells: readonly HtmlElement[]) =>
    `| ${Array.from({ length: width }, (_, index) => inlineText(cells[index]?.children ?? [], around).replaceAll(BREAK, ' ').replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()).join(' | ')} |`;
  const caption = element.children.filter(isHtmlElement).find(({ name }) => name === 'caption');
  const lines = [line(head), `|${' --- |'.repeat(width)}`, ...body.map(({ cells }) => line(cells))].join('\n');
  return [...(caption ? blocksOf(caption.children, around) : []), lines];
}

function fenced(element: HtmlElement): string {
  const code = innerText(element).replace(/^\n/, '').trimEnd();
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}

function block(element: HtmlElement, around: Surroundings): string[] {
  switch (element.name) {
    case 'ul':
    case 'ol':
      return [list(element, around)].filter((text) => text !== '');
    case 'table':
      return table(element, around);
    case 'pre':
      return [fenced(element)];
    case 'hr':
      return ['---'];
    case 'img':
      return [around.picture(element.attributes.get('src') ?? '', element.attributes.get('alt'))];
    case 'blockquote':
      return [blocksOf(element.children, around).join('\n\n').split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')].filter((text) => text !== '>');
    case 'h1': case 'h2': case 'h3': case 'h4': case 'h5': case 'h6': {
      // A question has no chapters of its own: its headings are bold lines.
      const text = inlineText(element.children, around, { bold: true }).replaceAll(BREAK, ' ').trim();
      return [...(text === '' ? [] : [text.includes('**') ? text : `**${text}**`]), ...picturesBelow(element, around)];
    }
    default:
      return blocksOf(element.children, around);
  }
}

const picturesBelow = (element: HtmlElement, around: Surroundings): string[] =>
  element.children.filter(isHtmlElement).flatMap((child) => (child.name === 'img' ? block(child, around) : picturesBelow(child, around)));

/** An inline element that holds blocks or pictures is taken apart. */
const holdsBlock = (node: HtmlNode): boolean =>
  isHtmlElement(node) && (!isInline(node.name) || node.children.some(holdsBlock));

export function blocksOf(nodes: readonly HtmlNode[], around: Surroundings): string[] {
  const blocks: string[] = [];
  let run: HtmlNode[] = [];
  const flush = () => {
    const text = inlineText(run, around).split(BREAK).map((line) => line.trim()).join('\\\n').replace(/^(?:\\\n)+|(?:\\\n)+$/g, '').replaceAll(/(?:\\\n){2,}/g, '\n\n').trim();
    if (text !== '') blocks.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (!isHtmlElement(node)) run.push(node);
    else if (DROPPED.has(node.name) || SILENT.has(node.name)) {
      if (!SILENT.has(node.name)) around.tell(partDropped(node.name));
    } else if (!holdsBlock(node)) run.push(node);
    else {
      flush();
      blocks.push(...block(node, around));
    }
  }
  flush();
  return blocks;
}

/** HTML as our Markdown: no tag is let through, what is lost is told. Undefined: it holds more than any question does. */
export const htmlToMarkdown = (html: string, around: Surroundings): string | undefined => {
  const root = parseHtml(html);
  return root && blocksOf(root.children, around).join('\n\n');
};
