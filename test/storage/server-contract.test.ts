import { isFerretdbBuilt, startFerretdb } from '../../scripts/ferretdb.ts';
import { storageContract, type NotRun } from '../contracts/storage.ts';
import { openServer } from './open-server.ts';

/** What FerretDB 1.24 cannot be judged by; MongoDB's manual is followed instead. */
const NOT_RUN_ON_FERRETDB: NotRun = {
  'a duplicate names its key': 'its errors have no keyPattern',
  'a duplicate names its index': 'its errors have no keyPattern',
  '$push with $each, $position, $sort and $slice': 'it passes over $sort and $slice',
  '$pull by a condition': 'it takes the condition for a value',
  'findOneAndUpdate gives the fields that were asked for': 'it has no projection there and says so',
  'refuse a change that leads to the same key': 'it refuses with code 1',
  'take null and missing for one value': 'its unique indexes let null repeat',
  'increments add up': 'it reads, then writes: concurrent updates can be lost',
  'of many who want one _id, one gets it': 'concurrency is not its to judge',
  'of many who redeem, one succeeds': 'it reads, then writes: concurrent updates can be lost',
};

const { MONGODB_URI: uri } = process.env;
if (uri) storageContract('MongoDB', () => openServer(uri));

if (await isFerretdbBuilt()) {
  storageContract(
    'FerretDB',
    async () => {
      const server = await startFerretdb();
      const opened = await openServer(server.uri);
      return {
        ...opened,
        async close() {
          await opened.close();
          await server.stop();
        },
      };
    },
    NOT_RUN_ON_FERRETDB,
  );
} else {
  describe('storage contract: FerretDB', () => {
    it.skip('not run: `node --import tsx scripts/ferretdb.ts` builds it where Go is present');
  });
}
