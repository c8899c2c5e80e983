import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { openCatalogue, type Catalogue } from '../../server/content/catalogue.ts';
import type { KeptReadings } from '../../server/content/kept-readings.ts';
import type { QuestionFormats } from '../../server/content/question-format.ts';
import type { VersionStore } from '../../server/content/version-store.ts';
import { createMemoryVersionStore } from './memory-version-store.ts';

export interface WatchedCatalogue {
  readonly catalogue: Catalogue;
  readonly faults: unknown[];
  /** Waits, from one change to the next, until the catalogue is as the test expects. */
  until(holds: (catalogue: Catalogue) => boolean): Promise<void>;
}

export async function openTestCatalogue(
  folders: readonly string[],
  { versions = createMemoryVersionStore(), formats = questionTypes, kept }: { versions?: VersionStore; formats?: QuestionFormats; kept?: KeptReadings } = {},
): Promise<WatchedCatalogue> {
  const waiting = new Set<() => void>();
  const faults: unknown[] = [];
  const catalogue = await openCatalogue({
    folders,
    formats,
    versions,
    kept,
    onChange: () => {
      for (const look of waiting) look();
    },
    onFault: (fault) => faults.push(fault),
  });
  return {
    catalogue,
    faults,
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds(catalogue)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
