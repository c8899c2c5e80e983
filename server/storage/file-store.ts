import { NotFound } from '../errors.ts';

/**
 * Where uploads and stored PDFs lie: a plug-in point, whose contract is `test/contracts/file-store.ts`. A key is
 * one or more segments joined by `/`; every method throws `NotFound` for anything else, so that no key that
 * comes from a request can lead out of the store.
 */
export interface FileStore {
  /** Kept on the disk once it resolves; replaces what was there, and never shows half of it. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Buffer | undefined>;
  /** Deleting what is not there is no mistake. */
  delete(key: string): Promise<void>;
  /** All keys that begin with the prefix, '' for all, in the order of their UTF-8 bytes. */
  list(prefix: string): AsyncIterable<string>;
}

const KEY = /^[a-z0-9][A-Za-z0-9._-]*(\/[a-z0-9][A-Za-z0-9._-]*)*$/;
const LONGEST_KEY = 512;
const LONGEST_SEGMENT = 128;

export function checkedKey(key: string): string {
  const fits = key.length <= LONGEST_KEY && key.split('/').every(({ length }) => length <= LONGEST_SEGMENT);
  if (fits && KEY.test(key)) return key;
  throw new NotFound('Berkas ini tidak ada.');
}
