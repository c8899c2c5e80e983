import { Unavailable } from '../../errors.ts';

// No Mongoose here: these go into the thread that writes, which has no use for it.

/** A value or an operation that MongoDB refuses as well; in the shape of the driver's error, with MongoDB's code. */
export class BadValue extends Error {
  override readonly name = 'MongoServerError';
  readonly code: number;
  readonly codeName: string;
  constructor(message: string, code = 2, codeName = 'BadValue') {
    super(message);
    this.code = code;
    this.codeName = codeName;
  }
  get errmsg(): string {
    return this.message;
  }
}

/** Something of MongoDB that the embedded engine does not have; see README.md in this folder. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
  readonly what: string;
  constructor(what: string) {
    super(`The embedded engine does not support ${what}. Use another way, or MongoDB (MONGODB_URI).`);
    this.what = what;
  }
}

interface SqliteFailure extends Error {
  readonly code: string;
}
export const isSqliteFailure = (error: unknown): error is SqliteFailure =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_');

export const isBusy = (error: unknown): boolean => isSqliteFailure(error) && error.code.startsWith('SQLITE_BUSY');

const SENTENCES: readonly (readonly [prefix: string, sentence: string])[] = [
  ['SQLITE_FULL', 'Ruang disk server penuh, data belum tersimpan. Beri tahu pengelola, lalu coba lagi.'],
  ['SQLITE_READONLY', 'Folder data tidak boleh ditulisi server ({file}). Periksa izin foldernya.'],
  ['SQLITE_PERM', 'Folder data tidak boleh ditulisi server ({file}). Periksa izin foldernya.'],
  ['SQLITE_CANTOPEN', 'Berkas data tidak bisa dibuka ({file}). Periksa folder dan izinnya.'],
  ['SQLITE_CORRUPT', 'Berkas data rusak ({file}). Pulihkan dari cadangan terakhir.'],
  ['SQLITE_NOTADB', 'Berkas data bukan berkas Bimtek atau rusak ({file}). Pulihkan dari cadangan terakhir.'],
  ['SQLITE_IOERR', 'Disk server gagal membaca atau menulis ({file}). Data belum tersimpan.'],
  ['SQLITE_BUSY', 'Data sedang dipakai proses lain terlalu lama. Data belum tersimpan, coba lagi.'],
];

/** libsql opens a file with an error of its own, without a code: `ConnectionFailed("Unable to open ...: 14")`. */
function codeOf(error: unknown): string | undefined {
  if (isSqliteFailure(error)) return error.code;
  return error instanceof Error && error.message.startsWith('ConnectionFailed(') ? 'SQLITE_CANTOPEN' : undefined;
}

/** What SQLite could not do, as the error that the rest of Bimtek knows; other errors pass unchanged. */
export function asUnavailable(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const sentence = SENTENCES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return sentence === undefined ? error : new Unavailable(sentence, { file }, { cause: error });
}
