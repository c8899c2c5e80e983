import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { credentialModel } from './credential-model.ts';

export type CredentialStore = ReturnType<typeof createCredentialStore>;

export function createCredentialStore(connection: Connection) {
  const credentials = credentialModel(connection);
  const selectOptional = async (serial: string): Promise<string | undefined> => (await credentials.findOne({ _id: serial }).lean())?.jwt;
  return {
    selectOptional,

    /** Keeps the first one; gives that which is kept. */
    async keep(serial: string, jwt: string): Promise<string> {
      try {
        await credentials.create({ _id: serial, jwt });
        return jwt;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return (await selectOptional(serial)) ?? jwt;
      }
    },

    /** Erasure. */
    async remove(serial: string): Promise<void> {
      await credentials.deleteOne({ _id: serial });
    },
  };
}
