import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Unavailable } from '../../errors.ts';
import { keepOnce } from '../../storage/secrets.ts';

/**
 * - `credential`: RSA, signs Open Badges and status lists by RS256, which Open Badges 3.0 asks every verifier to know.
 * - `statement`: P-256, signs what the QR code holds by ES256: 64 bytes instead of 256, and known to every browser.
 */
export const KEY_PURPOSES = ['credential', 'statement'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** A public key as others read it (RFC 7517), without the `kid`, which is an address and depends on where we are reached. */
export type PublicJwk = Readonly<Record<string, string>>;

export interface SigningKey {
  readonly purpose: KeyPurpose;
  /** Its thumbprint (RFC 7638), base64url: the last part of its address. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: PublicJwk;
}

export interface SigningKeys {
  /** The newest of a purpose: it signs. Made when there is none. */
  current(purpose: KeyPurpose): Promise<SigningKey>;
  /** All of both purposes, newest first: what was signed by an older one stays genuine. */
  all(): Promise<readonly SigningKey[]>;
  /** Makes a new key for each purpose; running processes sign with it within seconds. */
  rotate(): Promise<readonly SigningKey[]>;
}

/** What the command line does reaches a running process within this. */
const MEMORY_MS = 5000;
const SMALLEST_RSA = 2048;
const FILE = /^(credential|statement)-(\d{4})\.pem$/;

const generate = promisify(generateKeyPair);

const makers: Readonly<Record<KeyPurpose, () => Promise<KeyObject>>> = {
  credential: async () => (await generate('rsa', { modulusLength: SMALLEST_RSA })).privateKey,
  statement: async () => (await generate('ec', { namedCurve: 'P-256' })).privateKey,
};

const makePem = (purpose: KeyPurpose) => async (): Promise<string> =>
  (await makers[purpose]()).export({ type: 'pkcs8', format: 'pem' }).toString();

const fits: Readonly<Record<KeyPurpose, (key: KeyObject) => boolean>> = {
  credential: ({ asymmetricKeyType, asymmetricKeyDetails }) => asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_RSA,
  statement: ({ asymmetricKeyType, asymmetricKeyDetails }) => asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1',
};

/** In the order that RFC 7638, 3.2 prescribes. */
const MEMBERS: Readonly<Record<KeyPurpose, readonly string[]>> = { credential: ['e', 'kty', 'n'], statement: ['crv', 'kty', 'x', 'y'] };
const ALGORITHMS: Readonly<Record<KeyPurpose, string>> = { credential: 'RS256', statement: 'ES256' };

function readKey(purpose: KeyPurpose, pem: string, file: string): SigningKey {
  const wrong = (cause?: unknown) => new Unavailable('Berkas kunci {file} tidak dapat dipakai: perlu RSA 2048 bit atau lebih (credential) atau EC P-256 (statement), PKCS#8 PEM.', { file }, { cause });
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch (cause) {
    throw wrong(cause);
  }
  if (!fits[purpose](privateKey)) throw wrong();
  const publicKey = createPublicKey(privateKey);
  const exported: Record<string, unknown> = { ...publicKey.export({ format: 'jwk' }) };
  const members = Object.fromEntries(MEMBERS[purpose].map((member) => [member, String(exported[member])]));
  const id = createHash('sha256').update(JSON.stringify(members)).digest('base64url');
  return { purpose, id, privateKey, publicKey, jwk: { ...members, alg: ALGORITHMS[purpose], use: 'sig' } };
}

/** The keys in a folder, `credential-0001.pem` and so on: the highest number signs. Nothing is read before it is asked for. */
export function openSigningKeys(folder: string): SigningKeys {
  const opened = new Map<string, Promise<SigningKey>>();
  let known: Promise<readonly SigningKey[]> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  const open = (purpose: KeyPurpose, number: number): Promise<SigningKey> => {
    const name = `${purpose}-${String(number).padStart(4, '0')}.pem`;
    const file = join(folder, name);
    const key = opened.get(name) ?? keepOnce(file, makePem(purpose)).then((pem) => readKey(purpose, pem, file));
    opened.set(name, key);
    key.catch(() => opened.delete(name));
    return key;
  };

  const numbers = async (purpose: KeyPurpose): Promise<number[]> => {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
      throw new Unavailable('Kunci rahasia tidak bisa dibaca atau dibuat ({file}). Periksa izin folder data.', { file: folder }, { cause });
    });
    const found = (await readdir(folder)).flatMap((name) => {
      const [, of, number] = FILE.exec(name) ?? [];
      return of === purpose ? [Number(number)] : [];
    });
    return found.length > 0 ? found.toSorted((a, b) => b - a) : [1];
  };

  const read = async (): Promise<readonly SigningKey[]> => {
    const keys = await Promise.all(KEY_PURPOSES.map(async (purpose) => Promise.all((await numbers(purpose)).map((number) => open(purpose, number)))));
    return keys.flat();
  };

  const all = (): Promise<readonly SigningKey[]> => {
    if (!known || performance.now() - readAt > MEMORY_MS) {
      readAt = performance.now();
      known = read();
      known.catch(() => (known = undefined));
    }
    return known;
  };

  return {
    all,
    async current(purpose) {
      const key = (await all()).find((each) => each.purpose === purpose);
      if (!key) throw new TypeError(`there is no ${purpose} key`);
      return key;
    },
    async rotate() {
      const made = await Promise.all(KEY_PURPOSES.map(async (purpose) => open(purpose, ((await numbers(purpose))[0] ?? 0) + 1)));
      known = undefined;
      return made;
    },
  };
}
