import type { Catalogue } from '../catalogue.ts';

/** Checking certificates without a network, credentials, and what changes after a certificate was issued. */
export const verify = {
  // By camera, picture or file
  'Pindai, atau pilih berkas': 'Scan, or choose a file',
  'Juga tanpa jaringan, setelah halaman ini pernah dibuka. Berkas dan foto tidak dikirim ke mana pun.':
    'Also without a network, once this page has been opened. Files and photographs are sent nowhere.',
  'Pindai dengan kamera': 'Scan with the camera',
  'Hentikan kamera': 'Stop the camera',
  'Gambar dari kamera': 'Picture from the camera',
  'Pilih foto atau PDF': 'Choose a photo or PDF',
  'Kode ini asli dan sertifikatnya masih berlaku': 'This code is genuine and the certificate is still valid',
  'Cocokkan nama dan nomor di kertas dengan yang tertulis di sini.': 'Compare the name and number on the paper with those written here.',
  'Kode ini asli, tetapi masa berlakunya sudah habis': 'This code is genuine, but the certificate has expired',
  'Berlaku sampai {date}.': 'Valid until {date}.',
  'Kodenya asli, tetapi nomornya ada dalam daftar yang tidak dapat dipakai lagi.': 'The code is genuine, but its number is on the list of those that can no longer be used.',
  'Kodenya asli, tetapi penerbit sedang memeriksanya. Jangan dipakai dahulu.': 'The code is genuine, but the issuer is looking into it. Do not accept it for now.',
  'Kode ini asli; pencabutan belum dapat diperiksa': 'This code is genuine; revocation could not be checked',
  'Daftar pencabutan di perangkat ini lebih tua daripada sertifikatnya, atau peramban ini tidak dapat membacanya. Periksa lagi dengan jaringan.':
    'The list of revocations on this device is older than the certificate, or this browser cannot read it. Check again with a network.',
  'Tanda tangannya tidak cocok': 'The signature does not match',
  'Isinya bukan dari kami, atau sudah diubah. Jangan percaya kertas atau berkas ini; hubungi penerbitnya.':
    'What it says is not from us, or has been changed. Do not trust this paper or file; contact the issuer.',
  'Kuncinya tidak dikenal': 'The key is not known',
  'Ditandatangani dengan kunci yang belum ada di perangkat ini. Buka halaman ini sekali dengan jaringan, lalu periksa lagi.':
    'It was signed with a key that this device does not have yet. Open this page once with a network, then check again.',
  'Kode ini tidak dapat dibaca sebagai sertifikat': 'This code cannot be read as a certificate',
  'Mungkin terpotong, atau bukan kode dari kami. Ketik nomor yang tercetak di bawahnya.': 'It may be cut off, or is no code of ours. Type the number that is printed below it.',
  'Kode ini membuka situs lain: {host}': 'This code opens another site: {host}',
  'Sertifikat kami membuka {ours}. Jangan percaya kertas ini; hubungi penerbitnya.': 'Our certificates open {ours}. Do not trust this paper; contact the issuer.',
  'Tidak ada sertifikat dalam berkas ini': 'There is no certificate in this file',
  'Pilih PDF asli, lencana PNG atau SVG, atau foto yang terang dan lurus dari kode QR, paling besar 20 MB.':
    'Choose the original PDF, a PNG or SVG badge, or a bright, straight photo of the QR code, of at most 20 MB.',
  'Kunci pemeriksa belum tersimpan di perangkat ini. Sambungkan jaringan, lalu buka halaman ini sekali.':
    'The keys for checking are not on this device yet. Connect to a network, then open this page once.',
  'Nomor ini hanya dapat diperiksa dengan jaringan': 'This number can be checked only with a network',
  'Tautannya tidak membawa tanda tangan. Sambungkan jaringan, lalu buka lagi; atau pindai kode QR di kertas.':
    'The link carries no signature. Connect to a network and open it again, or scan the QR code on the paper.',
  'Kamera tidak dapat dipakai': 'The camera cannot be used',
  'Izinkan kamera untuk situs ini, atau pilih foto kode QR.': 'Allow the camera for this site, or choose a photo of the QR code.',
  'Kertas dan catatan kami sama': 'Paper and our record agree',
  'Isi kode QR ditandatangani kami dan cocok dengan halaman ini.': 'What the QR code says is signed by us and agrees with this page.',
  'Kertas dan catatan kami berbeda': 'Paper and our record differ',
  'Tanda tangan kodenya asli, tetapi isinya tidak sama dengan catatan kami sekarang. Yang berlaku adalah halaman ini.':
    'The signature of the code is genuine, but it does not say the same as our record now. This page is what holds.',
  'Versi pelatihan': 'Course version',
  'Cara diperiksa': 'How it was checked',
  kertas: 'paper',
  catatan: 'record',
  'Tanda tangan kode QR, di perangkat ini.': 'The signature of the QR code, on this device.',
  'Tanda tangan kredensial di dalam berkas, di perangkat ini.': 'The signature of the credential in the file, on this device.',
  'Tanda tangan kode QR dan catatan kami.': 'The signature of the QR code and our record.',
  'Kunci dan daftar pencabutan: {time}.': 'Keys and list of revocations: {time}.',
  'Kunci dan daftar pencabutan: {time}, {n} hari lalu.': { one: 'Keys and list of revocations: {time}, {n} day ago.', other: 'Keys and list of revocations: {time}, {n} days ago.' },
  'Nomor yang diketik, dicari dalam catatan penerbit': 'By the number that was typed, looked up in the issuer’s records',
  'Kode QR atau tautan pemegang, dicari dalam catatan penerbit': 'By the QR code or the holder’s link, looked up in the issuer’s records',
  'Sertifikat kami selalu membuka {host}. Pemalsu memasang kode ke situsnya sendiri: lihat alamat di bagian atas peramban.':
    'Our certificates always open {host}. Forgers put a code that leads to their own site: look at the address at the top of the browser.',
  'Lihat alamat di bagian atas peramban: halaman ini hanya asli di {host}, seperti tercetak di kertas.':
    'Look at the address at the top of the browser: this page is genuine only at {host}, as printed on the paper.',

  'Segera habis': 'Expires soon',

  // What may happen to a certificate
  Ditangguhkan: 'Suspended',
  DITANGGUHKAN: 'SUSPENDED',
  'Sertifikat ini sedang ditangguhkan': 'This certificate is suspended',
  'Sejak {date} {issuer} sedang memeriksanya. Jangan dipakai dahulu; tanyakan kepada penerbit.':
    '{issuer} has been looking into it since {date}. Do not accept it for now; ask the issuer.',
  'Ditangguhkan: {reason}': 'Suspended: {reason}',
  Menggantikan: 'Replaces',
  'Terbitkan ulang': 'Issue anew',
  'Sertifikat baru atas nama {name} mendapat nomor baru dan menggantikan yang ini; keduanya saling menyebut.':
    'The new certificate in the name of {name} gets a number of its own and replaces this one; each names the other.',
  'Terbitkan ulang sertifikat {serial} atas nama {name}?': 'Issue certificate {serial} anew in the name of {name}?',
  'Tangguhkan sertifikat': 'Suspend certificate',
  'Selama ditangguhkan sertifikat tidak dapat dipakai. Sesudah jelas, berlakukan kembali atau cabut.':
    'While it is suspended the certificate cannot be used. When all is clear, reinstate or revoke it.',
  'Sertifikat sudah ditangguhkan.': 'The certificate has been suspended.',
  'Sertifikat sudah diterbitkan ulang. Ini yang baru.': 'The certificate has been issued anew. This is the new one.',
  'Sertifikat ini tidak sedang berlaku, jadi tidak dapat ditangguhkan.': 'This certificate is not valid, so it cannot be suspended.',
  'Sertifikat ini tidak sedang dicabut atau ditangguhkan.': 'This certificate is neither revoked nor suspended.',
  'Hanya sertifikat yang berlaku dan ada pemegangnya yang dapat diterbitkan ulang.': 'Only a valid certificate whose holder has an account can be issued anew.',
  'Nama pemegang masih sama. Perbaiki dahulu namanya di halaman pengguna.': 'The holder’s name is still the same. Correct it on the user’s page first.',
  'Masa berlakunya segera habis: {date}.': 'It expires soon: {date}.',
  'Sertifikat ini sedang diperbarui': 'This certificate is being renewed',
  'Sertifikat ini dapat diperbarui': 'This certificate can be renewed',
  'Yang masih diuji, {n} dari {total} kompetensi:': 'Still to be examined, {n} of {total} competencies:',
  'Yang diuji lagi hanya {n} dari {total} kompetensi:': 'Only {n} of {total} competencies are examined again:',
  'Ke ujian': 'To the exam',
  'Perbarui sertifikat': 'Renew the certificate',
  'Sertifikat baru menggantikan yang ini setelah semuanya tuntas.': 'The new certificate replaces this one once all of them are met.',
  'Sertifikat ini belum perlu diperbarui.': 'This certificate need not be renewed yet.',

  // What the holder takes along
  'Gambar untuk WhatsApp': 'Picture for WhatsApp',
  'Lencana dan kredensial digital': 'Badge and digital credential',
  'Berkas Open Badges 3.0 yang ditandatangani, dengan nama dan nilai Anda. Simpan di dompet digital, atau unggah ke situs lain yang menerimanya.':
    'Signed Open Badges 3.0 files with your name and scores. Keep them in a digital wallet, or upload them to other sites that take them.',
  'Lencana PNG': 'Badge, PNG',
  'Lencana SVG': 'Badge, SVG',
  'Kredensial untuk dompet digital (JWT)': 'Credential for digital wallets (JWT)',
  'Isinya untuk dibaca (JSON)': 'What it says, to be read (JSON)',
  'Bagikan halaman pemeriksaan': 'Share the verify page',
  'Siapa pun yang memegang tautan melihat nama dan desa Anda. Tautan dapat ditarik kapan saja; kode QR di kertas tetap berlaku.':
    'Whoever has the link sees your name and village. It can be taken back at any time; the QR code on the paper goes on working.',
  'Buat tautan': 'Make a link',
  'Tarik tautan': 'Take the link back',
  'Tampilkan nilai': 'Show scores',
  'Sembunyikan nilai': 'Hide scores',
  'Nilai setiap kompetensi ditampilkan kepada pemegang tautan dan kode QR.': 'The score of each competency is shown to whoever has the link or the QR code.',
  'Nilai tidak ditampilkan kepada siapa pun.': 'Scores are shown to nobody.',
  'Sertifikat contoh tidak mempunyai kredensial.': 'A sample certificate has no credential.',
  'Kunci ini tidak ada.': 'This key does not exist.',
  'Daftar ini tidak ada.': 'This list does not exist.',
  'Berkas kunci {file} tidak dapat dipakai: perlu RSA 2048 bit atau lebih (credential) atau EC P-256 (statement), PKCS#8 PEM.':
    'The key file {file} cannot be used: RSA of 2048 bits or more (credential) or EC P-256 (statement) is needed, as PKCS#8 PEM.',
} satisfies Catalogue;
