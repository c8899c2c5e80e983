import type { Catalogue } from '../catalogue.ts';

/** What learners reported, and the answers to it. */
export const myReports: Catalogue = {
  'Laporan saya': 'My reports',
  'Menunggu jawaban': 'Waiting for an answer',
  'Sudah dibaca, tanpa jawaban': 'Read, without an answer',
  'Belum ada laporan': 'No reports yet',
  'Di bawah setiap pelajaran dan pembahasan soal ada tautan untuk melaporkan kesalahan.': 'Below each lesson and each reviewed question is a link to report a mistake.',
  'Jawaban baru': 'New answer',
};
