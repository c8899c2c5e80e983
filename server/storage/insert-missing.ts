import type { Model } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.ts';

const writeErrorsOf = (problem: unknown): readonly unknown[] | undefined => {
  if (typeof problem !== 'object' || problem === null || !('writeErrors' in problem)) return undefined;
  return Array.isArray(problem.writeErrors) ? problem.writeErrors : [problem.writeErrors];
};

/** What is absent is left out: a driver would write it as null. */
const withoutAbsent = (document: object): object => Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));

/**
 * Inserts those documents whose `_id` is not there yet and leaves the others as they are, in one request: what is made from a list may be
 * made again after a crash. Nothing is cast, so each document has the types that its schema names, and its defaults.
 */
export async function insertMissing<T extends { _id: string }>(model: Model<T>, documents: readonly T[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    await model.collection.insertMany(documents.map(withoutAbsent) as never[], { ordered: false });
  } catch (problem) {
    const errors = writeErrorsOf(problem) ?? [problem];
    if (!errors.every(isDuplicateKey)) throw problem;
  }
}
