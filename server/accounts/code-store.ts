import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { CODE_KINDS, codeModel, type CodeKind, type CodeRecord } from './code-model.ts';
import { normaliseCrockford, randomCrockford } from './random-id.ts';

/** 12 characters of 5 bits: 60 random bits; `product.md` asks for 50. */
const CODE_LENGTH = 12;
const GROUP = 4;

const hashOf = (code: string): string => createHash('sha256').update(normaliseCrockford(code)).digest('hex');

/** `7F3K-9Q2M-4TXZ` */
export const readableCode = (code: string): string => (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');

export type CodeStore = ReturnType<typeof createCodeStore>;

export function createCodeStore(connection: Connection) {
  const codes = codeModel(connection);
  return {
    /** Makes a code; earlier ones of the same kind for the same account stop working. It is returned once and kept hashed. */
    async issueCode(kind: CodeKind, account: string | undefined, lifetimeMs: number): Promise<string> {
      await codes.deleteMany(account ? { kind, account } : { kind });
      const code = randomCrockford(CODE_LENGTH);
      const now = Date.now();
      await codes.create({
        _id: hashOf(code),
        kind,
        account,
        expiresAt: new Date(now + lifetimeMs),
        createdAt: new Date(now),
      });
      return readableCode(code);
    },

    /** The code, if it still opens something. Looking does not use it up. */
    async selectOptionalUsable(code: string, kind: CodeKind): Promise<CodeRecord | undefined> {
      const record = await codes.findOne({ _id: hashOf(code) }).lean();
      if (!record || record.kind !== kind || record.usedAt || record.expiresAt.getTime() < Date.now()) return undefined;
      return record;
    },

    /** Uses a code up: of two requests at once, one gets true. */
    async redeem(record: CodeRecord): Promise<boolean> {
      const { modifiedCount } = await codes.updateOne(
        { _id: record._id, usedAt: { $exists: false } },
        { $set: { usedAt: new Date() } },
      );
      return modifiedCount === 1;
    },

    async removeOf(account: string): Promise<void> {
      await codes.deleteMany({ kind: { $in: CODE_KINDS }, account });
    },

    async removeExpired(): Promise<void> {
      await codes.deleteMany({ expiresAt: { $lt: new Date() } });
    },
  };
}
