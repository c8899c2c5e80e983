import type { Catalogue } from '../catalogue.ts';

/** The kinds of questions: what their pages say, and what they cannot accept. */
export const questions = {
  'Celah {n}': 'Gap {n}',
  'Beri nomor urut: 1 untuk yang pertama.': 'Number them in order: 1 for the first.',
  'Ada nomor yang dipakai dua kali.': 'A number is used twice.',
  Naikkan: 'Move up',
  Turunkan: 'Move down',
  'Nomor Anda: {n}': 'Your number: {n}',
} satisfies Catalogue;
