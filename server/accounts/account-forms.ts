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
    .refine((name) => !/\s/.test(name), 'Nama pengguna tidak memakai spasi. Periksa lagi penulisannya.'),
  password: z.string().min(1, 'Isi kata sandi Anda.'),
  next: localPath,
});

export const codeForm = z.object({ code: z.string().min(1, 'Isi kode yang Anda terima.'), password: newPassword });

export const firstAdministratorForm = z.object({ name: printedName, userName, password: newPassword });

export const passwordForm = z.object({
  current: z.string().min(1, 'Isi kata sandi Anda yang sekarang.'),
  password: newPassword,
});

export const profileForm = z.object({ name: printedName, regionCode: regionCode.optional(), village, phone: optionalPhone, email: optionalEmail });
