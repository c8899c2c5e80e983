import type { Catalogue } from '../catalogue.ts';

/** What is said when data cannot be read or saved. */
export const storage = {
  'Folder data tidak bisa dibuat atau ditulisi ({folder}). Periksa DATA_DIR dan izinnya.':
    'The data folder cannot be created or written to ({folder}). Check DATA_DIR and its permissions.',
  'Kunci rahasia tidak bisa dibaca atau dibuat ({file}). Periksa izin folder data.':
    'The secret key cannot be read or created ({file}). Check the permissions of the data folder.',
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
