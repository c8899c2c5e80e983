import type { Catalogue } from '../catalogue.ts';

/** The kinds of questions: what their pages say, and what they cannot accept. */
export const questions = {
  'Celah {n}': 'Gap {n}',
  'Beri nomor urut: 1 untuk yang pertama.': 'Number them in order: 1 for the first.',
  'Ada nomor yang dipakai dua kali.': 'A number is used twice.',
  Naikkan: 'Move up',
  Turunkan: 'Move down',
  'Nomor Anda: {n}': 'Your number: {n}',
  'Jalan terbaik': 'The best way',
  'Pilihan Anda': 'Your choice',
  'Pilihan yang sudah dikirim tidak dapat diubah, karena cerita berlanjut dari sana.': 'A choice that was sent cannot be changed: the story goes on from there.',
  'Cerita selesai.': 'The story has ended.',
  'Pilihan ini tidak ada pada cerita. Muat ulang halamannya, lalu pilih lagi.': 'This choice is not part of the story. Reload the page, then choose again.',
  'Pilihan di langkah ini sudah tersimpan dan tidak dapat diubah. Lanjutkan dari tempat cerita berhenti.':
    'The choice at this step is saved and cannot be changed. Go on from where the story stands.',
} satisfies Catalogue;
