import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** A request slower than this is worth a line of its own. */
const SLOW_MS = 1000;
const SERVER_ERROR = 500;

/**
 * One line a request, at `debug`; slow and failed ones stand out. The path is written without its query, since
 * that may hold a token, and no address or name of a person is.
 */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const ms = Math.round(performance.now() - began);
      if (ms <= SLOW_MS && response.statusCode < SERVER_ERROR && !logger.isLevelEnabled('debug')) return;
      const line = { method: request.method, path: request.path, status: response.statusCode, ms };
      if (response.statusCode >= SERVER_ERROR) logger.error(line, 'request failed');
      else if (ms > SLOW_MS) logger.warn(line, 'request slow');
      else logger.debug(line, 'request');
    });
    next();
  };
