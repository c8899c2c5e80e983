import type { Request, RequestHandler, Response } from 'express';

/** Set on requests of a route with `mayBeSentAgain`. */
const MARK = 'mayBeSentAgain';

export const noteThatItMayBeSentAgain: RequestHandler = (_request, response, next) => {
  response.locals[MARK] = true;
  next();
};

/** Fields of the page that keeps what was sent while the storage is down (`views/web/not-saved.ejs`). */
export interface NotSaved {
  readonly action: string;
  /** Name and value of each field, without the token. */
  readonly given: readonly (readonly [string, string])[];
}

/** What was sent, if it was read and may be sent again as it is. */
export function notSavedOf(request: Request, response: Response): NotSaved | undefined {
  const body: unknown = request.body;
  if (request.method !== 'POST' || response.locals[MARK] !== true || typeof body !== 'object' || body === null) return undefined;
  const given = Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));
  return { action: request.originalUrl, given: given.filter(([name]) => name !== '_csrf') };
}
