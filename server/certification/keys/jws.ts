import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { PublicJwk, SigningKey } from './signing-keys.ts';

/** Where a key of ours is served; `home` is this site's address without a slash at the end. */
export const keyAddress = (home: string, { id }: Pick<SigningKey, 'id'>): string => `${home}/keys/${id}`;

/** The key as a JWK with its address for a name, so that a key set and a single key are found alike. */
export const publicJwk = (home: string, key: Pick<SigningKey, 'id' | 'jwk'>): PublicJwk => ({ ...key.jwk, kid: keyAddress(home, key) });

/** In the pool of threads: a signature takes longer than a page. */
const signBeside = promisify(sign);

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A compact JWS (RFC 7515, 7.1) by RS256. It is deterministic: the same payload and key give the same bytes. The header is
 * what Open Badges 3.0, 8.2.4 asks for: `alg`, `typ`, and a `kid` that can be dereferenced to the public key.
 */
export async function signJws(payload: object, key: SigningKey, home: string): Promise<string> {
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: keyAddress(home, key) })}.${part(payload)}`;
  return `${signed}.${(await signBeside('sha256', Buffer.from(signed), key.privateKey)).toString('base64url')}`;
}
