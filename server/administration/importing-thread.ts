import { parentPort, workerData } from 'node:worker_threads';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { importQuestions, type ImportRequest } from '../content/import/import-questions.ts';
import type { Refused, ReviewNote } from '../content/import/imported.ts';
import { previewQuestions } from './import-preview.ts';
import { packResult } from './import-result.ts';

/** An upload on its way into the thread; the kinds of questions are there already. */
export type Importing = Omit<ImportRequest, 'bytes' | 'formats'> & { readonly bytes: Uint8Array };

/** What an upload became, so far as its page shows it and its trainer takes it home. Bytes come over as a plain array. */
export interface Imports {
  readonly kind: 'imported';
  readonly found: number;
  readonly taken: number;
  readonly pictures: number;
  readonly notes: readonly ReviewNote[];
  readonly questions: ReturnType<typeof previewQuestions>;
  readonly result: { readonly mark: string; readonly name: string; readonly bytes: Uint8Array };
}

/** The thread that reads questions from elsewhere; see `import-in-thread.ts`. */
if (parentPort) {
  const { bytes, ...request }: Importing = workerData;
  const imported = await importQuestions({ ...request, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), formats: questionTypes });
  const told: Imports | Refused =
    imported.kind === 'refused'
      ? imported
      : {
          kind: 'imported', found: imported.found, taken: imported.taken, pictures: imported.media.length, notes: imported.notes,
          questions: previewQuestions(imported), result: await packResult(imported, request.name),
        };
  parentPort.postMessage(told);
  parentPort.close();
}
