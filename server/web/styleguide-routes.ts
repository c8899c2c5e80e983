import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { page } from './reply.ts';
import { route, type Route } from './route.ts';

/** Every component in every state, for those who develop Bimtek; not mounted in production. */
export const styleguideRoutes = (root: string): readonly Route[] => [
  route({
    method: 'get',
    path: '/styleguide',
    access: 'everyone',
    handle: async () => {
      const module = (await import(pathToFileURL(join(root, 'views/components/examples.ts')).href)) as { componentExamples: unknown };
      return page('styleguide', { title: 'Styleguide', examples: module.componentExamples });
    },
  }),
];
