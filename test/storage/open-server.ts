import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { Opened } from '../contracts/storage-things.ts';

/** A database of its own on a server, which is dropped when it is closed. */
export async function openServer(uri: string): Promise<Opened> {
  const connection = await mongoose.createConnection(uri, { dbName: `bimtek-test-${randomBytes(6).toString('hex')}` }).asPromise();
  return {
    connection,
    async close() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
