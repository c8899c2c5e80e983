import { fixedHtml, type FixedHtml } from './fixed-html.ts';

/** Parts that a text names, e.g. a page's foot for each organiser: far more than a site has; beyond it they are made anew. */
const NAMED_PARTS = 1000;

/**
 * `of`: whatever decides everything that stands in the part, besides its name: an object, for as long as somebody holds it (a lesson's
 * fields), or a text. Gives the part as it was first made.
 */
type SharedParts = (of: object | string, name: string, write: () => string) => FixedHtml | string;

/** Parts of pages that are the same for many readers: written, encoded and hashed once. `keep` false: each time, as in development. */
export function createSharedParts(keep: boolean): SharedParts {
  const named = new Map<string, FixedHtml>();
  const held = new WeakMap<object, Map<string, FixedHtml>>();

  const partsOf = (of: object): Map<string, FixedHtml> => {
    const parts = held.get(of) ?? new Map<string, FixedHtml>();
    held.set(of, parts);
    return parts;
  };

  return (of, name, write) => {
    if (!keep) return write();
    const [parts, key] = typeof of === 'string' ? [named, `${name} ${of}`] : [partsOf(of), name];
    const known = parts.get(key);
    if (known) return known;
    if (parts.size >= NAMED_PARTS) parts.clear();
    const made = fixedHtml(write);
    parts.set(key, made);
    return made;
  };
}
