import type { Connection } from 'mongoose';
import { documentNumber, seriesOf } from '../content/document-number.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { runningNumberModel, takenNumberModel } from './document-number-model.ts';

export type DocumentNumberStore = ReturnType<typeof createDocumentNumberStore>;

/** `pattern`: see `document-number.ts`; `day`: `YYYY-MM-DD`. */
export function createDocumentNumberStore(connection: Connection, now: () => Date) {
  const series = runningNumberModel(connection);
  const taken = takenNumberModel(connection);

  /** Where a pattern that is new this year begins: after the numbers that all patterns had in common before. */
  const startOf = async (day: string): Promise<number> => (await series.findOne({ _id: day.slice(0, 4) }).lean())?.last ?? 0;

  const begin = async (id: string, last: number): Promise<void> => {
    try {
      await series.create({ _id: id, last });
    } catch (problem) {
      if (!isDuplicateKey(problem)) throw problem;
    }
  };

  /** One may be left out (a crash, a race); none is given twice. */
  async function takeNumber(pattern: string, day: string): Promise<number> {
    const id = seriesOf(pattern, day);
    const next = () => series.findOneAndUpdate({ _id: id }, { $inc: { last: 1 } }, { returnDocument: 'after' }).lean();
    const known = await next();
    if (known) return known.last;
    await begin(id, await startOf(day));
    const begun = await next();
    if (!begun) throw new Error(`the numbers of ${id} have gone`);
    return begun.last;
  }

  return {
    /**
     * The next document number, as it is printed. Patterns that differ may still print the same, e.g. when one has the
     * month written out: who comes second gets the number after.
     */
    async take(pattern: string, day: string): Promise<string> {
      for (;;) {
        const printed = documentNumber(pattern, await takeNumber(pattern, day), day);
        try {
          await taken.create({ _id: printed, takenAt: now() });
          return printed;
        } catch (problem) {
          if (!isDuplicateKey(problem)) throw problem;
        }
      }
    },

    /** The last running number that a pattern has given in the year of `day`; 0: none. */
    async selectLast(pattern: string, day: string): Promise<number> {
      return (await series.findOne({ _id: seriesOf(pattern, day) }).lean())?.last ?? startOf(day);
    },

    /** Numbers up to `last` were given elsewhere, e.g. on paper, before this site began; never goes back. */
    async skipTo(pattern: string, day: string, last: number): Promise<void> {
      const id = seriesOf(pattern, day);
      await begin(id, await startOf(day));
      await series.updateOne({ _id: id }, { $max: { last } });
    },
  };
}
