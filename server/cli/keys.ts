import { BY_SERVER } from '../administration/audit/audit.ts';
import { openSigningKeys, type SigningKey } from '../certification/keys/signing-keys.ts';
import { readConfig } from '../config.ts';
import { withRooms } from './open-rooms.ts';

interface Output {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = `Pemakaian / usage: bimtek keys [rotate]

  keys          menampilkan kunci, yang terbaru lebih dahulu / lists the keys, newest first
  keys rotate   membuat kunci baru; yang lama tetap memeriksa / makes new keys, the old ones go on verifying
`;

const MISUSED = 2;

const lineOf = ({ purpose, id, jwk }: SigningKey): string => `${purpose.padEnd(10)} ${jwk['alg']}  ${id}\n`;

/** `bimtek keys ...`: gives the exit code. A running server takes new keys within seconds. */
export async function runKeys([command = 'list', ...more]: readonly string[], { stdout }: Output): Promise<number> {
  if (more.length > 0 || !['list', 'rotate'].includes(command)) {
    stdout.write(USAGE);
    return command === 'help' ? 0 : MISUSED;
  }
  const { keysDir } = readConfig();
  const keys = openSigningKeys(keysDir);
  if (command === 'rotate') {
    await keys.rotate();
    // What signs from now on is another key: whoever reads the log sees since when.
    await withRooms(({ audit }) => audit.record({ ...BY_SERVER, action: 'keys-rotated', actor: '' }));
  }
  for (const key of await keys.all()) stdout.write(lineOf(key));
  return 0;
}
