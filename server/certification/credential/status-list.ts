import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { StoredState } from '../certificate-state.ts';
import { signJws } from '../keys/jws.ts';
import type { SigningKeys } from '../keys/signing-keys.ts';
import { issuerProfile } from './achievement-credential.ts';
import { ENTRIES, statusListAddress, type StatusPurpose } from './status-place.ts';

/**
 * Which states set the bit. A credential names one list, that of revocations (Open Badges 3.0 allows one
 * `credentialStatus`), and there are verifiers that look at nothing else: so its bit is set for everything that is not to
 * be accepted now, the suspended too. The list of suspensions tells those who care which of them may come back.
 */
export const STATES_SET: Readonly<Record<StatusPurpose, readonly StoredState[]>> = {
  revocation: ['revoked', 'suspended', 'superseded', 'withdrawn'],
  suspension: ['suspended'],
};

const squeeze = promisify(gzip);
const BITS_A_BYTE = 8;
/** Index 0 is the leftmost bit of the first byte (Bitstring Status List 1.0, 3.3). */
const LEFTMOST = 0b1000_0000;

/** Multibase base64url (`u`) of the compressed bitstring. */
export async function encodeList(indexes: readonly number[]): Promise<string> {
  const bits = Buffer.alloc(ENTRIES / BITS_A_BYTE);
  for (const index of indexes) {
    const byte = Math.floor(index / BITS_A_BYTE);
    bits[byte] = (bits[byte] ?? 0) | (LEFTMOST >> (index % BITS_A_BYTE));
  }
  return `u${(await squeeze(bits, { level: 9 })).toString('base64url')}`;
}

/** How long whoever has fetched a list may go on with it. */
export const LIST_SECONDS = 300;
/** A list older than this is no answer any more: a replayed one would take a revocation back. */
const LIST_DAYS = 2;
const DAY_MS = 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;
/** A change is published within this, however many ask. */
const MEMORY_MS = 10_000;

export interface StatusListNeeds {
  readonly keys: SigningKeys;
  readonly address: () => string;
  readonly now: () => Date;
  readonly issuerName: () => Promise<string>;
  readonly countLists: () => Promise<number>;
  readonly selectIndexes: (list: number, states: readonly StoredState[]) => Promise<number[]>;
}

export interface StatusLists {
  count(): Promise<number>;
  /** The bits alone, as `encodedList` has them. Undefined: there is no such list. */
  encoded(list: number, purpose: StatusPurpose): Promise<string | undefined>;
  /** The list as a signed credential, a compact JWS. */
  credential(list: number, purpose: StatusPurpose): Promise<string | undefined>;
}

/** W3C Bitstring Status List 1.0, https://www.w3.org/TR/vc-bitstring-status-list/, made from the states as they stand. */
export function createStatusLists({ keys, address, now, issuerName, countLists, selectIndexes }: StatusListNeeds): StatusLists {
  const memory = new Map<string, { readonly at: number; readonly made: Promise<string> }>();

  const remembered = (name: string, make: () => Promise<string>): Promise<string> => {
    const known = memory.get(name);
    if (known && performance.now() - known.at < MEMORY_MS) return known.made;
    const made = make();
    memory.set(name, { at: performance.now(), made });
    made.catch(() => memory.delete(name));
    return made;
  };

  const exists = async (list: number): Promise<boolean> => list >= 1 && list <= (await countLists());
  const bits = (list: number, purpose: StatusPurpose) =>
    remembered(`${list}/${purpose}`, async () => encodeList(await selectIndexes(list, STATES_SET[purpose])));

  const sign = async (list: number, purpose: StatusPurpose): Promise<string> => {
    const home = address();
    const id = statusListAddress(home, list, purpose);
    const issuer = issuerProfile(home, await issuerName());
    const from = Math.floor(now().getTime() / SECOND_MS) * SECOND_MS;
    const until = from + LIST_DAYS * DAY_MS;
    const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');
    const credentialSubject = { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: purpose, encodedList: await bits(list, purpose), ttl: LIST_SECONDS * SECOND_MS };
    const payload = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: issuer['id'],
      validFrom: iso(from),
      validUntil: iso(until),
      credentialSubject,
      iss: issuer['id'],
      jti: id,
      sub: credentialSubject.id,
      nbf: from / SECOND_MS,
      exp: until / SECOND_MS,
    };
    return signJws(payload, await keys.current('credential'), home);
  };

  return {
    count: countLists,
    encoded: async (list, purpose) => ((await exists(list)) ? bits(list, purpose) : undefined),
    credential: async (list, purpose) => ((await exists(list)) ? remembered(`signed ${list}/${purpose}`, () => sign(list, purpose)) : undefined),
  };
}
