import type { RequestHandler, Response } from 'express';
import { isOutage } from '../storage/storage.ts';
import type { Notice } from './reply.ts';
import { SESSION_COOKIE, type SessionCookies, type SessionIds } from './session-cookie.ts';
import type { KeptSession, SessionStore } from './session-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A session ends when it has not been used for so long. */
export const SESSION_DAYS = 30;
export const LASTS_MS = SESSION_DAYS * DAY_MS;
/** A session's end moves when it is used, but it is not written more often than this. */
const MOVED_AT_MOST_MS = 60 * 60 * 1000;

/** Who was recognised: kept in the session, looked up anew on each request. */
export interface SessionIdentity {
  readonly id: string;
  /** The account's epoch at the time; a later one ends the session. */
  readonly epoch: number;
}

/** Where a session was begun. */
export interface SessionOrigin {
  readonly network: string;
  readonly device: string;
  readonly at: Date;
}

export interface SessionData {
  readonly origin?: SessionOrigin | undefined;
  readonly identity?: SessionIdentity | undefined;
  readonly notice?: Notice | undefined;
}

const NOTHING: SessionData = {};

/**
 * The session of one request. Only who signs in or is to be told something has a record in the database; for everybody
 * else it is a signed cookie, which a form's token follows from. Written by hand because it runs for every page: a session library took
 * a fifth of a lesson page's time for what is a look-up here (`npm run bench -- lesson`).
 */
export class Session {
  readonly #cookies: SessionCookies;
  readonly #store: SessionStore;
  #ids: SessionIds | undefined;
  #data: SessionData;
  #expiresAt: number;
  #isChanged = false;
  #sendsCookie = false;
  /** Keys that are over with this request. */
  #ended: string | undefined;

  constructor(cookies: SessionCookies, store: SessionStore, ids: SessionIds | undefined, kept: KeptSession | undefined) {
    this.#cookies = cookies;
    this.#store = store;
    // A record that is over takes nothing in any more: its cookie is replaced when there is something to keep.
    this.#ids = kept?.ended ? undefined : ids;
    this.#data = kept?.data ?? NOTHING;
    this.#expiresAt = kept?.expiresAt ?? 0;
  }

  /** Which of the sessions in the store this is; undefined: none. */
  get key(): string | undefined {
    return this.#ids?.key;
  }

  get identity(): SessionIdentity | undefined {
    return this.#data.identity;
  }

  /** What every form carries as `_csrf`. */
  get csrfToken(): string {
    return this.#own().csrfToken;
  }

  /** What this session's forms carry; undefined: it has no forms yet. */
  get optionalCsrfToken(): string | undefined {
    return this.#ids?.csrfToken;
  }

  /** Signs somebody in, under an id that is made anew, so that none can be planted. */
  begin(identity: SessionIdentity, origin?: SessionOrigin): void {
    this.#replace({ identity, origin });
  }

  /** Signs out. */
  end(): void {
    this.#replace(NOTHING);
  }

  /** To be said on the next page. */
  say(notice: Notice): void {
    this.#change({ ...this.#data, notice });
  }

  takeNotice(): Notice | undefined {
    const { notice, ...rest } = this.#data;
    if (notice) this.#change(rest);
    return notice;
  }

  /** To be called before a response's headers are sent; undefined: there was nothing to write. */
  commit(response: Response, isSecure: () => boolean): Promise<void> | undefined {
    const now = Date.now();
    if (this.#data.identity && this.#expiresAt - now < LASTS_MS - MOVED_AT_MOST_MS) {
      this.#isChanged = true;
      this.#sendsCookie = true;
    }
    if (this.#sendsCookie && this.#ids) {
      response.cookie(SESSION_COOKIE, this.#ids.cookie, { httpOnly: true, sameSite: 'lax', secure: isSecure(), maxAge: LASTS_MS });
      this.#sendsCookie = false;
    }
    return this.#isChanged || this.#ended !== undefined ? this.#write(now) : undefined;
  }

  async #write(now: number): Promise<void> {
    const [ended, isChanged] = [this.#ended, this.#isChanged];
    // Before anything is written: what fails is not tried once more while the error's page is sent.
    this.#ended = undefined;
    this.#isChanged = false;
    if (ended !== undefined) await this.#store.end(ended);
    const hasData = this.#data.identity !== undefined || this.#data.notice !== undefined;
    // Without data there is a record only if there was one before.
    if (isChanged && this.#ids && (hasData || this.#expiresAt > 0)) {
      const isKnown = this.#expiresAt > 0;
      await this.#store.save(this.#ids.key, { data: this.#data, expiresAt: now + LASTS_MS }).catch((problem: unknown) => {
        // While the storage is down a page made for a session that is known is still a page; a new session must fail.
        if (!isKnown || !isOutage(problem)) throw problem;
      });
    }
  }

  #own(): SessionIds {
    if (!this.#ids) {
      this.#ids = this.#cookies.create();
      this.#sendsCookie = true;
    }
    return this.#ids;
  }

  #change(data: SessionData): void {
    this.#own();
    this.#data = data;
    this.#isChanged = true;
  }

  #replace(data: SessionData): void {
    if (this.#ids && this.#expiresAt > 0) this.#ended = this.#ids.key;
    this.#ids = undefined;
    this.#expiresAt = 0;
    this.#change(data);
  }
}

declare global {
  namespace Express {
    interface Request {
      session?: Session;
    }
  }
}

/** The session of a request, where the database could be asked for it. */
export const openSessions =
  (cookies: SessionCookies, store: SessionStore): RequestHandler =>
  (request, _response, next) => {
    const ids = cookies.read(request.headers.cookie);
    const begin = (kept: KeptSession | undefined): void => {
      request.session = new Session(cookies, store, ids, kept);
      next();
    };
    if (!ids) return begin(undefined);
    const recent = store.recent(ids.key);
    if (recent) return begin(recent);
    store.select(ids.key).then(begin, next);
  };
