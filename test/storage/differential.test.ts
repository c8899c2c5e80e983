import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { config, expect } from 'chai';
import fc from 'fast-check';
import type { Model } from 'mongoose';
import { isFerretdbBuilt, startFerretdb, type Ferretdb } from '../../scripts/ferretdb.ts';
import type { Opened } from '../contracts/storage-things.ts';
import { openApplicationModels } from './application-models.ts';
import { openEmbedded } from './open-embedded.ts';
import { openServer } from './open-server.ts';
import { shapeOf } from './random-shape.ts';
import { sequence, type Step } from './random-writes.ts';
import { Reference } from './reference.ts';
import { onCollection, type Target } from './target.ts';

config.truncateThreshold = 0;
const CASES = Number(process.env['STORAGE_CASES'] ?? 500);
const STEPS_A_SEQUENCE = 10;
const DUPLICATE_KEY = 11000;

interface Refusal {
  readonly code: unknown;
}
const isRefusal = (answer: unknown): answer is Refusal => typeof answer === 'object' && answer !== null && 'code' in answer;

/** What a step answered: its counts and documents, or the code it was refused with. */
async function answerOf(target: Target, step: Step): Promise<unknown> {
  try {
    return await step.act(target);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: error.code };
    throw error;
  }
}

/** The reference takes what MongoDB refuses (an `$inc` of a text); what became of it is not its to judge. */
const isBeyondReference = (answer: unknown): boolean =>
  (isRefusal(answer) && answer.code !== DUPLICATE_KEY) ||
  (typeof answer === 'object' && answer !== null && 'failed' in answer && Array.isArray(answer.failed) && answer.failed.some((code) => code !== DUPLICATE_KEY));

const isFields = (answer: unknown): answer is Record<string, unknown> => typeof answer === 'object' && answer !== null;

/**
 * What can be compared with a server's answer. FerretDB forgets to say how much of many writes was done before one was
 * refused, and counts what it modifies by a measure of its own; what is there afterwards tells, and mingo counts too.
 */
function comparable(answer: unknown): unknown {
  if (!isFields(answer)) return answer;
  if ('failed' in answer) return { failed: answer['failed'] };
  return 'modifiedCount' in answer ? { ...answer, modifiedCount: 'not compared' } : answer;
}

/** FerretDB leaves a document as it is when a change would alter the names of fields in it and none of the values. */
const isPassedOver = (here: unknown, there: unknown): boolean => {
  const [ours, theirs] = [JSON.stringify(here), JSON.stringify(there)];
  return !uri && ours !== theirs && ours.replaceAll(/"q-\d":/g, '"q":') === theirs.replaceAll(/"q-\d":/g, '"q":');
};

const { MONGODB_URI: uri } = process.env;
const isServerThere = uri !== undefined || (await isFerretdbBuilt());

describe('random reads and writes on the models of the application', () => {
  let [embedded, server, ferretdb]: [Opened?, Opened?, Ferretdb?] = [];
  let ours: readonly Model<unknown>[] = [];
  let theirs: readonly Model<unknown>[] = [];
  before(async function () {
    this.timeout(60_000);
    embedded = await openEmbedded();
    ours = await openApplicationModels(embedded.connection);
    if (!isServerThere) return;
    if (!uri) ferretdb = await startFerretdb();
    server = await openServer(uri ?? ferretdb?.uri ?? '');
    theirs = await openApplicationModels(server.connection);
  });
  after(async () => {
    await embedded?.close();
    await server?.close();
    await ferretdb?.stop();
  });

  const anySequence = () =>
    fc.nat(ours.length - 1).chain((number) => sequence(shapeOf(ours[number] as Model<unknown>), STEPS_A_SEQUENCE).map((steps) => ({ number, steps })));
  const runs = { numRuns: Math.ceil(CASES / STEPS_A_SEQUENCE) };

  it(`give what mingo gives (${CASES} cases)`, async function () {
    this.timeout(60_000 + CASES * 50);
    const reference = new Reference();
    await fc.assert(
      fc.asyncProperty(anySequence(), async ({ number, steps }) => {
        const model = ours[number] as Model<unknown>;
        const here = onCollection(model.collection);
        await model.deleteMany({});
        reference.clear();
        for (const step of steps) {
          const text = `${model.modelName} ${step.text}`;
          const undo = reference.snapshot();
          const answer = await answerOf(here, step);
          if (isBeyondReference(answer)) {
            // Where nothing may be left of what was refused, nothing is; of many writes some are.
            if (isRefusal(answer) && !step.text.startsWith('updateMany')) {
              expect(await here.everything(), text).to.deep.equal(await reference.everything());
            } else {
              await model.deleteMany({});
              reference.clear();
            }
            continue;
          }
          const expected = await answerOf(reference, step);
          if (isRefusal(expected)) undo();
          expect(answer, text).to.deep.equal(expected);
          expect(await here.everything(), text).to.deep.equal(await reference.everything());
        }
      }),
      runs,
    );
  });

  (isServerThere ? it : it.skip)(`give the same on both engines (${CASES} cases) [needs MONGODB_URI or FerretDB]`, async function () {
    this.timeout(60_000 + CASES * 100);
    await fc.assert(
      fc.asyncProperty(anySequence(), async ({ number, steps }) => {
        const [our, their] = [ours[number] as Model<unknown>, theirs[number] as Model<unknown>];
        const [here, there] = [onCollection(our.collection), onCollection(their.collection)];
        await Promise.all([our.deleteMany({}), their.deleteMany({})]);
        for (const step of steps) {
          const text = `${our.modelName} ${step.text}`;
          const [answer, other] = await Promise.all([answerOf(here, step), answerOf(there, step)]);
          expect(comparable(answer), text).to.deep.equal(comparable(other));
          // FerretDB does not go on after an update that it refuses, also where no order was asked for.
          if (!isRefusal(answer) && isBeyondReference(answer)) await Promise.all([our.deleteMany({}), their.deleteMany({})]);
          const [everything, theirsAfter] = [await here.everything(), await there.everything()];
          if (isPassedOver(everything, theirsAfter)) return;
          expect(everything, text).to.deep.equal(theirsAfter);
        }
      }),
      runs,
    );
  });

  const HOLDING_BYTES: ReadonlySet<string> = new Set(['CourseVersion', 'CoursePackagePart']);

  it('leave out no model but those that hold bytes', () => {
    const written = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('-model.ts') && !path.endsWith('define-model.ts'));
    const names = written.flatMap((path) => [...readFileSync(join('server', path), 'utf8').matchAll(/defineModel(?:<\w+>)?\('(\w+)'/g)].map(([, name]) => name));
    expect(ours.map(({ modelName }) => modelName)).to.have.members(names.filter((name) => !HOLDING_BYTES.has(name ?? '')));
  });
});
