import type { Model } from 'mongoose';
import { bulkContract } from './storage-bulk.ts';
import { documentsContract } from './storage-documents.ts';
import { queriesContract } from './storage-queries.ts';
import { thingModel, type Judged, type Opened, type Thing } from './storage-things.ts';
import { writesContract } from './storage-writes.ts';

export type { Opened } from './storage-things.ts';

/** Titles of tests that an engine cannot be judged by, with the reason. */
export type NotRun = Readonly<Record<string, string>>;

/**
 * What the rooms may rely on, whichever engine holds the data. MongoDB's manual decides a disagreement.
 * `server/storage/embedded/README.md` lists what of MongoDB this covers.
 */
export function storageContract(name: string, open: () => Promise<Opened>, notRun: NotRun = {}): void {
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
      promise(title, act) {
        const reason = notRun[title];
        if (reason === undefined) it(title, act);
        else it.skip(`${title} [not run here: ${reason}]`);
      },
    };
    documentsContract(judged);
    queriesContract(judged);
    writesContract(judged);
    bulkContract(judged);
  });
}
