/**
 * Tar archives, as POSIX.1-1988 (ustar) with the `path` record of POSIX.1-2001 (pax) for long names:
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export interface TarEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Has to be read to its end before the next entry is asked for. */
  readonly body: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
const LONGEST_NAME = 100;
const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

function headerOf(name: string, size: number, kind: '0' | 'x'): Buffer {
  const header = Buffer.alloc(BLOCK);
  const put = (text: string, at: number): void => void header.write(text, at, 'utf8');
  put(name, 0);
  put('0000600\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148);
  put(kind, 156);
  put('ustar\0' + '00', 257);
  put(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

const sumOf = (header: Buffer): number => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);

function longName(name: string): Buffer {
  const record = ` path=${name}\n`;
  let length = Buffer.byteLength(record) + 1;
  while (String(length).length + Buffer.byteLength(record) > length) length++;
  const body = Buffer.from(`${length}${record}`);
  return Buffer.concat([headerOf('long-name', body.length, 'x'), body, padding(body.length)]);
}

export async function* writeTar(entries: AsyncIterable<TarEntry>): AsyncIterable<Uint8Array> {
  for await (const { name, size, body } of entries) {
    const isLong = Buffer.byteLength(name) > LONGEST_NAME;
    if (isLong) yield longName(name);
    yield headerOf(isLong ? name.slice(-LONGEST_NAME / 2) : name, size, '0');
    let written = 0;
    for await (const chunk of body) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new RangeError(`${name} has ${written} bytes, and was said to have ${size}`);
    yield padding(size);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Reads exactly so many bytes of a stream at a time. */
class Reader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();
  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }
  /** At most `most` bytes; throws when the stream has ended. */
  async some(most: number): Promise<Uint8Array> {
    if (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next();
      if (done) throw new RangeError('the archive is cut short');
      this.#rest = value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }
  async *take(count: number): AsyncIterable<Uint8Array> {
    for (let left = count; left > 0; ) {
      const chunk = await this.some(left);
      left -= chunk.length;
      if (chunk.length > 0) yield chunk;
    }
  }
  async all(count: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.take(count)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

/** Throws `RangeError` when the archive is damaged or ends too early. */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncIterable<TarEntry> {
  const reader = new Reader(stream);
  let nextName: string | undefined;
  for (;;) {
    const header = await reader.all(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const field = (from: number, to: number): string => header.subarray(from, to).toString('utf8').replace(/\0.*$/s, '').trim();
    if (Number.parseInt(field(148, 156), 8) !== sumOf(header)) throw new RangeError('the archive is damaged');
    const size = Number.parseInt(field(124, 136), 8);
    if (field(156, 157) === 'x') {
      nextName = /\d+ path=(.*)\n/.exec((await reader.all(size)).toString())?.[1];
    } else {
      yield { name: nextName ?? field(0, LONGEST_NAME), size, body: reader.take(size) };
      nextName = undefined;
    }
    await reader.all(padding(size).length);
  }
}
