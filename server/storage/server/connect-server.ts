import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { Unavailable } from '../../errors.ts';
import { guardCollection, type Guard } from './guard-collection.ts';
import { LastKnown } from './last-known.ts';

const CONNECTED = 1;

/**
 * A server that is down is noticed at once when its connections break; one that hangs, or a cable that was pulled, within
 * these times. No page is kept waiting longer.
 */
const OPTIONS: ConnectOptions = {
  serverSelectionTimeoutMS: 2000,
  connectTimeoutMS: 3000,
  /** How often a server that is down is looked for. */
  heartbeatFrequencyMS: 1000,
  /** For a free connection of the pool. */
  waitQueueTimeoutMS: 3000,
  /** Making an index of a large collection takes its time. */
  socketTimeoutMS: 60_000,
};

/** A connection to a server that speaks MongoDB's protocol. Throws `Unavailable` when it cannot be reached now. */
export async function connectServer(uri: string): Promise<Connection> {
  const connection = await connect(uri);
  const guard: Guard = { isUp: () => connection.readyState === CONNECTED, lastKnown: new LastKnown(), underWay: 0 };
  connection.on('disconnected', () => (guard.lastKnown.isDown = true));
  connection.on('connected', () => (guard.lastKnown.isDown = false));
  const { db } = connection;
  if (!db) throw new TypeError('a connection that is open has a database');
  // Where Mongoose gets each model's collection: models are defined after this.
  const collection = db.collection.bind(db);
  db.collection = ((...args: Parameters<typeof collection>) => guardCollection(collection(...args), guard)) as typeof db.collection;
  return connection;
}

async function connect(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, OPTIONS);
  try {
    return await connection.asPromise();
  } catch (cause) {
    // Else it would go on looking for the server, and keep the process alive.
    await connection.destroy().catch(() => undefined);
    throw new Unavailable('Basis data MongoDB tidak bisa dihubungi. Periksa MONGODB_URI dan servernya.', {}, { cause });
  }
}
