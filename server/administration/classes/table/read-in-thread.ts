import { on } from 'node:events';
import { startThread } from '../../../workers/start-thread.ts';
import type { Told } from './list-thread.ts';
import type { ListPart, Reading } from './read-list.ts';
import { RefusedTable } from './table.ts';

/** A list of 50,000 rows is read in half of this; who sends a bomb gets a sentence instead of the server's memory. */
const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

const isOutOfMemory = (problem: unknown): boolean => problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** `readList` in a thread of its own, so that no page waits for it. The bytes are handed over. Throws `RefusedTable`. */
export async function* readInThread(bytes: Uint8Array<ArrayBuffer>, reading: Reading): AsyncGenerator<ListPart> {
  const worker = startThread(new URL('./list-thread', import.meta.url), import.meta.url, { workerData: { bytes, reading }, transferList: [bytes.buffer], resourceLimits: LIMITS });
  try {
    for await (const [told] of on(worker, 'message', { close: ['exit'] })) {
      const message = told as Told;
      if ('refused' in message) throw new RefusedTable(message.refused);
      if ('end' in message) return;
      yield message.part;
      worker.postMessage('more');
    }
    throw new Error('The thread that reads a list ended before the list did');
  } catch (problem) {
    throw isOutOfMemory(problem) ? new RefusedTable('Buku kerja ini terlalu besar. Salin daftarnya saja ke buku kerja baru, lalu kirim itu.') : problem;
  } finally {
    await worker.terminate();
  }
}
