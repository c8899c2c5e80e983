import type { RequestHandler } from 'express';
import { rateLimit, type AugmentedRequest } from 'express-rate-limit';
import { TooManyRequests } from '../errors.ts';
import { SharedCounter } from '../workers/rate-counters.ts';
import { hasSiblings } from '../workers/siblings.ts';

const MINUTE_MS = 60_000;

/**
 * Requests a minute from one address. Five hundred people behind one hall's Wi-Fi share an address, so limits
 * are wide; what guards an account is its own growing delay (`accounts/throttle-store.ts`). `name` is the limit's own:
 * all workers count under it together.
 */
export const limitPerMinute = (limit: number, name: string): RequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit,
    ...(hasSiblings() && { store: new SharedCounter(name) }),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, _response, next) => {
      const resetTime = (request as AugmentedRequest).rateLimit?.resetTime?.getTime() ?? Date.now() + MINUTE_MS;
      const seconds = Math.max(1, Math.ceil((resetTime - Date.now()) / 1000));
      next(new TooManyRequests('Terlalu banyak permintaan dari jaringan ini. Coba lagi dalam {seconds} detik.', seconds));
    },
  });
