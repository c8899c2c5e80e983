import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Catalogue } from '../../content/catalogue.ts';
import { empty, stream, type Reply } from '../../web/reply.ts';

/** A stream ends after this time and the browser asks anew: who may no longer look is turned away then. */
const LONGEST_MS = 5 * 60_000;
/** Proxies close what is silent for a minute. */
const SIGN_OF_LIFE_MS = 25_000;
const RETRY_MS = 1000;
/** Each is an open connection. */
const MOST_AT_ONCE = 200;
const MARK_LENGTH = 16;

/** Tells open pages when the files of their course have changed (server-sent events, HTML standard 9.2). */
export class ChangeStreams {
  readonly #catalogue: Pick<Catalogue, 'written' | 'problems' | 'watch'>;
  readonly #open = new Set<() => void>();

  constructor(catalogue: Pick<Catalogue, 'written' | 'problems' | 'watch'>) {
    this.#catalogue = catalogue;
  }

  /** Changes whenever the files or their problems do. */
  markOf(courseId: string): string {
    const problems = this.#catalogue.problems().find((checked) => checked.courseId === courseId);
    const version = this.#catalogue.written(courseId)?.course.version;
    return createHash('sha256').update(JSON.stringify([version, problems])).digest('hex').slice(0, MARK_LENGTH);
  }

  /** Empty (204), by which a browser asks no more, where too many listen already. */
  open(courseId: string): Reply {
    if (this.#open.size >= MOST_AT_ONCE) return empty();
    // Compressed, an event would wait for others to fill a block.
    const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };
    return stream(headers, (response) => this.#write(courseId, response));
  }

  #write(courseId: string, response: Response): Promise<void> {
    return new Promise((resolve) => {
      let told = '';
      const tell = () => {
        const mark = this.markOf(courseId);
        if (mark !== told) response.write(`data: ${mark}\n\n`);
        told = mark;
      };
      const unwatch = this.#catalogue.watch(tell);
      const living = setInterval(() => response.write(':\n\n'), SIGN_OF_LIFE_MS);
      const enough = setTimeout(() => end(), LONGEST_MS);
      const end = () => {
        unwatch();
        clearInterval(living);
        clearTimeout(enough);
        this.#open.delete(end);
        response.end();
        resolve();
      };
      this.#open.add(end);
      response.once('close', end);
      response.flushHeaders();
      response.write(`retry: ${RETRY_MS}\n\n`);
      tell();
    });
  }

  /** The service stops: nobody is kept waiting for pages that wait. */
  close(): void {
    for (const end of [...this.#open]) end();
  }
}
