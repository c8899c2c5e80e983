import type { Catalogue } from '../catalogue.ts';

/** The page of settings: who issues, who signs, who organises. */
export const settings = {
  Pengaturan: 'Settings',
  'Penerbit dan alamat sudah lengkap. Sertifikat pelatihan yang resmi terbit tanpa tanda CONTOH.':
    'Issuer and address are complete. Certificates of official courses are issued without the mark CONTOH (sample).',
  'Sertifikat masih bertanda CONTOH: operator perlu mengisi BASE_URL dengan alamat https.':
    'Certificates are still marked CONTOH (sample): the operator needs to set BASE_URL to an https address.',
  'Sertifikat masih bertanda CONTOH sampai penerbit diisi.': 'Certificates are marked CONTOH (sample) until the issuer is filled in.',
  'Nama penerbit, baris pertama': 'Issuer’s name, first line',
  'Misalnya Pemerintah Kota Bekasi': 'For example Pemerintah Kota Bekasi',
  'Baris kedua': 'Second line',
  'Misalnya Dinas Sosial': 'For example Dinas Sosial',
  'Kota tempat terbit': 'City of issue',
  'Dasar hukum': 'Legal basis',
  'Keputusan atau peraturan yang menjadi dasar penerbit': 'The decree or regulation that the issuer acts under',
  'Pola nomor dokumen': 'Pattern of the document number',
  'Nomor surat dari penerbit, di samping nomor sertifikat; misalnya {nomor}/PSM/{bulan_romawi}/{tahun}. Setiap pola punya nomor urut sendiri, mulai dari 1 setiap tahun; penerbit dengan pola yang sama berbagi nomor urut, sehingga tidak ada yang ganda':
    'The issuer’s own number, beside the certificate number; for example {nomor}/PSM/{bulan_romawi}/{tahun}. Each pattern has numbers of its own, from 1 each year; issuers with the same pattern share them, so that none is given twice',
  'Pratinjau sertifikat dengan pengaturan yang tersimpan': 'Preview certificates with the settings as saved',
  'Nomor terakhir yang sudah dipakai tahun ini': 'Last number used this year',
  'Isi hanya bila sebagian nomor pola ini sudah terbit di luar situs ini': 'Fill in only when some numbers of this pattern were issued outside this site',
  'Nomor berikutnya sekarang: {number}': 'The next number now: {number}',
  'Isi bilangan bulat, misalnya 40.': 'Enter a whole number, for example 40.',
  'Isi dahulu pola nomornya.': 'Fill in the pattern first.',
  'Menurut pola ini nomor sampai {last} sudah terpakai. Isi angka yang lebih besar, atau kosongkan.':
    'Numbers of this pattern up to {last} are taken already. Enter a higher one, or leave it empty.',
  'Di dalam kurung kurawal hanya boleh: nomor, nomor3, nomor4, bulan, bulan_romawi, tahun.':
    'Curly brackets may only hold: nomor, nomor3, nomor4, bulan, bulan_romawi, tahun.',
  'Pola nomor perlu memuat {nomor}, misalnya {nomor}/PSM/{bulan_romawi}/{tahun}.':
    'The pattern needs {nomor}, for example {nomor}/PSM/{bulan_romawi}/{tahun}.',
  'Nomor mulai lagi dari 1 setiap tahun, jadi polanya perlu memuat {tahun}.': 'Numbers start from 1 again each year, so the pattern needs {tahun}.',
  Lambang: 'Emblem',
  'Tercetak di kepala sertifikat dan tampil di kaki halaman. PNG sampai 1 MB (latar bening paling baik), atau JPEG sampai 9 KB':
    'Printed at the head of certificates and shown at the foot of pages. PNG up to 1 MB (best with a clear ground), or JPEG up to 9 KB',
  'Gambar terlalu besar: paling banyak 2000 titik pada setiap sisi. Perkecil gambarnya, lalu pilih lagi.':
    'The picture is too large: at most 2000 dots on each side. Make it smaller, then choose it again.',
  'Gambar ini rusak atau terpotong. Simpan ulang sebagai PNG, lalu pilih lagi.': 'This picture is broken or cut off. Save it again as PNG, then choose it again.',
  'Tercetak di kepala sertifikat. Penerbit lain yang belum punya lambang memakai hiasan biasa, bukan lambang situs. PNG sampai 1 MB (latar bening paling baik), atau JPEG sampai 9 KB':
    'Printed at the head of certificates. Another issuer without an emblem gets a plain ornament, not the site’s emblem. PNG up to 1 MB (best with a clear ground), or JPEG up to 9 KB',
  'Gambar tanda tangan': 'Picture of the signature',
  'Boleh kosong: garisnya menunggu pena. PNG sampai 1 MB (latar bening paling baik), atau JPEG sampai 2 KB. Bila namanya diganti, gambar ini tidak ikut.':
    'May be left out: the line then waits for a pen. PNG up to 1 MB (best with a clear ground), or JPEG up to 2 KB. When the name changes, this picture does not come along.',
  'Tanda tangan yang dipakai sekarang': 'The signature in use now',
  'Hapus gambar ini': 'Remove this picture',
  'Isi dahulu jabatan dan nama penanda tangan ini.': 'Enter this signatory’s office and name first.',
  'Gambar JPEG paling besar 2 KB, karena ikut di setiap sertifikat. Simpan sebagai PNG, yang dikecilkan sendiri.':
    'A JPEG picture is at most 2 KB, since it goes into each certificate. Save it as PNG, which is made smaller by itself.',
  'Isi hanya yang berbeda untuk angkatan ini. Yang kosong mengikuti pelatihan, lalu pengaturan situs.':
    'Fill in only what differs for this class. What is left empty follows the course, then the site’s settings.',
  'Bila kosong: {text}': 'If left empty: {text}',
  '{name} ({office})': '{name} ({office})',
  'Sertifikat angkatan ini seperti yang akan terbit hari ini, dengan yang sudah disimpan. Setiap pratinjau bertanda CONTOH.':
    'The certificate of this class as it would be issued today, with what has been saved. Each preview is marked CONTOH (sample).',
  'Tersimpan. Sertifikat yang terbit sesudah ini memakainya; yang sudah terbit tidak berubah.':
    'Saved. Certificates that are issued from now on use it; those issued before do not change.',
  'Gambar JPEG paling besar 9 KB, karena ikut di setiap sertifikat. Simpan sebagai PNG, yang dikecilkan sendiri.':
    'A JPEG picture is at most 9 KB, since it goes into each certificate. Save it as PNG, which is made smaller by itself.',
  'Gambar JPEG ini berwarna cetak (CMYK), diputar kamera, atau jenis yang jarang. Simpan sebagai PNG, lalu pilih lagi.':
    'This JPEG picture has printing colours (CMYK), was turned by a camera, or is of a rare kind. Save it as PNG, then choose it again.',
  'Lambang yang dipakai sekarang': 'The emblem in use now',
  Penyelenggara: 'Organiser',
  'Nama penyelenggara': 'Organiser’s name',
  'Tertulis di kaki setiap halaman': 'Written at the foot of every page',
  'Cara menghubungi': 'How to get in touch',
  'Alamat, telepon, atau surel, untuk halaman Bantuan': 'Address, phone or email, for the Help page',
  'Penanda tangan': 'Signatories',
  Pertama: 'First',
  'Kedua, boleh kosong': 'Second, optional',
  Jabatan: 'Office',
  'Baris di bawah nama': 'Line below the name',
  '{title} masih uji coba: sertifikatnya bertanda CONTOH sampai status: published di course.yaml.':
    '{title} is still on trial: its certificates say CONTOH (sample) until course.yaml says status: published.',
  'Misalnya pangkat; jangan NIP atau NIK': 'For example the rank; no NIP and no NIK',
  'Simpan pengaturan': 'Save settings',
  'Paling panjang 120 huruf.': 'At most 120 characters.',
  'Paling panjang 300 huruf.': 'At most 300 characters.',
  'Ada huruf yang tidak dapat dicetak: {letters}': 'Some characters cannot be printed: {letters}',
  'Isi baris pertama nama penerbit.': 'Enter the first line of the issuer’s name.',
  'Isi jabatan penanda tangan ini.': 'Enter this signatory’s office.',
  'Isi nama penanda tangan ini.': 'Enter this signatory’s name.',
  'Pengaturan berlaku untuk semua wilayah dan diubah oleh admin pusat.': 'Settings hold for all regions and are changed by the central administrator.',
  'Pengaturan sudah disimpan.': 'Settings are saved.',
} satisfies Catalogue;
