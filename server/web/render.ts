import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';

/** Names that every template may use without `it.`. */
const COMMON_NAMES = ['t', 'viewer', 'language', 'asset', 'csrf', 'path'];

export type Render = (view: string, fields: Readonly<Record<string, unknown>>) => string;

/**
 * Templates are compiled once and kept; in development they are read anew each time. `with` is off (it is
 * what makes compiled templates slow), so a template reads its fields as `it.title`.
 */
export interface RendererOptions {
  readonly keep: boolean;
  /** Templates of plug-ins, which stand elsewhere: the name that they are included by -> file. */
  readonly pluginViews?: ReadonlyMap<string, string>;
}

export function createRenderer(viewsDir: string, { keep, pluginViews = new Map() }: RendererOptions): Render {
  const compiled = new Map<string, TemplateFunction>();

  const compile = (view: string): TemplateFunction => {
    const filename = join(viewsDir, `${view}.ejs`);
    const options: ejs.Options & { async: false; client?: false; destructuredLocals: string[]; includer?: ejs.IncluderCallback } = {
      ...(pluginViews.size > 0 && { includer: (named: string, found: string) => ({ filename: pluginViews.get(named) ?? found }) }),
      filename,
      root: viewsDir,
      async: false,
      cache: keep,
      strict: true,
      _with: false,
      localsName: 'it',
      destructuredLocals: COMMON_NAMES,
    };
    return ejs.compile(readFileSync(filename, 'utf8'), options);
  };

  const find = (view: string): TemplateFunction => {
    const known = keep ? compiled.get(view) : undefined;
    if (known) return known;
    const template = compile(view);
    compiled.set(view, template);
    return template;
  };

  return (view, fields) => {
    const body = find(view)(fields);
    return find('layout')({ ...fields, body });
  };
}
