import type { Connection, Model, Schema } from 'mongoose';

/**
 * A model that a room can ask of any connection: registered with it the first time, and the same one from then
 * on. Registering also begins to make the schema's indexes; `Storage.ready` waits for them.
 */
export function defineModel<T>(name: string, schema: Schema<T>): (connection: Connection) => Model<T> {
  const models = new WeakMap<Connection, Model<T>>();
  return (connection) => {
    const known = models.get(connection);
    if (known) return known;
    const model: Model<T> = connection.model<T>(name, schema);
    models.set(connection, model);
    return model;
  };
}
