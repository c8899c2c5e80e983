import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import type { FixedHtml } from './fixed-html.ts';
import { createSharedParts } from './shared-parts.ts';

/** Names that every template may use without `it.`. */
const COMMON_NAMES = ['t', 'viewer', 'language', 'asset', 'csrf', 'path'] as const;

type Fields = Readonly<Record<string, unknown>>;
type Template = (fields: Fields) => string;
export type Render = (view: string, fields: Fields) => string;

/** Most texts have nothing to escape. */
const UNSAFE = /[&<>'"]/;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;').replaceAll("'", '&#39;');

const escapeText = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  // What a template writes with `<%=` is text, a number, or says itself how it is written (a CSRF token).
  const text = typeof value === 'string' ? value : String(value as { toString(): string });
  return UNSAFE.test(text) ? escaped(text) : text;
};

export interface RendererOptions {
  readonly keep: boolean;
  /** Templates of plug-ins, which stand elsewhere: view -> file. */
  readonly pluginViews?: ReadonlyMap<string, string>;
}

/**
 * Templates are compiled once and kept; in development they are read anew each time. `with` is off (it is
 * what makes compiled templates slow), so a template reads its fields as `it.title`.
 */
export function createRenderer(viewsDir: string, { keep, pluginViews = new Map() }: RendererOptions): Render {
  const compiled = new Map<string, Template>();

  const compile = (view: string): Template => {
    const filename = pluginViews.get(view) ?? join(viewsDir, `${view}.ejs`);
    const options: ejs.Options & { async: false; client?: false; destructuredLocals: string[]; unsafePrototypeLocals: boolean } = {
      filename,
      async: false,
      strict: true,
      _with: false,
      localsName: 'it',
      destructuredLocals: [...COMMON_NAMES],
      // The fields are ours and are not written to: no copy of them is needed.
      unsafePrototypeLocals: true,
      escape: escapeText,
    };
    // EJS's own `include` copies all fields of a page twice for every part of it, which took half of a page's time.
    const text = readFileSync(filename, 'utf8').replaceAll(/\b(include|share)\(/g, 'it.$1(');
    return ejs.compile(text, options);
  };

  const find = (view: string): Template => {
    const known = keep ? compiled.get(view) : undefined;
    if (known) return known;
    const template = compile(view);
    compiled.set(view, template);
    return template;
  };

  const shared = createSharedParts(keep);

  return (view, fields) => {
    const { t, viewer, language, asset, csrf, path } = fields;
    const common = { t, viewer, language, asset, csrf, path };
    /** A part of a page gets what every template has and what it is given. */
    const include = (path: string, given?: Fields): string => find(path.slice(1))({ ...common, include, share, ...given });
    /** A part that is the same for all who read in this language: it knows of no viewer, holds no form, and `of` decides everything in it. */
    const share = (of: object | string, path: string, given?: Fields): FixedHtml | string =>
      shared(of, `${String(language)} ${path}`, () => {
        const inner = (path: string, given?: Fields): string => find(path.slice(1))({ t, language, asset, csrf: NO_TOKEN, include: inner, share: within, ...given });
        const within = (_of: unknown, path: string, given?: Fields): string => inner(path, given);
        return inner(path, given);
      });
    const whole = { ...fields, include, share };
    const body = find(view)(whole);
    return find('layout')({ ...whole, body });
  };
}

const NO_TOKEN = {
  toString: (): never => {
    throw new TypeError('A part of a page that is shared holds no form');
  },
};
