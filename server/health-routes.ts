import { json } from './web/reply.ts';
import { route, type Route } from './web/route.ts';

export interface Health {
  readonly engine: string;
  readonly version: string;
  readonly isReady: () => boolean;
  readonly countCourses: () => number;
}

/** For those who watch over the service: alive, and ready to serve. */
export const healthRoutes = ({ engine, version, isReady, countCourses }: Health): readonly Route[] => [
  route({ method: 'get', path: '/healthz', access: 'everyone', handle: () => json({ ok: true }) }),
  route({
    method: 'get',
    path: '/readyz',
    access: 'everyone',
    handle: () => {
      const ready = isReady();
      return json({ ok: ready, engine, courses: countCourses(), version }, ready ? 200 : 503);
    },
  }),
];
