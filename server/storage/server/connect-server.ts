import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { Unavailable } from '../../errors.ts';
import { guardCollection, type Guard } from './guard-collection.ts';
import { LastKnown } from './last-known.ts';

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

export interface ServerConnection {
  readonly connection: Connection;
  /** False from when the driver noticed that the server is gone until it answers again. */
  isUp(): boolean;
}

/** Servers that take writes, as the driver calls them. */
const WRITABLE: ReadonlySet<string> = new Set(['Standalone', 'RSPrimary', 'Mongos', 'LoadBalancer']);

/**
 * A connection to a server that speaks MongoDB's protocol. Throws `Unavailable` when it cannot be reached now.
 *
 * Whether it is up is what the driver's own watch over its servers last said. Mongoose's `readyState` is not asked: it says
 * "disconnected" where no heartbeat was counted for two seconds, which a process that is merely busy for so long does to itself.
 */
export async function connectServer(uri: string): Promise<ServerConnection> {
  const connection = await connect(uri);
  const lastKnown = new LastKnown();
  let isUp = true;
  const guard: Guard = { isUp: () => isUp, lastKnown, underWay: 0 };
  const note = (answers: boolean): void => {
    isUp = answers;
    lastKnown.isDown = !answers;
  };
  const client = connection.getClient();
  client.on('topologyDescriptionChanged', ({ newDescription }) => note([...newDescription.servers.values()].some(({ type }) => WRITABLE.has(type))));
  client.on('topologyClosed', () => note(false));
  const { db } = connection;
  if (!db) throw new TypeError('a connection that is open has a database');
  // Where Mongoose gets each model's collection: models are defined after this.
  const collection = db.collection.bind(db);
  db.collection = ((...args: Parameters<typeof collection>) => guardCollection(collection(...args), guard)) as typeof db.collection;
  return { connection, isUp: () => isUp };
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
