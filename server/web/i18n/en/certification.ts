import type { Catalogue } from '../catalogue.ts';

/** Certificates: one's own, and checking anybody's. */
export const certification = {
  // My certificates
  'Belum ada sertifikat': 'No certificates yet',
  'Sertifikat terbit setelah semua modul selesai dan setiap kompetensi tuntas.':
    'A certificate is issued when all modules are done and every competency is met.',
  'Ke pelatihan saya': 'Go to my courses',
  'Sudah diganti': 'Replaced',
  'Sedang ditempuh': 'Under way',
  'Unduh PDF': 'Download PDF',
  'Unduh PDF, {size}': 'Download PDF, {size}',
  'Sertifikat belum terbit: huruf {letters} pada nama atau desa Anda belum dapat dicetak. Ganti hurufnya di halaman akun.':
    'Certificate not issued yet: the characters {letters} in your name or village cannot be printed. Replace them on the account page.',
  'Sertifikat belum terbit karena ada tulisan yang belum dapat dicetak. Admin sudah diberi tahu.':
    'Certificate not issued yet because some text cannot be printed. The administrator has been told.',
  'Sertifikat ini sudah ditarik pemegangnya.': 'The holder has withdrawn this certificate.',
  'Sertifikat memuat huruf yang tidak dapat dicetak.': 'The certificate holds characters that cannot be printed.',
  'Sertifikat ini tidak ada.': 'This certificate does not exist.',

  // What stands on a certificate
  'Tingkat dasar': 'Basic level',
  'Tingkat lanjutan': 'Advanced level',
  'Tingkat khusus': 'Specialist level',
  'Diberikan kepada': 'Awarded to',
  '{n} JP': { one: '{n} lesson hour', other: '{n} lesson hours' },
  'versi pelatihan {version}': 'course version {version}',
  Terbit: 'Issued',
  Penerbit: 'Issuer',
  'Berlaku sampai': 'Valid until',
  'Berlaku sampai {date}': 'Valid until {date}',
  'Nomor dokumen': 'Document number',

  // Checking
  'Ketik nomornya untuk melihat apakah sertifikat itu sah dan masih berlaku.': 'Type the number to see whether the certificate is genuine and still valid.',
  'Di bawah kode QR, misalnya {example}': 'Below the QR code, for example {example}',
  'Ketik nomor sertifikatnya.': 'Type the certificate number.',
  Periksa: 'Check',
  'Periksa lagi': 'Check again',
  'Lebih cepat: pindai kode QR di kertas dengan kamera ponsel.': 'Faster: scan the QR code on the paper with a phone camera.',
  'Tidak perlu akun.': 'No account needed.',
  'Sah dan masih berlaku': 'Genuine and still valid',
  'Diperiksa {time}. Cocokkan nama dan nomor di kertas dengan yang tertulis di sini.':
    'Checked {time}. Compare the name and number on the paper with those written here.',
  '{date} pukul {time} WIB': '{date} at {time} WIB',
  'Contoh, bukan sertifikat resmi': 'A sample, not an official certificate',
  'Kompetensinya benar tercapai, tetapi pelatihan atau penerbitnya masih uji coba. Kertasnya bertanda CONTOH.':
    'The competencies were truly met, but the course or its issuer is still in a pilot. The paper is marked CONTOH (sample).',
  'Sertifikat ini sudah dicabut': 'This certificate has been revoked',
  'Dicabut {date} oleh {issuer}: {reason} Tidak dapat dipakai lagi.': 'Revoked {date} by {issuer}: {reason} It can no longer be used.',
  'alasannya ada pada penerbit.': 'ask the issuer for the reason.',
  'Masa berlakunya sudah habis': 'It has expired',
  'Sertifikat ini sah ketika terbit, tetapi hanya berlaku sampai {date}. Pemiliknya dapat memperbarui.':
    'This certificate was genuine when issued, but was valid only until {date}. Its holder can renew it.',
  'Sudah diganti sertifikat lain': 'Replaced by another certificate',
  'Sertifikat ini tidak dipakai lagi karena sudah terbit penggantinya.': 'This certificate is no longer used, because a newer one has been issued.',
  Penggantinya: 'Its replacement',
  'Nomor {serial} pernah terbit. Pemegangnya meminta datanya dihapus, jadi tidak ada lagi yang dapat kami tampilkan.':
    'Number {serial} was issued once. Its holder asked us to delete the data, so there is nothing more we can show.',
  'Nomor ini tidak kami temukan': 'We cannot find this number',
  'Tidak ada sertifikat bernomor {serial}. Belum tentu palsu; mungkin salah ketik.':
    'There is no certificate with the number {serial}. That need not mean a forgery; it may be a typing mistake.',
  'Nomor ini salah ketik': 'This number is mistyped',
  'Huruf pemeriksa di akhir nomor {serial} tidak cocok, jadi ada yang keliru tertulis.':
    'The check characters at the end of {serial} do not match, so something is written wrongly.',
  'Nomor terdiri atas lima kelompok, misalnya {example}.': 'A number has five groups, for example {example}.',
  'Huruf O dan I tidak dipakai: itu angka 0 dan 1.': 'The letters O and I are not used: they are the digits 0 and 1.',
  'Bila ada, pindai kode QR di kertas.': 'If there is one, scan the QR code on the paper.',
  'Masih tidak ketemu?': 'Still not found?',
  'Hubungi penerbit yang tertulis di sertifikat. Sebutkan nama, nomor, dan tanggal terbitnya.':
    'Contact the issuer named on the certificate. Give the name, the number and the date of issue.',
  'Tanda tangan digital': 'Digital signature',
  'Cocokkan nama': 'Compare the name',
  'Nama di halaman ini disamarkan untuk melindungi pemegangnya. Ketik nama yang tertulis di kertas untuk mencocokkannya.':
    'The name on this page is masked to protect its holder. Type the name on the paper to compare it.',
  'Cocok. Nama di kertas sama dengan catatan kami.': 'It matches. The name on the paper is the one in our records.',
  'Tidak cocok. Periksa ejaannya; gelar dan huruf besar tidak berpengaruh. Bila tetap tidak cocok, hubungi penerbit.':
    'It does not match. Check the spelling; degrees and capital letters make no difference. If it still does not match, contact the issuer.',
  'Nama di kertas': 'Name on the paper',
  Cocokkan: 'Compare',
  'Isi nama.': 'Enter a name.',
  'Isi nama yang tertulis di kertas.': 'Enter the name written on the paper.',
  'Nama terlalu panjang.': 'The name is too long.',
  'Terlalu banyak nama dicocokkan. Tunggu {seconds} detik, lalu coba lagi.': {
    one: 'Too many names compared. Wait {seconds} second, then try again.',
    other: 'Too many names compared. Wait {seconds} seconds, then try again.',
  },
  'Kompetensi yang dikuasai': 'Competencies met',
  'Berkas asli': 'Original file',
  'Isinya sama dengan halaman ini, dan dapat diperiksa tanpa jaringan.': 'It says the same as this page, and can be checked without a network.',
  'Gambar ini tidak ada.': 'This picture does not exist.',

  // Revoking
  'Isi alasannya.': 'Enter the reason.',
  'Alasan paling panjang 200 huruf.': 'A reason has at most 200 characters.',
  'Sertifikat ini sudah dicabut, diganti, atau ditarik.': 'This certificate has already been revoked, replaced or withdrawn.',

  // Evidence
  'Bukti tiap kompetensi': 'Evidence for each competency',
  'Percobaan yang membuktikannya tidak dapat ditampilkan lagi.': 'The attempt that proved it can no longer be shown.',
  'Sertifikat ini terbit sebelum percobaannya dicatat di dalamnya; yang ditampilkan adalah yang berlaku sekarang.':
    'This certificate was issued before its attempts were written into it; shown is what counts today.',
  'Dinilai ulang dengan kunci versi {version}; nilainya tetap.': 'Regraded by the keys of version {version}; the score stays.',
  'Dinilai ulang dengan kunci versi {version}; nilainya sekarang {score}.': 'Regraded by the keys of version {version}; the score is {score} now.',
  '{n} soal dan jawabannya': { one: '{n} question and its answer', other: '{n} questions and their answers' },
  'Jawaban tersimpan; bentuknya tidak ditampilkan di sini.': 'The answer is kept; its form is not shown here.',
  Jawaban: 'Answer',
} satisfies Catalogue;
