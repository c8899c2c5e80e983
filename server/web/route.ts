import type { Request } from 'express';
import type { z } from 'zod';
import type { Invalid } from '../errors.ts';
import type { AuditNote } from './audit.ts';
import type { Language } from './i18n/language.ts';
import type { Translate } from './i18n/translate.ts';
import type { Reply } from './reply.ts';
import type { UploadRule } from './uploads.ts';
import type { Access, Viewer } from './viewer.ts';

/** A request whose parts have been validated and whose sender may enter. */
export interface Received<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Undefined only on routes open to everyone. */
  readonly viewer: Viewer | undefined;
  readonly language: Language;
  readonly t: Translate;
  /** `https://host`, as configured or as asked for. */
  readonly origin: string;
  /** True when the enhancement script asks: it wants JSON, not a page. */
  readonly wantsJson: boolean;
  /** Adds to what is recorded of this request, once it is done: see `audit.ts`. */
  readonly audit: (note: AuditNote) => void;
  /** For what belongs to HTTP alone: the session, files that came along. */
  readonly http: Request;
}

export interface RouteDefinition<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'get' | 'post';
  /** Express path, e.g. `/courses/:course`. */
  readonly path: string;
  readonly access: Access;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Requests a minute from one address; left out: the general limit of the application. */
  readonly perMinute?: number;
  readonly upload?: UploadRule;
  /** `none`: the form changes nothing that is the sender's, so another site gains nothing by sending it; it starts no session. */
  readonly token?: 'none';
  /**
   * Of a form: an answer to who asks for what is so already, given before the form's token is looked at. It changes
   * nothing. Undefined: the form is taken in the usual way.
   */
  alreadySo?(received: Received<Params, Query, unknown>): Reply | undefined;
  /** What was sent holds no secret and may be sent twice: while the storage is down, a page offers to send it again. */
  readonly mayBeSentAgain?: boolean;
  handle(received: Received<Params, Query, Body>): Promise<Reply> | Reply;
  /** Shows the form again with what was typed and what to write instead; left out: a general error page. */
  invalid?(problem: Invalid, received: Received<Params, Query, unknown>): Promise<Reply> | Reply;
}

/** What the application mounts: the types of a route's parts stay inside it. */
export type Route = RouteDefinition<never, never, never>;

/** Declares a route and keeps the types of its parts together. */
export const route = <Params, Query, Body>(definition: RouteDefinition<Params, Query, Body>): Route =>
  definition as unknown as Route;

/** Whoever is signed in; the route's `access` has seen to it that somebody is. */
export const signedIn = (received: { readonly viewer: Viewer | undefined }): Viewer => {
  if (!received.viewer) throw new TypeError('A route open to everyone asked for its viewer');
  return received.viewer;
};
