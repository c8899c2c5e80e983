import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '../errors.ts';

const BYTES = 32;

/**
 * A secret of this installation: 32 random bytes as base64url, made once, kept in `secrets/NAME` of the data
 * folder, readable by the server's user alone. Two processes that ask at once get the same one.
 * Throws `Unavailable` when the folder cannot be written to.
 */
export async function openSecret(dataDir: string, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new TypeError(`a secret cannot be called ${JSON.stringify(name)}`);
  return keepOnce(join(dataDir, 'secrets', name), () => randomBytes(BYTES).toString('base64url'));
}

/**
 * A text that is made once and kept in `file`, readable by the server's user alone; whoever asks at the same time gets
 * the same one. Throws `Unavailable` when the folder cannot be written to.
 */
export async function keepOnce(file: string, make: () => string | Promise<string>): Promise<string> {
  try {
    return (await selectOptional(file)) ?? (await write(file, await make()));
  } catch (cause) {
    throw new Unavailable('Kunci rahasia tidak bisa dibaca atau dibuat ({file}). Periksa izin folder data.', { file }, { cause });
  }
}

async function selectOptional(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// Written in full first and linked to its name then: `link` fails if another process was quicker, and nobody
// ever reads half a secret.
async function write(file: string, text: string): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(draft, { force: true });
  return readFile(file, 'utf8');
}
