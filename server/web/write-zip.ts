import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  /** Made when its turn comes. */
  open(): Readable;
  /** False for what is compressed already. */
  readonly compress: boolean;
}

async function addEntries(zip: ZipFile, entries: AsyncIterable<ZipEntry>, stopped: AbortSignal): Promise<void> {
  for await (const { name, open, compress } of entries) {
    stopped.throwIfAborted();
    const content = open();
    content.once('error', (problem) => zip.emit('error', problem));
    zip.addReadStream(content, name, { compress });
    await once(content, 'end', { signal: stopped });
  }
  zip.end();
}

/**
 * Writes a ZIP while its entries are made, one after the other, and ends `out`. Fails, and destroys `out`, when an entry cannot be
 * made, so that half an archive never looks like a whole one; stops when `out` is closed.
 */
export async function writeZip(entries: AsyncIterable<ZipEntry>, out: Writable): Promise<void> {
  const zip = new ZipFile();
  const stop = new AbortController();
  zip.once('error', (problem: unknown) => stop.abort(problem));
  const sent = pipeline(zip.outputStream, out, { signal: stop.signal });
  const stopBoth = (problem: unknown) => {
    stop.abort(problem);
    throw problem;
  };
  await Promise.all([sent.catch(stopBoth), addEntries(zip, entries, stop.signal).catch(stopBoth)]);
}
