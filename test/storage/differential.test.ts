import { expect } from 'chai';
import fc from 'fast-check';
import type { Model } from 'mongoose';
import { isFerretdbBuilt, startFerretdb, type Ferretdb } from '../../scripts/ferretdb.ts';
import { thingModel, type Opened, type Thing } from '../contracts/storage-things.ts';
import { openEmbedded } from './open-embedded.ts';
import { openServer } from './open-server.ts';
import { sequence, type Step } from './random-writes.ts';

const CASES = Number(process.env['STORAGE_CASES'] ?? 500);
const STEPS_A_SEQUENCE = 10;

/** What a step answered: its counts and documents, or the code it was refused with. */
async function answerOf(things: Model<Thing>, step: Step): Promise<unknown> {
  try {
    return await step.act(things.collection);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: error.code };
    throw error;
  }
}

const everything = (things: Model<Thing>): Promise<unknown[]> => things.collection.find({}, { sort: { _id: 1 } }).toArray();

const { MONGODB_URI: uri } = process.env;
const isServerThere = uri !== undefined || (await isFerretdbBuilt());

describe('random writes', () => {
  let [embedded, server, ferretdb]: [Opened?, Opened?, Ferretdb?] = [];
  before(async () => {
    if (!isServerThere) return;
    if (!uri) ferretdb = await startFerretdb();
    [embedded, server] = [await openEmbedded(), await openServer(uri ?? ferretdb?.uri ?? '')];
  });
  after(async () => {
    await embedded?.close();
    await server?.close();
    await ferretdb?.stop();
  });

  (isServerThere ? it : it.skip)(`give the same on both engines (${CASES} cases) [needs MONGODB_URI or FerretDB]`, async function () {
    this.timeout(30_000 + CASES * 100);
    if (!embedded || !server) return;
    const [here, there] = [await thingModel(embedded.connection), await thingModel(server.connection)];
    await fc.assert(
      fc.asyncProperty(sequence(STEPS_A_SEQUENCE), async (steps) => {
        await Promise.all([here.deleteMany({}), there.deleteMany({})]);
        for (const step of steps) {
          const [ours, theirs] = await Promise.all([answerOf(here, step), answerOf(there, step)]);
          expect(ours, step.text).to.deep.equal(theirs);
          expect(await everything(here), step.text).to.deep.equal(await everything(there));
        }
      }),
      { numRuns: Math.ceil(CASES / STEPS_A_SEQUENCE) },
    );
  });
});
