import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { normaliseCrockford, randomCrockford } from '../random-id.ts';
import type { TwoFactorStore } from './two-factor-store.ts';

/** What every authenticator app understands: SHA-1, 6 digits, 30 seconds (RFC 6238; Google's Key Uri Format). */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** RFC 4226, section 4, R6 recommends 160 bits. */
const SECRET_BYTES = 20;
/** A phone's clock may be wrong by one step either way (RFC 6238, 5.2). */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** 5 bits each: 50 random bits, as `product.md` wants of every code. */
const RECOVERY_LENGTH = 10;
const RECOVERY_GROUP = 5;

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

const totpOf = (secret: string, label = ''): TOTP => new TOTP({ ...SETTINGS, issuer: 'Bimtek', label, secret: Secret.fromBase32(secret) });

/** `otpauth://totp/Bimtek:rina?secret=...`: what the QR code holds. */
export const keyAddress = (secret: string, userName: string): string => totpOf(secret, userName).toString();

/** The time step that a code is of; undefined: of none near this moment. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / (SETTINGS.period * 1000)) + delta;
}

/** Salted by the account, so that one list of guesses does not serve for all. */
const hashOf = (account: string, code: string): string => createHash('sha256').update(`${account}:${normaliseCrockford(code)}`).digest('hex');

export interface RecoveryCodes {
  /** `7F3K9-Q2M4T`, to be shown once. */
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

export function newRecoveryCodes(account: string): RecoveryCodes {
  const plain = Array.from({ length: RECOVERY_CODES }, () => randomCrockford(RECOVERY_LENGTH));
  return { codes: plain.map((code) => `${code.slice(0, RECOVERY_GROUP)}-${code.slice(RECOVERY_GROUP)}`), hashes: plain.map((code) => hashOf(account, code)) };
}

export type SecondStep = 'right' | 'wrong' | 'used';

/** Whether this is a code of the app, or a recovery code that is left. Either is taken once. */
export async function takeSecondStep(store: TwoFactorStore, account: string, typed: string, now: Date): Promise<SecondStep> {
  const record = await store.selectOptional(account);
  if (!record?.secret) return 'wrong';
  const step = stepOf(record.secret, typed, now);
  if (step !== undefined) return (await store.takeStep(account, step)) ? 'right' : 'used';
  return (await store.takeRecovery(account, hashOf(account, typed))) ? 'right' : 'wrong';
}
