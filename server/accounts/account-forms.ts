import { z } from 'zod';
import { optionalEmail, optionalPhone, printedName, regionCode, requiredVillage, userName, village } from './names.ts';
import { newPassword } from './password.ts';

/** A path of our own, so that a link cannot send people elsewhere after signing in. */
export const localPath = z
  .string()
  .regex(/^\/(?![/\\])[^\s\\]*$/)
  .optional()
  .catch(undefined);

const agreed = z.literal('yes', 'Setujui pemberitahuan pelindungan data untuk membuat akun.');

/** More than anybody types; what is longer is refused before it is looked at. */
const LONGEST_TYPED = 200;

export const signUpForm = z.object({
  name: printedName,
  userName,
  password: newPassword,
  regionCode,
  village: requiredVillage,
  phone: optionalPhone,
  email: optionalEmail,
  consent: agreed,
  next: localPath,
});

export const signInForm = z.object({
  userName: z
    .string()
    .trim()
    .min(1, 'Isi nama pengguna Anda.')
    .max(LONGEST_TYPED, 'Nama pengguna paling panjang 30 huruf.')
    .refine((name) => !/\s/.test(name), 'Nama pengguna tidak memakai spasi. Periksa lagi penulisannya.'),
  password: z.string().min(1, 'Isi kata sandi Anda.').max(LONGEST_TYPED, 'Kata sandi paling panjang 200 karakter.'),
  next: localPath,
});

export const codeForm = z.object({ code: z.string().min(1, 'Isi kode yang Anda terima.').max(LONGEST_TYPED, 'Kode ini terlalu panjang.'), password: newPassword });

export const firstAdministratorForm = z.object({ name: printedName, userName, password: newPassword });

export const passwordForm = z.object({
  current: z.string().min(1, 'Isi kata sandi Anda yang sekarang.').max(LONGEST_TYPED, 'Kata sandi paling panjang 200 karakter.'),
  password: newPassword,
});

export const profileForm = z.object({ name: printedName, regionCode: regionCode.optional(), village, phone: optionalPhone, email: optionalEmail });
