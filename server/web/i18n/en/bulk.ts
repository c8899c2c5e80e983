import type { Catalogue } from '../catalogue.ts';

/** Many certificates at once: archives, print sheets. */
export const bulk = {
  'Daftar, CSV': 'List, CSV',
  'Daftar, Excel': 'List, Excel',
  'Unduhan sertifikat': 'Download of certificates',
  'Unduhan ini tidak ada lagi. Siapkan lagi dari daftar sertifikat.': 'This download is no longer there. Prepare it again from the list of certificates.',
  'Lembar {from}–{to}': 'Sheets {from}–{to}',
  'Terlalu banyak untuk satu arsip: paling banyak {n} sertifikat. Saring dahulu menurut wilayah, angkatan, atau bulan terbit.': 'Too many for one archive: at most {n} certificates. Filter by region, class or month of issue first.',
  'Terlalu besar untuk satu arsip. Saring dahulu menurut wilayah, angkatan, atau bulan terbit.': 'Too large for one archive. Filter by region, class or month of issue first.',
  'Arsip ini tidak selesai disiapkan karena gangguan di server. Coba lagi.': 'This archive could not be prepared because of a fault on the server. Try again.',
  'Ada sertifikat yang ditarik pemegangnya sejak arsip ini disiapkan. Arsip disiapkan lagi tanpa sertifikat itu.': 'A holder has withdrawn a certificate since this archive was prepared. It is being prepared again without it.',
  '{done} dari {total} sertifikat sudah disiapkan, {size}.': '{done} of {total} certificates are prepared, {size}.',
  'Menghitung sertifikatnya.': 'Counting the certificates.',
  Kemajuan: 'Progress',
  'Halaman ini memperbarui diri setiap beberapa detik. Anda boleh menutupnya dan membukanya lagi nanti; penyiapannya berjalan terus.': 'This page renews itself every few seconds. You may close it and open it again later; the work goes on.',
  'Perbarui sekarang': 'Renew now',
  'Tidak ada sertifikat': 'No certificates',
  'Tidak ada sertifikat yang cocok dengan saringan ini.': 'No certificates match these filters.',
  'Kembali ke daftar': 'Back to the list',
  'Siap: {total} sertifikat, {size}, dengan daftar index.csv dan index.xlsx di dalamnya.': 'Ready: {total} certificates, {size}, with the lists index.csv and index.xlsx inside.',
  'Unduh ZIP, {size}': 'Download ZIP, {size}',
  'Bila sambungan terputus, lanjutkan unduhannya di peramban Anda; yang sudah terunduh tidak diulang. Arsip ini tersedia selama tujuh hari.': 'If the connection is cut, resume the download in your browser; what has come is not sent again. This archive is kept for seven days.',
  'Lembar cetak': 'Print sheets',
  'Halaman depan semua sertifikat dalam satu PDF, urut wilayah dan nama seperti di dalam arsip, siap dikirim ke pencetak.': 'The front pages of all certificates in one PDF, in the order of regions and names as in the archive, ready for a printer.',
} satisfies Catalogue;
