import type { Express, RequestHandler } from 'express';
import { NotThisWay } from '../errors.ts';
import type { Route } from './route.ts';

const METHODS: Readonly<Record<Route['method'], readonly string[]>> = { get: ['GET', 'HEAD'], post: ['POST'] };

declare module 'express' {
  interface Locals {
    /** What the address answers, as far as its patterns have been walked through. */
    allowed?: ReadonlySet<string>;
  }
}

/** To be mounted behind all routes: which methods an address answers that was asked for by another (RFC 9110, 15.5.6). */
export function mountOtherMethods(app: Express, routes: readonly Route[]): void {
  const byPath = new Map<string, string[]>();
  for (const { path, method } of routes) byPath.set(path, [...(byPath.get(path) ?? []), ...METHODS[method]]);
  for (const [path, methods] of byPath) {
    app.route(path).all((_request, response, next) => {
      response.locals.allowed = new Set([...(response.locals.allowed ?? []), ...methods]);
      next();
    });
  }
  app.use(refuseMethod);
}

const NO_CONTENT = 204;

const refuseMethod: RequestHandler = (request, response, next) => {
  const { allowed } = response.locals;
  // What a handler has let pass is answered as before: its address names nothing.
  if (!allowed || allowed.has(request.method)) return next();
  const ways = [...allowed].sort();
  if (request.method === 'OPTIONS') response.status(NO_CONTENT).set('Allow', [...ways, 'OPTIONS'].join(', ')).end();
  else next(new NotThisWay('Alamat ini ada, tetapi tidak menerima permintaan {method}. Buka alamatnya di peramban seperti biasa.', ways, { method: request.method }));
};
