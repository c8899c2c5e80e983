import type { Catalogue } from '../catalogue.ts';

/** Courses that are sent as ZIP. */
export const uploads: Catalogue = {
  'Unggah pelatihan': 'Upload a course',
  'Unduh semua berkas (ZIP)': 'Download all files (ZIP)',
  'Pelatihan diunggah dan diunduh oleh pelatih dan admin semua wilayah.': 'Courses are uploaded and downloaded by trainers and administrators of all regions.',
  'Pelatihan "{id}" dipasang operator sebagai folder di server, dan folder itu yang berlaku. Ubah di sana, atau pakai id lain di course.yaml.':
    'The operator has installed the course "{id}" as a folder on the server, and that folder counts. Change it there, or use another id in course.yaml.',
  'Pelatihan ini masih mengandung kesalahan, jadi belum disimpan. Perbaiki yang tertulis di bawah, lalu unggah lagi.':
    'This course still holds errors, so it was not kept. Mend what is listed below, then upload it again.',
  'Pilih berkas ZIP pelatihan.': 'Choose the ZIP of the course.',
  'Kiriman ini tidak ada, atau sudah dihapus karena lebih dari sehari tidak dipakai. Unggah lagi ZIP-nya.': 'This upload does not exist, or was removed after a day without being used. Upload the ZIP again.',
  'Kiriman ini tidak tersimpan utuh. Unggah lagi ZIP-nya.': 'This upload was not kept whole. Upload the ZIP again.',
  'Sementara itu pelatihan ini sudah diganti orang lain. Buka lagi kirimannya, lalu lihat perbedaannya sekali lagi.': 'Meanwhile somebody else has replaced this course. Open the upload again and look at the differences once more.',
  'Pelatihan sudah diganti. Versi sebelumnya tetap tersimpan.': 'The course has been replaced. The version before is still kept.',
  'Kirim satu pelatihan sebagai ZIP. Isinya diperiksa dahulu, lalu perbedaannya diperlihatkan; baru setelah Anda setuju, yang lama diganti.':
    'Send one course as a ZIP. It is checked first, then you see what is different; only when you agree the old one is replaced.',
  'Yang harus diperbaiki': 'What has to be mended',
  'ZIP pelatihan': 'ZIP of the course',
  'Paling besar 40 MB. ZIP dari folder pelatihan, yang berisi course.yaml.': 'At most 40 MB. A ZIP of the course’s folder, which holds course.yaml.',
  'Periksa ZIP': 'Check the ZIP',
  'Pelatihan yang ada': 'Courses there are',
  'diunggah lewat halaman ini': 'uploaded on this page',
  'dipasang operator sebagai folder; folder itu yang berlaku': 'installed by the operator as a folder; that folder counts',
  'Kiriman {time}': 'Upload of {time}',
  'tayang sekarang': 'served now',
  'Kiriman inilah yang tayang sekarang.': 'This upload is what is served now.',
  'Yang akan berubah': 'What will change',
  'Pelatihan baru': 'A new course',
  'Belum ada pelatihan dengan id ini.': 'There is no course with this id yet.',
  'Tidak menahan pelatihan, tetapi sebaiknya diperbaiki.': 'They do not keep the course back, but should be mended.',
  'Pakai lagi versi ini': 'Use this version again',
  'Ganti pelatihan': 'Replace the course',
  'Terbitkan pelatihan': 'Publish the course',
  'Panduan penulis': 'Guide for authors',
  'Panduan penulis tidak ikut terpasang di server ini.': 'The guide for authors is not installed on this server.',
  'Panduan ini hanya ada dalam bahasa Indonesia.': 'This guide is in Indonesian only.',
  'Cari di panduan': 'Search the guide',
  '{n} bagian ditemukan': 'parts found: {n}',
  'Isi panduan': 'Contents of the guide',
  'Menulis pelatihan': 'Writing courses',
};
