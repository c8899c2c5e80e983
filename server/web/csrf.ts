import type { RequestHandler } from 'express';
import { StaleForm } from '../errors.ts';
import { isSame } from './session-cookie.ts';

const STALE = 'Demi keamanan, kiriman dari halaman yang sudah lama terbuka tidak diterima. Kembali, muat ulang halamannya, lalu kirim lagi.';

/** Forms send the token as `_csrf`, the enhancement script may send it as a header. */
const tokenIn = (body: unknown, header: string | undefined): string | undefined =>
  typeof body === 'object' && body !== null && '_csrf' in body && typeof body._csrf === 'string' ? body._csrf : header;

/** Throws `StaleForm` where a request does not carry the token of its own session. */
export const requireCsrfToken: RequestHandler = (request, _response, next) => {
  const wanted = request.session?.optionalCsrfToken;
  const given = tokenIn(request.body, request.get('x-csrf-token'));
  next(wanted !== undefined && given !== undefined && isSame(given, wanted) ? undefined : new StaleForm(STALE));
};
