import type { Model } from 'mongoose';
import { bulkContract } from './storage-bulk.ts';
import { documentsContract } from './storage-documents.ts';
import { queriesContract } from './storage-queries.ts';
import { thingModel, type Judged, type Opened, type Thing } from './storage-things.ts';
import { writesContract } from './storage-writes.ts';

export type { Opened } from './storage-things.ts';

/**
 * What the rooms may rely on, whichever engine holds the data. MongoDB's manual decides a disagreement.
 * `server/storage/embedded/README.md` lists what of MongoDB this covers.
 */
export function storageContract(name: string, open: () => Promise<Opened>): void {
  describe(`storage contract: ${name}`, () => {
    let opened: Opened;
    let things: Model<Thing>;
    before(async function () {
      this.timeout(20_000);
      opened = await open();
    });
    after(() => opened.close());
    beforeEach(async () => {
      things = await thingModel(opened.connection);
    });

    const judged: Judged = {
      things: () => things,
      async startUnique() {
        things = await thingModel(opened.connection, true);
      },
      promise: (title, act) => void it(title, act),
    };
    documentsContract(judged);
    queriesContract(judged);
    writesContract(judged);
    bulkContract(judged);
  });
}
