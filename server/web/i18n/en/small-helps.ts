import type { Catalogue } from '../catalogue.ts';

/** Search, notes, the trainer's number, what is new. */
export const smallHelps = {
  'Cari di pelatihan ini': 'Search this course',
  Cari: 'Search',
  '# pelajaran ditemukan': '# lessons found',
  '{n} pelajaran ditemukan': { one: '{n} lesson found', other: '{n} lessons found' },
  'Tidak ada pelajaran yang memuat kata itu. Coba kata lain, atau satu kata saja.': 'No lesson has these words. Try other words, or one word only.',
  'Tidak ada pelajaran yang memuat semua kata itu. Ini yang memuat sebagian:': 'No lesson has all these words. These have some of them:',
  'Daftar kata tidak dapat dibaca. Simpan pelatihan ini lagi selagi ada jaringan.': 'The list of words cannot be read. Save this course again while there is a network.',
} satisfies Catalogue;
