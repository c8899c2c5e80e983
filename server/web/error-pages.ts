import { ApplicationError, Invalid, NotThisWay, TooManyRequests } from '../errors.ts';
import { isOutage } from '../storage/storage.ts';

/** What the outside is told of an error: a status, a title and a sentence; never a trace. */
export interface ErrorView {
  readonly status: number;
  readonly title: string;
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const byName: Readonly<Record<string, { readonly status: number; readonly title: string }>> = {
  Invalid: { status: 400, title: 'Isian belum lengkap' },
  SignInRequired: { status: 401, title: 'Silakan masuk dahulu' },
  SecondStepRequired: { status: 403, title: 'Pasang langkah kedua dahulu' },
  Forbidden: { status: 403, title: 'Halaman ini bukan untuk Anda' },
  NotFound: { status: 404, title: 'Halaman tidak ditemukan' },
  StaleForm: { status: 403, title: 'Halaman ini sudah lama terbuka' },
  NotThisWay: { status: 405, title: 'Tidak dapat begitu di alamat ini' },
  Conflict: { status: 409, title: 'Keadaannya sudah berubah' },
  TooManyRequests: { status: 429, title: 'Terlalu sering' },
};

const CLIENT_ERROR = 400;
const SERVER_ERROR = 500;

/** Errors of Express and its parsers carry a status of their own (a body too large, a broken encoding). */
const statusOf = (problem: unknown): number | undefined => {
  if (typeof problem !== 'object' || problem === null || !('status' in problem)) return undefined;
  const { status } = problem;
  return typeof status === 'number' && status >= CLIENT_ERROR && status < SERVER_ERROR ? status : undefined;
};

const headersOf = (problem: ApplicationError): Readonly<Record<string, string>> => {
  if (problem instanceof TooManyRequests) return { 'Retry-After': String(problem.retryAfter) };
  return problem instanceof NotThisWay ? { Allow: problem.ways.join(', ') } : {};
};

const plain = (status: number, title: string, sentence: string): ErrorView => ({
  status,
  title,
  sentence,
  facts: {},
  fields: {},
  headers: {},
});

/** Seconds after which trying again may help: a database that is back is noticed within one. */
const AGAIN_AFTER_S = '5';

export function describeError(problem: unknown): ErrorView {
  // What is down, and where it lies on the disk, is for the log.
  if (isOutage(problem)) {
    const down = plain(503, 'Sedang tidak dapat dipakai', 'Penyimpanan sedang tidak dapat dipakai. Kiriman terakhir belum tersimpan; coba kirim lagi beberapa saat lagi.');
    return { ...down, headers: { 'Retry-After': AGAIN_AFTER_S } };
  }
  if (problem instanceof ApplicationError) {
    const known = byName[problem.name] ?? { status: SERVER_ERROR, title: 'Ada yang salah di sistem kami' };
    return {
      ...known,
      sentence: problem.message,
      facts: problem.facts,
      fields: problem instanceof Invalid ? problem.fields : {},
      headers: headersOf(problem),
    };
  }
  const status = statusOf(problem);
  if (status) return plain(status, 'Permintaan tidak dapat dibaca', 'Kembali ke halaman sebelumnya, lalu coba lagi.');
  return plain(
    SERVER_ERROR,
    'Ada yang salah di sistem kami',
    'Kejadian ini sudah dicatat. Yang sudah tersimpan tetap ada. Coba lagi beberapa saat lagi.',
  );
}
