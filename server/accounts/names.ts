import { z } from 'zod';
import { isRegion } from './regions/regions.ts';

/** For sorting and searching: small letters, no diacritics, single spaces. */
export const nameKeyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const LONGEST_NAME = 120;
const LONGEST_VILLAGE = 80;

/** Letters of any script, and what titles and names need beside them; at least one letter. */
const namePattern = /^(?=.*\p{Letter})[\p{Letter}\p{Mark}\p{Number} .,'’`()/&-]+$/u;

/** The name as it shall be printed on the certificate. One word is enough. */
export const printedName = z
  .string('Isi nama Anda.')
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(1, 'Isi nama Anda seperti yang akan dicetak di sertifikat.')
      .max(LONGEST_NAME, 'Nama paling panjang 120 huruf. Singkat gelar atau nama tengah.')
      .regex(namePattern, 'Nama hanya memakai huruf, spasi, titik, koma, tanda petik, dan tanda hubung.'),
  );

/** Short, typed on a phone, unique; capitals are let pass and made small. */
export const userName = z
  .string('Isi nama pengguna.')
  .transform((typed) => typed.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Isi nama pengguna.')
      .refine((name) => !/\s/.test(name), 'Nama pengguna tidak memakai spasi. Ganti spasi dengan titik, misalnya siti.rahmawati.')
      .regex(
        /^[a-z0-9][a-z0-9._-]{2,29}$/,
        'Nama pengguna 3 sampai 30 karakter: huruf kecil a–z, angka, titik, atau tanda hubung, diawali huruf atau angka.',
      ),
  );

export const village = z
  .string()
  .optional()
  .transform((typed) => oneLine(typed ?? '') || undefined)
  .pipe(z.string().max(LONGEST_VILLAGE, 'Nama desa atau kelurahan paling panjang 80 huruf.').optional());

export const requiredVillage = z
  .string('Isi desa atau kelurahan tempat Anda bertugas.')
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(1, 'Isi desa atau kelurahan tempat Anda bertugas.')
      .max(LONGEST_VILLAGE, 'Nama desa atau kelurahan paling panjang 80 huruf.'),
  );

export const regionCode = z
  .string('Pilih kabupaten atau kota dari daftar.')
  .refine((code) => code.includes('.') && isRegion(code), 'Pilih kabupaten atau kota dari daftar.');

/** Kept as typed but for spaces: a phone number here helps people find each other, it proves nothing. */
export const optionalPhone = z
  .string()
  .optional()
  .transform((typed) => (typed ?? '').replace(/[\s().-]/g, '') || undefined)
  .pipe(
    z
      .string()
      .regex(/^\+?[0-9]{8,15}$/, 'Nomor telepon 8 sampai 15 angka, misalnya 081234567890. Boleh dikosongkan.')
      .optional(),
  );

export const optionalEmail = z
  .string()
  .optional()
  .transform((typed) => (typed ?? '').trim() || undefined)
  .pipe(z.email('Alamat surel ini belum lengkap, misalnya nama@contoh.id. Boleh dikosongkan.').max(200).optional());
