import { SaxesParser } from 'saxes';
import { xmlBroken, xmlHasDoctype, xmlTooDeep } from './notes/files.ts';
import { LIMITS } from './limits.ts';

/** An element of an XML file and where it began. Names are without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

type Open = XmlElement & { readonly children: (XmlElement | string)[] };

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1);

/** Breathes between pieces, so that a large file does not hold up everybody else's requests. */
const PIECE = 256 * 1024;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The tree of an XML document, read strictly (XML 1.0). No DTD: neither entities of its own nor anything from outside
 * is looked at, it is refused. Throws `Unreadable`.
 */
export async function parseXml(text: string): Promise<XmlElement> {
  const parser = new SaxesParser({ position: true });
  const open: Open[] = [];
  const start = { line: 1, column: 1 };
  let root: XmlElement | undefined;
  const addText = (data: string) => {
    const children = open.at(-1)?.children;
    if (!children) return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + data;
    else children.push(data);
  };
  parser.on('error', (problem) => {
    // "12:3: unclosed tag: b"
    throw xmlBroken(parser.line, parser.column, `${problem.message.replace(/^[^:]*:\d+:\s*|^\d+:\d+:\s*/, '').replace(/\.$/, '')}.`);
  });
  parser.on('doctype', () => {
    throw xmlHasDoctype();
  });
  parser.on('opentagstart', () => Object.assign(start, { line: parser.line, column: parser.columnIndex }));
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= LIMITS.depth) throw xmlTooDeep(start.line);
    const entries = Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), String(value)]);
    const element: Open = { name: withoutPrefix(name), attributes: Object.fromEntries(entries), children: [], line: start.line, column: Math.max(1, start.column - name.length - 1) };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  for (let from = 0; from < text.length; from += PIECE) {
    parser.write(text.slice(from, from + PIECE));
    if (text.length > PIECE) await breathe();
  }
  parser.close();
  if (!root) throw xmlBroken(1, 1, 'unexpected end.');
  return root;
}

export const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string';
export const elementsOf = (parent: XmlElement | undefined, name?: string): XmlElement[] =>
  (parent?.children ?? []).filter(isElement).filter((child) => name === undefined || child.name === name);
export const firstOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined => elementsOf(parent, name)[0];

/** All text inside, marks left out. */
export const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((child) => (isElement(child) ? textOf(child) : child)).join('');

/** Whether there are more elements inside than `most`; looks no further. */
export function holdsMoreThan(parent: XmlElement, most: number): boolean {
  let found = 0;
  const isFull = (element: XmlElement): boolean =>
    element.children.some((child) => {
      if (!isElement(child)) return false;
      found += 1;
      return found > most || isFull(child);
    });
  return isFull(parent);
}

/** Every element below with one of these names, in the order of the text; what is inside one of them is not looked at. */
export function descendants(parent: XmlElement | undefined, names: ReadonlySet<string>): XmlElement[] {
  return elementsOf(parent).flatMap((child) => (names.has(child.name) ? [child] : descendants(child, names)));
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const escapeXml = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

/** The element written down again; HTML's empty elements without an end. */
export function serialize(element: XmlElement, voids: ReadonlySet<string> = new Set()): string {
  const attributes = Object.entries(element.attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
  if (voids.has(element.name)) return `<${element.name}${attributes}>`;
  return `<${element.name}${attributes}>${inside(element, voids)}</${element.name}>`;
}

export const inside = (element: XmlElement, voids: ReadonlySet<string> = new Set()): string =>
  element.children.map((child) => (isElement(child) ? serialize(child, voids) : escapeText(child))).join('');
