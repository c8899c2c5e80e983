import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';

/** argon2id (the library's default algorithm) with the second set of parameters that OWASP's Password Storage Cheat Sheet names: 19 MiB, 2 passes. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const SHORTEST = 8;
const LONGEST = 200;

/** The first guesses of every list of leaked passwords, and what is tried first in Indonesia. */
const tooCommon = new Set([
  '12345678', '123456789', '1234567890', '11111111', '00000000', '87654321', 'password', 'qwerty123', 'qwertyuiop',
  'abcd1234', 'iloveyou', 'indonesia', 'sayangku', 'bismillah', 'rahasia1', 'rahasia123', 'katasandi', 'kemensos',
  'pekerjasosial', 'merdeka45', 'bismillah1', 'password1', 'admin123', 'administrator',
]);

export const newPassword = z
  .string('Isi kata sandi.')
  .min(SHORTEST, 'Kata sandi paling sedikit 8 karakter. Tiga kata yang mudah Anda ingat sudah baik.')
  .max(LONGEST, 'Kata sandi paling panjang 200 karakter.')
  .refine((password) => !tooCommon.has(password.toLowerCase()), 'Kata sandi ini terlalu mudah ditebak. Pilih yang lain.');

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

let decoy: Promise<string> | undefined;

/** Compares also when there is nothing to compare with, so that an unknown user takes the same time as a wrong password. */
export async function checkPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await decoy), password.slice(0, LONGEST));
  return passwordHash !== undefined && matches;
}
