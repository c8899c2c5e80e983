import type { Place, Report } from './mistake.ts';
import { svgExternal, svgWithoutSize, svgWithScript } from './mistakes/references.ts';

export interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What can run a program in an SVG: elements, handlers, addresses (SVG 2, 15 Scripting; OWASP XSS filter evasion). */
const SCRIPTING = /<(?:\w+:)?(?:script|foreignObject|iframe|embed|object|handler|listener)\b|\son[a-z]+\s*=|(?:javascript|vbscript)\s*:|data:text\/html|<!ENTITY|<\?xml-stylesheet/i;
/** What loads something from elsewhere, and so tells others who is learning. Links and namespaces do not load. */
const ADDRESS = /<(?:\w+:)?(?:image|use|feImage)\b[^>]*?\bhref\s*=\s*["']([^"']*)|url\(\s*["']?([^"')]*)|@import\s*([^;]*)/gi;
const INSIDE = /^\s*(?:#|data:(?:image\/(?:png|jpeg|gif|webp)|font\/|application\/(?:x-)?font))/i;

const placeIn = (file: string, text: string, offset: number): Place => {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
};

const excerpt = (found: string) => found.trim().replaceAll(/\s+/g, ' ').slice(0, 40);

/** `&#106;avascript:` is `javascript:` to a browser. */
const withoutEntities = (text: string) =>
  text.replaceAll(/&#(x?)([0-9a-f]{1,6});/gi, (entity, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex === '' ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });

const NUMBER = /^\s*([\d.]+)(?:px)?\s*$/;

function sizeOf(text: string): Size | undefined {
  const tag = /<svg\b[^>]*>/i.exec(text)?.[0] ?? '';
  const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(tag)?.[1] ?? '';
  const [, , boxWidth, boxHeight] = attribute('viewBox').trim().split(/[\s,]+/).map(Number);
  if (boxWidth && boxHeight && boxWidth > 0 && boxHeight > 0) return { width: Math.round(boxWidth), height: Math.round(boxHeight) };
  const width = Number(NUMBER.exec(attribute('width'))?.[1]);
  const height = Number(NUMBER.exec(attribute('height'))?.[1]);
  return width > 0 && height > 0 ? { width: Math.round(width), height: Math.round(height) } : undefined;
}

/**
 * The size of an SVG. What could run or load something is reported: SVGs are served under a sandboxing policy as well,
 * but a course is also exported to places that do not.
 */
export function readSvg(text: string, file: string, report: Report): Size | undefined {
  // Comments are left out with their length kept, so that places stay right.
  const visible = text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  const scripting = SCRIPTING.exec(visible) ?? SCRIPTING.exec(withoutEntities(visible));
  if (scripting) {
    const offset = Math.max(0, visible.indexOf(scripting[0]));
    report(placeIn(file, text, offset), svgWithScript(excerpt(scripting[0])));
  }
  for (const found of visible.matchAll(ADDRESS)) {
    const address = found[1] ?? found[2] ?? found[3] ?? '';
    if (!INSIDE.test(address)) report(placeIn(file, text, found.index), svgExternal(excerpt(address)));
  }
  const size = sizeOf(visible);
  if (!size) report({ file, line: 1, column: 1 }, svgWithoutSize());
  return size;
}
