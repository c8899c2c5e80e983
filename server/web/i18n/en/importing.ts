import type { Catalogue } from '../catalogue.ts';

/** Questions from other systems, on the trainer's page. */
export const importing = {
  'Impor soal': 'Import questions',
  '{taken} dari {found} soal dapat diambil.': '{taken} of {found} questions can be taken.',
  'Unduh hasilnya, taruh di folder pelatihan (misalnya bank/), lalu sebut berkasnya di exam.yaml. Halaman ini tidak mengubah pelatihan apa pun.':
    'Download the result, put it into the folder of a course (bank/, say), and name it in exam.yaml. This page changes no course.',
  'Unduh {name}': 'Download {name}',
  'Daftar tinjauan': 'Review list',
  'Tidak ada yang perlu diperiksa.': 'There is nothing to look at.',
  '{n} soal tidak diambil; sisanya diambil dengan catatan.': {
    one: '{n} question was not taken; the others were taken with notes.',
    other: '{n} questions were not taken; the others were taken with notes.',
  },
  'Semua soal diambil; periksa catatan berikut.': 'All questions were taken; look at these notes.',
  'Apa yang berubah, dan gantinya': 'What has changed, and what to do',
  'Tidak diambil': 'Not taken',
  'Perlu dilihat': 'To look at',
  Catatan: 'Note',
  'Seperti yang akan dilihat peserta': 'As learners would see it',
  'Kunci dan umpan balik': 'Key and feedback',
  'Dan {n} soal lagi di berkas hasil.': { one: 'And {n} more question in the result.', other: 'And {n} more questions in the result.' },
  'Impor berkas lain': 'Import another file',
  'Ambil soal dari sistem lain: GIFT, Aiken, Moodle XML, QTI 2.1 atau 2.2, dan tabel CSV dari Excel.':
    'Take questions from other systems: GIFT, Aiken, Moodle XML, QTI 2.1 or 2.2, and CSV tables from Excel.',
  'Berkas soal': 'File of questions',
  'Paling besar 20 MB. Excel: simpan dahulu sebagai CSV UTF-8.': 'At most 20 MB. Excel: save as CSV UTF-8 first.',
  Format: 'Format',
  'Kenali dari isinya': 'See by its content',
  'Untuk pelatihan': 'For the course',
  'Supaya id, unit kompetensi, dan pelajaran dicocokkan.': 'So that ids, units of competency and lessons are compared.',
  'Belum ditentukan': 'Not decided yet',
  'Unit kompetensi': 'Unit of competency',
  'Berlaku bagi semua soal di berkas ini, misalnya PSM.D.01': 'For all questions of this file, e.g. PSM.D.01',
  'Baca berkas': 'Read the file',
  'Pilih berkas yang akan diimpor.': 'Choose the file to import.',
  'Tulis kode unit seperti di course.yaml, misalnya PSM.D.01, atau kosongkan.': 'Write the code of a unit as in course.yaml, e.g. PSM.D.01, or leave it empty.',
  'Hasil impor ini sudah diganti yang lebih baru. Impor lagi berkasnya.': 'This result has been replaced by a newer one. Import the file again.',
} satisfies Catalogue;
