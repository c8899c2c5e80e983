import type { Context } from 'mocha';
import { dropDatabases, serverUnderTest } from '../fixtures/engine.ts';
import { NOT_RUN } from './not-run.ts';

const reasons = NOT_RUN[process.env['TEST_SERVER_NAME'] ?? ''] ?? {};

/** Leaves out what the server under test cannot be judged by, and clears away the databases that tests made there. */
export const mochaHooks = {
  beforeEach(this: Context): void {
    if (serverUnderTest() !== undefined && Object.hasOwn(reasons, this.currentTest?.title ?? '')) this.skip();
  },
  afterAll: dropDatabases,
};
