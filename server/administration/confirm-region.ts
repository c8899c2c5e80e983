import type { AccountRecord, RegionSource } from '../accounts/account-model.ts';
import { placeCertificates } from '../certification/place-certificates.ts';
import type { Administration } from './administration.ts';

export interface RegionDecision {
  readonly regionCode: string;
  readonly how: RegionSource;
  /** Account of whoever decided. */
  readonly by: string;
}

type Needs = Pick<Administration, 'accounts' | 'certification'>;

/**
 * Confirms where somebody serves, which decides whose administrators see the person, the results and the certificates. The
 * certificates go first, and again afterwards those issued meanwhile: cut off in between, the account still asks.
 */
export async function confirmRegion({ accounts, certification }: Needs, account: Pick<AccountRecord, '_id'>, { regionCode, how, by }: RegionDecision): Promise<void> {
  await placeCertificates(certification, account._id, regionCode);
  await accounts.accounts.confirmRegion(account._id, { regionCode, how, by, at: new Date() });
  await placeCertificates(certification, account._id, regionCode);
  accounts.authentication.forget(account._id);
}

/** The same for who has no confirmed region yet; who has one keeps it, whatever a code says. False: there was one. */
export async function confirmFirstRegion({ accounts, certification }: Needs, account: string, { regionCode, how, by }: RegionDecision): Promise<boolean> {
  const isFirst = await accounts.accounts.confirmFirstRegion(account, { regionCode, how, by, at: new Date() });
  const { regionCode: confirmed } = await accounts.accounts.selectById(account);
  // Also where it was confirmed before: by this very request, cut off after the first of its two writes.
  if (confirmed !== undefined) await placeCertificates(certification, account, confirmed);
  accounts.authentication.forget(account);
  return isFirst;
}
