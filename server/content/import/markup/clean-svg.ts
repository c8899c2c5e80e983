import { isElement, parseXml, serialize, type XmlElement } from '../xml-tree.ts';

/** What draws and what describes (SVG 2); nothing that runs, loads, or leads away. */
const ELEMENTS = new Set(['svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan', 'textPath', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask', 'pattern', 'marker', 'filter', 'feGaussianBlur', 'feOffset', 'feBlend', 'feColorMatrix', 'feMerge', 'feMergeNode', 'feFlood', 'feComposite', 'image', 'switch']);
const INNER_ADDRESS = /^(?:#|data:image\/(?:png|jpeg|gif|webp);base64,)/i;
const OUTER = /url\(\s*(?!["']?#)|@import|javascript:|expression\(/i;

const keepsAttribute = (name: string, value: string): boolean =>
  !/^on/i.test(name) && !(name === 'href' && !INNER_ADDRESS.test(value.trim())) && !OUTER.test(value) && name !== 'base';

function clean(element: XmlElement): XmlElement {
  const attributes = Object.fromEntries(Object.entries(element.attributes).filter(([name, value]) => keepsAttribute(name, value)));
  const children = element.children.filter((child) => !isElement(child) || ELEMENTS.has(child.name)).map((child) => (isElement(child) ? clean(child) : child));
  return { ...element, attributes, children };
}

const NUMBER = /^\s*([\d.]+)(?:px|pt)?\s*$/;

/** A course wants a viewBox; width and height say the same where it is missing. */
function withViewBox(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const width = NUMBER.exec(attributes['width'] ?? '')?.[1];
  const height = NUMBER.exec(attributes['height'] ?? '')?.[1];
  return attributes['viewBox'] === undefined && width && height ? { ...attributes, viewBox: `0 0 ${width} ${height}` } : attributes;
}

const DOCTYPE = /<!DOCTYPE[^[>]*>/i;

/** The SVG with its drawing alone, or undefined where it is none. `changed`: something was taken out. Throws `Unreadable` for broken XML. */
export async function cleanSvg(text: string): Promise<{ readonly text: string; readonly changed: boolean } | undefined> {
  const root = await parseXml(text.replace(DOCTYPE, ''));
  if (root.name !== 'svg') return undefined;
  const { xmlns: _prefix, xlink: _xlink, ...rest } = root.attributes;
  const before = { ...root, attributes: rest };
  const cleaned = clean(before);
  const changed = serialize(cleaned) !== serialize(before);
  return { text: serialize({ ...cleaned, attributes: { xmlns: 'http://www.w3.org/2000/svg', ...withViewBox(cleaned.attributes) } }), changed };
}
