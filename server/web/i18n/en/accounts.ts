import type { Catalogue } from '../catalogue.ts';

/** Signing up and in, one's own account, the notice on data protection. */
export const accounts = {
  // My account
  'Akun saya': 'My account',
  'Data saya': 'My details',
  'Tercetak di sertifikat berikutnya. Sertifikat yang sudah terbit tidak berubah.':
    'Printed on your next certificate. Certificates already issued do not change.',
  'Simpan data': 'Save details',
  'Ganti kata sandi': 'Change password',
  'Kata sandi sekarang': 'Current password',
  'Kata sandi baru': 'New password',
  'Paling sedikit 8 karakter': 'At least 8 characters',
  Perangkat: 'Devices',
  'Keluar dari semua perangkat': 'Sign out of all devices',
  'Keluar dari semua perangkat, termasuk yang ini?': 'Sign out of all devices, this one too?',
  'Data Anda sudah disimpan.': 'Your details are saved.',
  'Kata sandi tidak cocok.': 'The password does not match.',
  'Isi kata sandi Anda yang sekarang.': 'Enter your current password.',
  'Ini bukan kata sandi Anda yang sekarang.': 'This is not your current password.',
  'Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan.': 'Your password is changed. Other devices are signed out.',
  'Anda sudah keluar dari semua perangkat.': 'You are signed out of all devices.',
  'Akun ini tidak ada.': 'This account does not exist.',

  // The first administrator
  'Buat admin pertama': 'Create the first administrator',
  'Akun ini dapat mengatur penerbit, menambah pelatih dan admin lain, serta melihat semua hasil. Tautan ini hanya berlaku sekali.':
    'This account can set the issuer, add trainers and other administrators, and see all results. This link works only once.',
  'Huruf kecil, angka, dan titik, tanpa spasi': 'Small letters, digits and dots, no spaces',
  'Buat akun admin': 'Create administrator account',
  'Tautan ini sudah dipakai atau kedaluwarsa. Mulai ulang Bimtek untuk mendapat tautan baru.':
    'This link has been used or has expired. Restart Bimtek to get a new one.',
  'Tautan ini baru saja dipakai.': 'This link has just been used.',
  'Akun admin sudah jadi. Isi dahulu siapa penerbit sertifikat.': 'The administrator account is ready. Now fill in who issues the certificates.',

  // Signing in
  'Kata sandi': 'Password',
  'Yang Anda pilih ketika mendaftar, atau tertulis di lembar kode dari kelas': 'The one you chose when you signed up, or the one on the code sheet from your class',
  'Lupa kata sandi?': 'Forgot your password?',
  'Pertama kali masuk?': 'First time here?',
  'Daftar sendiri, atau pakai kode sekali pakai dari lembar kelas. Tidak perlu surel.':
    'Sign up yourself, or use the one-time code from your class sheet. No email needed.',
  'Isi nama pengguna Anda.': 'Enter your user name.',
  'Isi kata sandi Anda.': 'Enter your password.',
  'Isi nama pengguna dan kata sandi Anda.': 'Enter your user name and password.',
  'Nama pengguna tidak memakai spasi. Periksa lagi penulisannya.': 'A user name has no spaces. Please check how it is written.',
  'Nama pengguna atau kata sandi tidak cocok. Periksa lagi keduanya.': 'The user name or password does not match. Please check both.',
  'Terlalu banyak percobaan. Tunggu {seconds} detik, lalu coba lagi.': {
    one: 'Too many tries. Wait {seconds} second, then try again.',
    other: 'Too many tries. Wait {seconds} seconds, then try again.',
  },
  'Anda sudah keluar.': 'You are signed out.',

  // Signing up
  Daftar: 'Sign up',
  'Cukup sekali. Tidak perlu surel.': 'Only once. No email needed.',
  'Persis seperti yang akan tercetak di sertifikat, dengan gelar bila ada': 'Exactly as it should be printed on the certificate, with your degree if you have one',
  'Untuk masuk. Huruf kecil, angka, dan titik, tanpa spasi; misalnya siti.rahmawati':
    'For signing in. Small letters, digits and dots, no spaces; for example siti.rahmawati',
  'Paling sedikit 8 karakter. Tiga atau empat kata mudah diingat dan sulit ditebak.':
    'At least 8 characters. Three or four words are easy to remember and hard to guess.',
  'Tercetak di sertifikat': 'Printed on the certificate',
  'Data Anda': 'Your data',
  'Kami menyimpan isian ini, kemajuan belajar, dan nilai Anda, untuk menjalankan pelatihan dan menerbitkan sertifikat. Penyelenggara di wilayah Anda dapat melihatnya. Anda dapat meminta perbaikan atau penghapusan.':
    'We keep what you enter here, your progress and your scores, to run the course and issue certificates. The organiser in your region can see them. You can ask for corrections or deletion.',
  'Baca selengkapnya tentang pelindungan data': 'Read more about data protection',
  'Saya sudah membaca dan menyetujuinya': 'I have read this and agree',
  'Sudah punya akun? Masuk': 'Already have an account? Sign in',
  'Setujui pemberitahuan pelindungan data untuk membuat akun.': 'Agree to the data protection notice to create an account.',
  'Akun Anda sudah jadi. Selamat belajar, {name}.': 'Your account is ready. Enjoy learning, {name}.',

  // A one-time code
  'Pakai kode': 'Use a code',
  'Kode dari admin atau lembar kelas hanya berlaku sekali. Dengan kode itu Anda membuat kata sandi sendiri.':
    'A code from the administrator or the class sheet works only once. With it you choose your own password.',
  Kode: 'Code',
  'Huruf besar atau kecil dan tanda hubung tidak berpengaruh': 'Capital or small letters and hyphens make no difference',
  'Simpan dan masuk': 'Save and sign in',
  'Isi kode yang Anda terima.': 'Enter the code you were given.',
  'Kode tidak dikenal.': 'We do not know this code.',
  'Kode ini tidak dikenal, sudah dipakai, atau kedaluwarsa. Minta kode baru kepada admin.':
    'This code is unknown, already used, or expired. Ask the administrator for a new one.',
  'Kata sandi baru sudah berlaku. Nama pengguna Anda: {userName}.': 'Your new password works now. Your user name: {userName}.',

  // What a field must look like
  'Isi nama Anda.': 'Enter your name.',
  'Isi nama Anda seperti yang akan dicetak di sertifikat.': 'Enter your name as it should be printed on the certificate.',
  'Nama paling panjang 120 huruf. Singkat gelar atau nama tengah.': 'A name has at most 120 characters. Shorten a degree or a middle name.',
  'Nama hanya memakai huruf, spasi, titik, koma, tanda petik, dan tanda hubung.': 'A name has only letters, spaces, dots, commas, apostrophes and hyphens.',
  'Isi nama pengguna.': 'Enter a user name.',
  'Nama pengguna tidak memakai spasi. Ganti spasi dengan titik, misalnya siti.rahmawati.':
    'A user name has no spaces. Write a dot instead, for example siti.rahmawati.',
  'Nama pengguna 3 sampai 30 karakter: huruf kecil a–z, angka, titik, atau tanda hubung, diawali huruf atau angka.':
    'A user name has 3 to 30 characters: small letters a–z, digits, dots or hyphens, beginning with a letter or digit.',
  'Nama pengguna ini sudah dipakai orang lain.': 'Somebody else has this user name.',
  'Nama pengguna paling panjang 30 huruf.': 'A user name has at most 30 letters.',
  'Kode ini terlalu panjang.': 'This code is too long.',
  'Nama pengguna ini sudah dipakai.': 'This user name is taken.',
  'Nama pengguna ini sudah dipakai. Tambahkan angka atau nama lain.': 'This user name is taken. Add a digit or another name.',
  'Nama desa atau kelurahan paling panjang 80 huruf.': 'The name of a village or kelurahan has at most 80 characters.',
  'Isi desa atau kelurahan tempat Anda bertugas.': 'Enter the village or kelurahan where you serve.',
  'Pilih kabupaten atau kota dari daftar.': 'Choose a regency or city from the list.',
  'Nomor telepon 8 sampai 15 angka, misalnya 081234567890. Boleh dikosongkan.':
    'A phone number has 8 to 15 digits, for example 081234567890. You may leave it empty.',
  'Alamat surel ini belum lengkap, misalnya nama@contoh.id. Boleh dikosongkan.':
    'This email address is not complete; write for example name@example.org. You may leave it empty.',
  'Isi kata sandi.': 'Enter a password.',
  'Kata sandi paling sedikit 8 karakter. Tiga kata yang mudah Anda ingat sudah baik.':
    'A password has at least 8 characters. Three words that you remember easily will do.',
  'Kata sandi paling panjang 200 karakter.': 'A password has at most 200 characters.',
  'Kata sandi ini terlalu mudah ditebak. Pilih yang lain.': 'This password is too easy to guess. Choose another.',

  // The notice on data protection
  'Kami meminta sesedikit mungkin, memakainya hanya untuk pelatihan, dan tidak menjualnya kepada siapa pun.':
    'We ask for as little as we can, use it only for the courses, and sell it to nobody.',
  'Untuk apa': 'What for',
  'Menjalankan pelatihan, menilai kompetensi, menerbitkan sertifikat, dan menjawab orang yang memeriksa sertifikat itu. Tidak untuk iklan.':
    'To run the courses, assess competencies, issue certificates, and answer people who check those certificates. Not for advertising.',
  'Siapa yang dapat melihat': 'Who can see it',
  'Anda sendiri, pelatih, dan admin penyelenggara di wilayah Anda. Siapa pun yang mengetik nomor sertifikat hanya melihat keadaan sertifikat dan nama yang disamarkan; yang memindai kode QR melihat nama lengkap. Nilai tidak ditampilkan kecuali Anda mengizinkan.':
    'You, the trainers, and the organiser’s administrators in your region. Anybody who types a certificate number sees only the state of the certificate and a masked name; whoever scans the QR code sees the full name. Scores are not shown unless you allow it.',
  'Berapa lama': 'For how long',
  'Hak Anda': 'Your rights',
  'Anda berhak melihat, memperbaiki, dan meminta penghapusan data Anda, serta menarik persetujuan, sesuai Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.':
    'You may see and correct your data, ask for its deletion, and withdraw your consent, under Indonesia’s Law No. 27 of 2022 on Personal Data Protection.',
  'Penanggung jawab': 'Who is responsible',
  'Penyelenggara pelatihan ini belum mengisi namanya.': 'The organiser of these courses has not given a name yet.',
  Kuki: 'Cookies',
  'Satu kuki untuk mengenali bahwa Anda sudah masuk, dan satu untuk bahasa pilihan Anda. Tidak ada pelacak dari pihak lain.':
    'One cookie to know that you are signed in, and one for the language you chose. No trackers from anybody else.',
  'Anda sudah masuk sebagai {name}. Keluar dahulu untuk memakai akun lain.': 'You are signed in as {name}. Sign out first to use another account.',
} satisfies Catalogue;
