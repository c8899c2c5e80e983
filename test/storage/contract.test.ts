import { storageContract } from '../contracts/storage.ts';
import { serverUnderTest } from '../fixtures/engine.ts';
import { openEmbedded } from './open-embedded.ts';
import { openServer } from './open-server.ts';

const server = serverUnderTest();
if (server !== undefined) {
  storageContract(`the server ${process.env['TEST_SERVER_NAME'] ?? ''}`, () => openServer(server));
} else {
  storageContract('embedded, writing on the main thread', () => openEmbedded('here'));
  storageContract('embedded, writing in a thread', () => openEmbedded('thread'));
}
