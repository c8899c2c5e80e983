import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '../../errors.ts';
import { keepOnce } from '../../storage/secrets.ts';

const FILE = /^audit-(\d{4})\.pem$/;
const FIRST = 'audit-0001.pem';

/** A key that signs days of the record. */
export interface SealKey {
  /** SHA-256 of the public key (SPKI DER), base64url. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Ed25519 (RFC 8032). */
const makePem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

function readKey(pem: string, file: string): SealKey {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError(`not Ed25519 but ${privateKey.asymmetricKeyType}`);
    const publicKey = createPublicKey(privateKey);
    const id = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64url');
    return { id, privateKey, publicKey };
  } catch (cause) {
    throw new Unavailable('Berkas kunci {file} tidak dapat dipakai: perlu Ed25519, PKCS#8 PEM.', { file }, { cause });
  }
}

/** The keys `audit-0001.pem` and so on beside those that sign certificates, the newest first: it signs. Made when there is none. */
export async function openSealKeys(folder: string): Promise<readonly [SealKey, ...SealKey[]]> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new Unavailable('Kunci rahasia tidak bisa dibaca atau dibuat ({file}). Periksa izin folder data.', { file: folder }, { cause });
  });
  const found = (await readdir(folder)).filter((name) => FILE.test(name)).toSorted().toReversed();
  const [newest = FIRST, ...older] = found;
  const open = async (name: string): Promise<SealKey> => readKey(await keepOnce(join(folder, name), makePem), join(folder, name));
  return [await open(newest), ...(await Promise.all(older.map(open)))];
}
