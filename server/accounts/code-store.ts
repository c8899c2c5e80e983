import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { insertMissing } from '../storage/insert-missing.ts';
import { codeModel, type CodeKind, type CodeRecord } from './code-model.ts';
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

    /** A code for each of these accounts, by its id; earlier ones of the same kind stop working. Returned once and kept hashed. */
    async issueCodes(kind: CodeKind, accounts: readonly string[], lifetimeMs: number): Promise<Map<string, string>> {
      if (accounts.length === 0) return new Map();
      await codes.deleteMany({ kind, account: { $in: [...accounts] } });
      const createdAt = new Date();
      const expiresAt = new Date(createdAt.getTime() + lifetimeMs);
      const issued = new Map(accounts.map((account) => [account, randomCrockford(CODE_LENGTH)]));
      await insertMissing(codes, [...issued].map(([account, code]): CodeRecord => ({ _id: hashOf(code), kind, account, expiresAt, createdAt, schemaVersion: 1 })));
      return new Map([...issued].map(([account, code]) => [account, readableCode(code)]));
    },

    /** From now on no code opens one of these accounts. */
    async removeOf(accounts: readonly string[]): Promise<void> {
      if (accounts.length > 0) await codes.deleteMany({ kind: { $in: ['password-reset', 'class-sheet'] }, account: { $in: [...accounts] }, usedAt: { $exists: false } });
    },

    /** The code, if it still opens something of one of these kinds. Looking does not use it up. */
    async selectOptionalUsable(code: string, ...kinds: readonly CodeKind[]): Promise<CodeRecord | undefined> {
      const record = await codes.findOne({ _id: hashOf(code) }).lean();
      if (!record || !kinds.includes(record.kind) || record.usedAt || record.expiresAt.getTime() < Date.now()) return undefined;
      return record;
    },

    /** The newest code of this kind, expired or not; its text is nowhere. */
    async selectOptionalOf(kind: CodeKind, account: string): Promise<CodeRecord | undefined> {
      return (await codes.findOne({ kind, account }).lean()) ?? undefined;
    },

    /** None of this kind opens anything any more. */
    async withdrawCodes(kind: CodeKind, account: string): Promise<void> {
      await codes.deleteMany({ kind, account });
    },

    /** Uses a code up: of two requests at once, one gets true. */
    async redeem(record: CodeRecord): Promise<boolean> {
      const { modifiedCount } = await codes.updateOne(
        { _id: record._id, usedAt: { $exists: false } },
        { $set: { usedAt: new Date() } },
      );
      return modifiedCount === 1;
    },

    /** Erasure: whatever was issued for this account. */
    async forget(account: string): Promise<void> {
      await codes.deleteMany({ kind: { $in: ['password-reset', 'class-sheet', 'second-step'] }, account });
    },

    async removeExpired(): Promise<void> {
      await codes.deleteMany({ expiresAt: { $lt: new Date() } });
    },
  };
}
