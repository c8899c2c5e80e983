import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The cookie's name, and how it is found in a `Cookie` header. */
export const SESSION_COOKIE = 'bimtek';
const IN_HEADER = /(?:^|;\s*)bimtek=([\w.-]+)/;

/** OWASP asks for 128 random bits at least (ASVS 5.0, 7.2.3). */
const ID_BYTES = 24;
/** Cookies whose signature was looked at lately; each is some 300 bytes. */
const KEPT_COOKIES = 5000;

/** What follows from a session's id. */
export interface SessionIds {
  /** SHA-256 of the id, hex: the id itself is a secret and stays in the browser. */
  readonly key: string;
  /** What forms of this session carry. */
  readonly csrfToken: string;
  /** `ID.SIGNATURE`, both base64url. */
  readonly cookie: string;
}

export interface SessionCookies {
  create(): SessionIds;
  /** The ids in a request's `Cookie` header; undefined: there is none, or we did not make it. */
  read(header: string | undefined): SessionIds | undefined;
}

/**
 * A signed cookie, and a CSRF token that is derived from the same id: the signed double-submit pattern of OWASP's
 * CSRF Prevention Cheat Sheet. A form needs no record in the database, and two pages loaded at once get the same token.
 */
export function createSessionCookies(secret: string): SessionCookies {
  const verified = new Map<string, SessionIds>();
  const sign = (purpose: 'session' | 'csrf', id: string): string => createHmac('sha256', secret).update(`${purpose}:${id}`).digest('base64url');
  const idsOf = (id: string): SessionIds => ({ key: hash('sha256', id, 'hex'), csrfToken: sign('csrf', id), cookie: `${id}.${sign('session', id)}` });

  return {
    create: () => idsOf(randomBytes(ID_BYTES).toString('base64url')),
    read(header) {
      const cookie = header === undefined ? undefined : IN_HEADER.exec(header)?.[1];
      if (cookie === undefined) return undefined;
      const known = verified.get(cookie);
      if (known) return known;
      const ids = idsOf(cookie.slice(0, cookie.indexOf('.')));
      if (!isSame(cookie, ids.cookie)) return undefined;
      if (verified.size >= KEPT_COOKIES) verified.clear();
      verified.set(cookie, ids);
      return ids;
    },
  };
}

/** Takes the same time wherever two texts of one length differ. */
export const isSame = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};
