import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readGuide, type GuideSection } from '../content/guide/author-guide.ts';
import { NotFound } from '../errors.ts';
import { page } from '../web/reply.ts';
import { projectRoot } from '../web/project-root.ts';
import { route, type Route } from '../web/route.ts';

const PATH = '/help/penulis';
const LONGEST_SEARCH = 60;

let guide: Promise<readonly GuideSection[]> | undefined;

/** The document for authors, read once. */
const readOnce = (): Promise<readonly GuideSection[]> => {
  guide ??= readFile(join(projectRoot(), 'docs', 'penulis.md'), 'utf8').then(readGuide, () => {
    guide = undefined;
    throw new NotFound('Panduan penulis tidak ikut terpasang di server ini.');
  });
  return guide;
};

/** What authors need to know, in the application as well: the same document that its examples are tested in. */
export const authorGuideRoutes = (): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'everyone',
    query: z.object({ q: z.string().trim().max(LONGEST_SEARCH).catch('').default('') }),
    handle: async ({ query, t }) => {
      const sections = await readOnce();
      const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
      const found = words.length === 0 ? undefined : sections.filter(({ title, text }) => title !== '' && words.every((word) => text.includes(word)));
      return page('learning/author-guide', {
        title: t('Panduan penulis'),
        q: query.q,
        found: found?.map(({ id, title }) => ({ id, title })),
        contents: sections.filter(({ title, level }) => title !== '' && level === 2).map(({ id, title }) => ({ id, title })),
        sections: sections.map(({ id, title, level, html }) => ({ id, title, level, html })),
      });
    },
  }),
];
