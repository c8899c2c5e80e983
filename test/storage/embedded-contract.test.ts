import { storageContract } from '../contracts/storage.ts';
import { openEmbedded } from './open-embedded.ts';

storageContract('embedded, writing on the main thread', () => openEmbedded('here'));
storageContract('embedded, writing in a thread', () => openEmbedded('thread'));
