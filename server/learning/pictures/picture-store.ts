import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { MOST_PIXELS, readVariant, type Format } from './variants.ts';

/** Nobody waits for one that takes longer. */
const MOST_SECONDS = 60;
/** A photograph of a lesson, not of an exhibition. */
const QUALITY: Readonly<Record<Format, number>> = { avif: 50, webp: 72 };
/** 9 is the slowest: twice the time for some percent. */
const AVIF_EFFORT = 3;
/** More wait to be asked for again: the queue lives in memory. */
const LONGEST_QUEUE = 10_000;

type Sharp = typeof import('sharp').default;
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** A file that smaller forms are made of. `hash` names its bytes. */
export interface Original {
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
}

export interface Pictures {
  /** Name of the file of a form below `folder`; undefined: there is none (yet), the original serves. It is made meanwhile. */
  find(original: Original, form: string): string | undefined;
  /** It was tried and would not be smaller: the original serves for good. */
  isGiven(hash: string, form: string): boolean;
  /** Bytes of a form that has been made. */
  sizeOf(hash: string, form: string): number | undefined;
  readonly folder: string;
  /** Grows with each form that is made. */
  readonly made: number;
  /** Resolves when nothing waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Forms of text: compressed once with all the time there is, and not for each reader. */
export const TEXT_FORMS = ['br', 'gz'] as const;

async function loadSharp(tell: (sentence: string) => void): Promise<Sharp | undefined> {
  try {
    const { default: sharp } = await import('sharp');
    // One picture at a time on one thread of its own: pages come first.
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  } catch {
    tell('Pictures are served as authors bring them: the library that makes smaller ones (sharp) does not load on this machine.');
    return undefined;
  }
}

/**
 * Smaller forms of what authors bring, kept in a folder by the hash of the original: made in the background, one after the other, outside the
 * event loop. What cannot be made smaller (damaged, huge, already small) is remembered by an empty file and served as it is.
 */
export async function openPictures(folder: string, tell: (sentence: string) => void, load: typeof loadSharp = loadSharp): Promise<Pictures> {
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const sizes = new Map<string, number>();
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.includes('.part')) await rm(join(folder, name), { force: true });
    else sizes.set(name, (await stat(join(folder, name))).size);
  }
  const waiting = new Set<string>();
  let sharp: Promise<Sharp | undefined> | undefined;
  let working: Promise<void> = Promise.resolve();
  let made = 0;
  let closed = false;

  const keep = async (name: string, bytes: Buffer): Promise<void> => {
    const part = join(folder, `${name}.${process.pid}.part`);
    await writeFile(part, bytes);
    await rename(part, join(folder, name));
    sizes.set(name, bytes.length);
    made += 1;
  };

  const smaller = async ({ path, hash }: Original, form: string): Promise<Buffer | undefined> => {
    const given = await readFile(path);
    // An author may have changed it since the course was read: its new bytes have a name of their own.
    if (createHash('sha256').update(given).digest('hex').slice(0, hash.length) !== hash) return undefined;
    if (form === 'br') return brotli(given, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
    if (form === 'gz') return zip(given, { level: 9 });
    const wanted = readVariant(form);
    const library = wanted && (await (sharp ??= load(tell)));
    if (!wanted || !library) return undefined;
    const picture = library(given, { limitInputPixels: MOST_PIXELS, sequentialRead: true }).rotate().resize({ width: wanted.width, withoutEnlargement: true }).timeout({ seconds: MOST_SECONDS });
    const quality = QUALITY[wanted.format];
    return (wanted.format === 'avif' ? picture.avif({ quality, effort: AVIF_EFFORT }) : picture.webp({ quality })).toBuffer();
  };

  const make = async (original: Original, form: string, name: string): Promise<void> => {
    if (closed) return;
    try {
      // Another process of this machine may have made it meanwhile.
      const there = await stat(join(folder, name)).catch(() => undefined);
      if (there) {
        sizes.set(name, there.size);
        return;
      }
      const bytes = await smaller(original, form);
      // Without the library nothing is remembered: it may be there after the next start.
      if (bytes) await keep(name, bytes.length < original.bytes ? bytes : Buffer.alloc(0));
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      tell(`${original.path} is served as it is: ${reason}`);
      await keep(name, Buffer.alloc(0)).catch(() => {
        // A disk that takes nothing: each picture would be made anew for each reader.
        closed = true;
      });
    } finally {
      waiting.delete(name);
    }
  };

  return {
    folder,
    get made() {
      return made;
    },
    find(original, form) {
      const name = `${original.hash}-${form}`;
      const size = sizes.get(name);
      if (size !== undefined) return size > 0 ? name : undefined;
      if (!closed && !waiting.has(name) && waiting.size < LONGEST_QUEUE) {
        waiting.add(name);
        working = working.then(() => make(original, form, name));
      }
      return undefined;
    },
    isGiven: (hash, form) => sizes.get(`${hash}-${form}`) === 0,
    sizeOf: (hash, form) => sizes.get(`${hash}-${form}`) || undefined,
    settled: () => working,
    async close() {
      closed = true;
      await working;
    },
  };
}
