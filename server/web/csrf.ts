import { csrfSync } from 'csrf-sync';

/** Synchroniser tokens, kept in the session; forms send them as `_csrf`, the enhancement script as a header. */
const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (request) => {
    const body: unknown = request.body;
    if (typeof body === 'object' && body !== null && '_csrf' in body && typeof body._csrf === 'string') return body._csrf;
    return request.get('x-csrf-token');
  },
});

export const requireCsrfToken = csrfSynchronisedProtection;
export const csrfTokenOf = generateToken;
