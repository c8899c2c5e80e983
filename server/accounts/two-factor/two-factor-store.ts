import type { Connection } from 'mongoose';
import { selectOptionalById } from '../../storage/storage.ts';
import { securityRulesModel, twoFactorModel, type TwoFactorRecord } from './two-factor-model.ts';

const RULES = 'security';
/** A rule that was changed holds in every process within this. */
const MEMORY_MS = 1000;

export type TwoFactorStore = ReturnType<typeof createTwoFactorStore>;

export function createTwoFactorStore(connection: Connection) {
  const records = twoFactorModel(connection);
  const rules = securityRulesModel(connection);
  let known: { readonly at: number; readonly isNeeded: Promise<boolean> } | undefined;

  return {
    selectOptional: (account: string): Promise<TwoFactorRecord | undefined> => selectOptionalById(records, account),

    /** A secret to be confirmed; one that is in use stays in use until then. */
    async begin(account: string, pending: string): Promise<void> {
      await records.updateOne({ _id: account }, { $set: { pending }, $setOnInsert: { lastStep: 0, recovery: {}, schemaVersion: 1 } }, { upsert: true });
    },

    /** The secret that was shown counts for nothing; one that is in use stays. */
    async cancel(account: string): Promise<void> {
      await records.updateOne({ _id: account }, { $unset: { pending: 1 } });
    },

    /** From now on this secret counts; false when it is no longer the one that was shown. */
    async confirm(account: string, pending: string, step: number, hashes: readonly string[]): Promise<boolean> {
      const $set = { secret: pending, lastStep: step, recovery: Object.fromEntries(hashes.map((hash) => [hash, true as const])) };
      const { modifiedCount } = await records.updateOne({ _id: account, pending }, { $set, $unset: { pending: 1 } });
      return modifiedCount === 1;
    },

    /** Uses a time step up; of two requests with one code, one gets true. */
    async takeStep(account: string, step: number): Promise<boolean> {
      const { modifiedCount } = await records.updateOne({ _id: account, lastStep: { $lt: step } }, { $set: { lastStep: step } });
      return modifiedCount === 1;
    },

    /** Uses a recovery code up; of two requests with one code, one gets true. */
    async takeRecovery(account: string, hash: string): Promise<boolean> {
      const path = `recovery.${hash}`;
      const { modifiedCount } = await records.updateOne({ _id: account, [path]: { $exists: true } }, { $unset: { [path]: 1 } });
      return modifiedCount === 1;
    },

    async replaceRecovery(account: string, hashes: readonly string[]): Promise<void> {
      await records.updateOne({ _id: account }, { $set: { recovery: Object.fromEntries(hashes.map((hash) => [hash, true as const])) } });
    },

    async remove(account: string): Promise<void> {
      await records.deleteOne({ _id: account });
    },

    /** Whether staff has to have a second step; asked for each request of staff without one, so it is remembered for a moment. */
    isNeededByStaff(): Promise<boolean> {
      if (!known || Date.now() - known.at > MEMORY_MS) {
        const isNeeded = selectOptionalById(rules, RULES).then((found) => found?.staffNeedsTwoFactor === true);
        known = { at: Date.now(), isNeeded };
        isNeeded.catch(() => (known = undefined));
      }
      return known.isNeeded;
    },

    async changeRule(staffNeedsTwoFactor: boolean, by: string): Promise<void> {
      await rules.updateOne({ _id: RULES }, { $set: { staffNeedsTwoFactor, by, at: new Date(), schemaVersion: 1 } }, { upsert: true });
      known = undefined;
    },
  };
}
