import { absolutePath, backslashPath, unknownAnchor } from '../mistakes/references.ts';
import { emptyLink, externalPicture, unsafeLink } from '../mistakes/lesson.ts';
import type { Mistake, Place } from '../mistake.ts';
import type { MarkdownDocument, Spot } from './markdown-document.ts';

/** What an author's address is; only these kinds are let through. */
export type Address =
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'contact'; readonly href: string }
  | { readonly kind: 'anchor'; readonly anchor: string }
  | { readonly kind: 'lesson'; readonly id: string; readonly anchor: string }
  | { readonly kind: 'term'; readonly id: string }
  | { readonly kind: 'file'; readonly path: string; readonly anchor: string }
  | { readonly kind: 'wrong'; readonly mistake: Mistake };

const SCHEME = /^([a-z][a-z0-9+.-]*):(.*)$/is;

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A per cent sign that belongs to the file's name.
    return text;
  }
};

/** Letters beyond ASCII as `%C3%A9`; what is encoded already stays. */
const encoded = (href: string) => href.replaceAll(/[^\u0021-\u007E]+/gu, (letters) => encodeURIComponent(letters));

function withAnchor(text: string): { path: string; anchor: string } {
  const at = text.indexOf('#');
  return at < 0 ? { path: text, anchor: '' } : { path: text.slice(0, at), anchor: text.slice(at) };
}

function withScheme(scheme: string, rest: string, href: string): Address {
  switch (scheme) {
    case 'http':
    case 'https':
      return { kind: 'web', href };
    case 'mailto':
    case 'tel':
      return { kind: 'contact', href };
    case 'glossary':
      return { kind: 'term', id: decoded(rest) };
    case 'lesson': {
      const { path, anchor } = withAnchor(rest);
      return { kind: 'lesson', id: decoded(path), anchor };
    }
    default:
      return { kind: 'wrong', mistake: scheme.length === 1 ? absolutePath(href) : unsafeLink(`${scheme}:`) };
  }
}

export function readAddress(written: string): Address {
  // Browsers drop these before they look at the scheme: `java\nscript:` is `javascript:` to them.
  const href = written.replaceAll(/[\u0000-\u0020\u00AD\u200B-\u200F\u2028\u2029\uFEFF]/g, '');
  if (href === '') return { kind: 'wrong', mistake: emptyLink() };
  const [, scheme, rest] = SCHEME.exec(href) ?? [];
  if (scheme !== undefined) return withScheme(scheme.toLowerCase(), rest ?? '', href);
  if (href.startsWith('#')) return { kind: 'anchor', anchor: decoded(href.slice(1)) };
  if (/^[/\\]/.test(decoded(href))) return { kind: 'wrong', mistake: absolutePath(decoded(href)) };
  if (decoded(href).includes('\\')) return { kind: 'wrong', mistake: backslashPath(decoded(href)) };
  const { path, anchor } = withAnchor(written.trim());
  return { kind: 'file', path: decoded(path), anchor };
}

/** The path of a picture, or undefined after a report. */
export function picturePath(document: MarkdownDocument, written: string, { line, column }: Spot): string | undefined {
  const address = readAddress(written);
  if (address.kind === 'file') return address.path;
  document.report(line, column, address.kind === 'wrong' ? address.mistake : externalPicture());
  return undefined;
}

/** The opening tag of a link; a slot where other files decide it, a bare `<a>` after a report where it is refused. */
export function linkTag(document: MarkdownDocument, written: string, spot: Spot, escape: (text: string) => string): string {
  const address = readAddress(written);
  const place: Place = document.source.place(spot.line, spot.column);
  switch (address.kind) {
    case 'web':
      return `<a href="${escape(encoded(address.href))}" rel="noopener">`;
    case 'contact':
      return `<a href="${escape(encoded(address.href))}">`;
    case 'anchor':
      if (!document.anchors.has(address.anchor)) document.source.report(place, unknownAnchor(address.anchor, document.anchors));
      return `<a href="#${escape(address.anchor)}">`;
    case 'wrong':
      document.source.report(place, address.mistake);
      return '<a>';
    default:
      return document.open({ ...address, place });
  }
}
