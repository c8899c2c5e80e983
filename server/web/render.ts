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
export function createRenderer(viewsDir: string, { keep }: { readonly keep: boolean }): Render {
  const compiled = new Map<string, TemplateFunction>();

  const compile = (view: string): TemplateFunction => {
    const filename = join(viewsDir, `${view}.ejs`);
    const options: ejs.Options & { async: false; client?: false; destructuredLocals: string[] } = {
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
