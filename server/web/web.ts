import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { NotFound } from '../errors.ts';
import type { Assets } from './assets.ts';
import { isOutage } from '../storage/storage.ts';
import type { Audit } from './audit.ts';
import { describeError } from './error-pages.ts';
import { isLanguage } from './i18n/language.ts';
import { mountRoutes } from './mount.ts';
import { mountOtherMethods } from './other-methods.ts';
import { requestLog } from './request-log.ts';
import type { Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { sendError, type SendReply } from './send-reply.ts';
import { createSessionCookies } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';
import { openSessions } from './session.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LANGUAGE_DAYS = 365;
const SERVER_ERROR = 500;

export interface WebOptions {
  readonly send: SendReply;
  readonly assets: Assets;
  readonly sessions: SessionStore;
  readonly sessionSecret: string;
  readonly baseUrl: string | undefined;
  readonly trustProxy: number;
  readonly logger: Logger;
  /** Runs after the session: finds out who is signed in. */
  readonly authentication: readonly RequestHandler[];
  /** Keeps what staff does; left out: nothing is recorded. */
  readonly audit?: Audit;
}

/** `?lang=en` on any page keeps the choice in a cookie and takes it out of the address. */
const chooseLanguage: RequestHandler = (request, response, next) => {
  // Nearly no request asks for it, and each would have to take its query apart.
  if (request.method !== 'GET' || !request.originalUrl.includes('lang=')) return next();
  const { lang } = request.query;
  if (!isLanguage(lang)) return next();
  response.cookie('bahasa', lang, { maxAge: LANGUAGE_DAYS * DAY_MS, sameSite: 'lax', httpOnly: true, secure: request.secure });
  // Behind two slashes stands a host's name, and not every one can be read.
  const address = new URL(request.originalUrl.replace(/^[/\\]+/, '/'), 'http://localhost');
  address.searchParams.delete('lang');
  // Behind two slashes a browser would read the name of another host.
  response.redirect(303, `${address.pathname.replace(/^\/{2,}/, '/')}${address.search}`);
};

const reportError =
  (send: SendReply, logger: Logger) =>
  (problem: unknown, request: Request, response: Response, next: NextFunction): void => {
    // What a visitor did wrong is told to the visitor; the log is for what is wrong with us.
    const where = { method: request.method, path: request.path };
    // A database that is down fails every request: a trace of each would bury the reason.
    if (problem instanceof Error && isOutage(problem)) logger.error({ ...where, reason: problem.message, cause: String(problem.cause) }, 'storage unavailable');
    else if (describeError(problem).status >= SERVER_ERROR) logger.error({ err: problem, ...where }, 'error');
    if (response.headersSent) {
      // Half a file must not look like a whole one.
      response.destroy();
      return;
    }
    sendError(problem, send, request, response).catch(next);
  };

/** An Express application with everything that all rooms share; routes are mounted on it in the order given. */
export function createWeb(options: WebOptions, routes: readonly Route[]): Express {
  const { send, assets, sessions, sessionSecret, baseUrl, trustProxy, logger, authentication, audit } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(requestLog(logger));
  app.use(securityHeaders());
  app.use('/assets', (request, response) => assets.send(request, response));
  app.use(openSessions(createSessionCookies(sessionSecret), sessions));
  app.use(chooseLanguage, ...authentication);
  mountRoutes(app, routes, { send, baseUrl, audit });
  mountOtherMethods(app, routes);
  app.use((_request, _response, next) => next(new NotFound('Alamat ini tidak ada. Periksa lagi penulisannya.')));
  app.use(reportError(send, logger));
  return app;
}
