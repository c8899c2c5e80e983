import type { Catalogue } from '../catalogue.ts';

/** What is said when data cannot be read or saved. */
export const storage = {
  'Data sudah diubah oleh Bimtek yang lebih baru ({migration}). Pasang versi itu.': 'A newer Bimtek has changed the data ({migration}). Install that version.',
  'Berkas cadangan ini sudah ada ({file}). Pilih nama lain.': 'This backup file is there already ({file}). Choose another name.',
  'Isi {collection} di tempat baru berbeda dari asalnya. Hentikan server, kosongkan tujuan, lalu ulangi.':
    'What {collection} holds in the new place differs from the old. Stop the server, empty the new place, then try again.',
  'Folder data sudah berisi ({folder}). Pakai --overwrite untuk menyisihkannya.': 'The data folder is not empty ({folder}). Use --overwrite to put it aside.',
  'Berkas ini bukan cadangan Bimtek, atau dari versi yang lebih baru ({file}).': 'This file is no backup of Bimtek, or comes from a newer version ({file}).',
  'Berkas cadangan rusak atau terpotong ({file}). Pakai cadangan lain.': 'The backup file is damaged or cut off ({file}). Use another backup.',
  'Cadangan ini berisi basis data bawaan. Pulihkan tanpa MONGODB_URI, lalu pindahkan dengan `bimtek storage move`.':
    'This backup holds the embedded database. Restore it without MONGODB_URI, then move it with `bimtek storage move`.',
  'Folder data tidak bisa dibuat atau ditulisi ({folder}). Periksa DATA_DIR dan izinnya.':
    'The data folder cannot be created or written to ({folder}). Check DATA_DIR and its permissions.',
  'Kunci rahasia tidak bisa dibaca atau dibuat ({file}). Periksa izin folder data.':
    'The secret key cannot be read or created ({file}). Check the permissions of the data folder.',
  'Basis data sedang tidak bisa dihubungi. Data belum tersimpan, coba lagi.': 'The database cannot be reached right now. Your data is not saved; please try again.',
  'Bimtek sedang berjalan dengan folder data ini ({folder}). Hentikan dahulu, lalu ulangi.': 'Bimtek is running with this data folder ({folder}). Stop it first, then try again.',
  'Basis data MongoDB tidak bisa dihubungi. Periksa MONGODB_URI dan servernya.': 'The MongoDB database cannot be reached. Check MONGODB_URI and its server.',
  'Berkas belum tersimpan: disk server penuh atau foldernya tidak boleh ditulisi.':
    'The file is not saved: the server’s disk is full or its folder may not be written to.',
  'Penulis data berhenti. Data mungkin belum tersimpan, coba lagi.': 'Writing stopped. Your data may not be saved; please try again.',
  'Penyimpanan sudah ditutup. Data belum tersimpan, coba lagi.': 'Storage is closed. Your data is not saved; please try again.',
  'Server sedang sangat sibuk. Data belum tersimpan, coba lagi.': 'The server is very busy. Your data is not saved; please try again.',
  'Ruang disk server penuh, data belum tersimpan. Beri tahu pengelola, lalu coba lagi.':
    'The server’s disk is full and your data is not saved. Tell the organiser, then try again.',
  'Folder data tidak boleh ditulisi server ({file}). Periksa izin foldernya.': 'The server may not write to the data folder ({file}). Check the folder’s permissions.',
  'Berkas data tidak bisa dibuka ({file}). Periksa folder dan izinnya.': 'The data file cannot be opened ({file}). Check the folder and its permissions.',
  'Berkas data rusak ({file}). Pulihkan dari cadangan terakhir.': 'The data file is damaged ({file}). Restore the latest backup.',
  'Berkas data bukan berkas Bimtek atau rusak ({file}). Pulihkan dari cadangan terakhir.':
    'The data file is damaged or not one of Bimtek’s ({file}). Restore the latest backup.',
  'Disk server gagal membaca atau menulis ({file}). Data belum tersimpan.': 'The server’s disk failed to read or write ({file}). Your data is not saved.',
  'Data sedang dipakai proses lain terlalu lama. Data belum tersimpan, coba lagi.':
    'Another process held the data for too long. Your data is not saved; please try again.',
  'Berkas data dibuat oleh Bimtek yang lebih baru ({file}). Pasang versi itu.': 'The data file was made by a newer Bimtek ({file}). Install that version.',
} satisfies Catalogue;
