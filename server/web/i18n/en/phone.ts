import type { Catalogue } from '../catalogue.ts';

/** Without a network: what a phone keeps, and what it sends later. */
export const phone = {
  'Tersimpan di ponsel': 'Saved on this phone',
  'Tersimpan di ponsel ini': 'Saved on this phone',
  'Tersimpan di ponsel ini, menunggu jaringan': 'Saved on this phone, waiting for a network',
  'Tersimpan di ponsel ini. Terkirim sendiri bila jaringan kembali.': 'Saved on this phone. It is sent by itself when the network is back.',
  'Sudah sampai di server.': 'It has arrived at the server.',
  'Masuk dahulu saat ada jaringan, supaya bacaan Anda tercatat.': 'Sign in while there is a network, so that your reading is recorded.',
  'Tanpa jaringan': 'Without a network',
  'Simpan untuk dibaca tanpa jaringan': 'Save to read without a network',
  Simpan: 'Save',
  'Seluruh pelatihan': 'The whole course',
  'Tersimpan #, {size}': 'Saved #, {size}',
  'Terputus di # dari {total} berkas': 'Cut off at # of {total} files',
  'Mengunduh # dari {total}': 'Downloading # of {total}',
  'Belum ada yang disimpan di ponsel ini.': 'Nothing is saved on this phone yet.',
  'Semua catatan belajar dari ponsel ini sudah sampai di server.': 'All notes of learning from this phone have arrived at the server.',
  '# catatan belajar masih di ponsel ini. Terkirim sendiri bila jaringan ada.': '# notes of learning are still on this phone. They are sent by themselves when there is a network.',
  '# catatan tidak diterima server': '# notes were not accepted by the server',
  '# catatan milik orang lain menunggu orang itu masuk.': '# notes of another person wait until that person signs in.',
  'Menyimpan di ponsel memerlukan JavaScript.': 'Saving on the phone needs JavaScript.',
  'Tidak ada jaringan': 'No network',
  'Halaman ini belum disimpan, dan server tidak dapat dihubungi. Ujian dan kuis dengan batas waktu memerlukan jaringan.':
    'This page is not saved, and the server cannot be reached. Exams and quizzes with a time limit need a network.',
  'Pelajaran di bawah ini dapat dibaca tanpa jaringan. Untuk menyimpan yang lain, buka halaman pelatihannya.':
    'The lessons below can be read without a network. To save others, open the page of their course.',
  'Pelajaran ini sudah berubah atau tidak ada. Simpan lagi dari halaman pelatihannya.': 'This lesson has changed or does not exist. Save it again from the page of its course.',
  'Catatan ini tidak dapat dibaca.': 'This note cannot be read.',
  'Catatan ini tidak cocok dengan namanya sendiri.': 'This note does not fit its own name.',
  'Ujian dan kuis dengan batas waktu dikerjakan dengan jaringan.': 'Exams and quizzes with a time limit are taken with a network.',
  'Percobaan ini sudah selesai, jadi jawaban ini tidak tersimpan. Jawaban sebelumnya sudah dinilai.': 'This attempt has ended, so this answer was not saved. The answers before it have been graded.',
  'Anda belum terdaftar di pelatihan ini.': 'You are not enrolled in this course.',
  'Pelajaran ini sudah tidak ada.': 'This lesson does not exist any more.',
  'Catatan ini milik orang lain. Masuk sebagai orang itu untuk mengirimnya.': 'These notes belong to another person. Sign in as that person to send them.',
  'Kiriman tidak dapat dibaca.': 'What was sent cannot be read.',
  'Kirim paling banyak 200 catatan sekali jalan.': 'Send at most 200 notes at a time.',
} satisfies Catalogue;
