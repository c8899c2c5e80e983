import { parentPort, workerData } from 'node:worker_threads';
import { once } from 'node:events';
import { readList, type ListPart, type Reading } from './read-list.ts';
import { RefusedTable } from './table.ts';

/** What the thread says: a part, that the list is at its end, or why it is none. Each part waits until the next one is asked for. */
export type Told = { readonly part: ListPart } | { readonly end: true } | { readonly refused: string };

/** The thread that reads a list; see `read-in-thread.ts`. */
const { bytes, reading }: { bytes: Uint8Array; reading: Reading } = workerData;
const tell = (told: Told): void => parentPort?.postMessage(told);

if (parentPort) {
  try {
    for await (const part of readList(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), reading)) {
      const asked = once(parentPort, 'message');
      tell({ part });
      await asked;
    }
    tell({ end: true });
  } catch (problem) {
    if (!(problem instanceof RefusedTable)) throw problem;
    tell({ refused: problem.message });
  }
  parentPort.close();
}
