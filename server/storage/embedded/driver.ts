import mongoose, { type Connection } from 'mongoose';
import { BulkWriteResult } from './bulk-result.ts';
import { EmbeddedCollection } from './collection.ts';
import type { Engine } from './engine.ts';
import { Unsupported } from './faults.ts';
import { fieldTypesOf, type FieldTypes } from './field-types.ts';

/** In the shape of the driver's `Db`. */
class EmbeddedDb {
  readonly databaseName = 'bimtek';
  readonly #engine: Engine;
  readonly #connection: Connection;
  readonly #types = new Map<string, { models: number; types: FieldTypes }>();

  constructor(engine: Engine, connection: Connection) {
    this.#engine = engine;
    this.#connection = connection;
  }

  collection(name: string): EmbeddedCollection {
    return new EmbeddedCollection(this.#engine, name, () => this.#typesOf(name));
  }

  listCollections(): { toArray(): Promise<{ name: string }[]> } {
    return { toArray: async () => this.#engine.tables().map((name) => ({ name })) };
  }

  async createCollection(name: string, options: Readonly<Record<string, unknown>> = {}): Promise<EmbeddedCollection> {
    for (const option of Object.keys(options)) throw new Unsupported(`the option ${option} of createCollection`);
    const collection = this.collection(name);
    await collection.create();
    return collection;
  }

  // Every further model may bring a schema for the same collection.
  #typesOf(name: string): FieldTypes {
    const models = Object.keys(this.#connection.models).length;
    const known = this.#types.get(name);
    if (known?.models === models) return known.types;
    const types = fieldTypesOf(this.#connection, name);
    this.#types.set(name, { models, types });
    return types;
  }
}

/** In the shape of the driver's `MongoClient`. */
class EmbeddedClient {
  readonly #engine: Engine;
  constructor(engine: Engine) {
    this.#engine = engine;
  }
  startSession(): never {
    throw new Unsupported('sessions and transactions');
  }
  async close(): Promise<void> {
    await this.#engine.close();
  }
}

/**
 * A Mongoose of its own that talks to the engine. Mongoose's extension point is `setDriver`; of its own driver
 * only `createClient` is replaced, so that buffering, debugging, closing and events stay what they are.
 * See lib/drivers/node-mongodb-native of Mongoose 9.
 */
export function embeddedMongoose(engine: Engine): mongoose.Mongoose {
  class EmbeddedConnection extends mongoose.Connection {
    async createClient(): Promise<this> {
      const opened = { client: new EmbeddedClient(engine), db: new EmbeddedDb(engine, this), host: 'embedded', name: 'bimtek' };
      // Read-only for those who use a connection, and so for TypeScript; the driver is who sets them.
      Object.assign(this, opened);
      announceOpen(this);
      return this;
    }
  }
  const own = new mongoose.Mongoose();
  own.setDriver({ Collection: mongoose.Collection, Connection: EmbeddedConnection, BulkWriteResult });
  return own;
}

/** `onOpen` is the driver's to call; Mongoose's declarations leave it out. */
function announceOpen(connection: Connection): void {
  if ('onOpen' in connection && typeof connection.onOpen === 'function') connection.onOpen();
  else throw new TypeError('this version of Mongoose opens its connections in another way');
}
