import type { Catalogue } from '../catalogue.ts';

/** The front page, help, courses, lessons. */
export const learning = {
  // The front page
  'Sukarela tidak berarti seadanya.': 'Voluntary does not mean makeshift.',
  'Bimbingan teknis bagi Pekerja Sosial Masyarakat (PSM). Belajar dari ponsel, dengan langkah Anda sendiri, sampai setiap kompetensi tuntas.':
    'Technical guidance for Indonesia’s volunteer community social workers (PSM). Learn on your phone, at your own pace, until every competency is met.',
  'Lanjutkan belajar': 'Continue learning',
  'Pertama kali? Daftar di sini': 'First time? Sign up here',
  'Belum ada pelatihan': 'No courses yet',
  'Pelatihan sedang disiapkan. Silakan datang lagi nanti.': 'Courses are being prepared. Please come back later.',
  'Jalannya pelatihan': 'How it works',
  'Daftar sekali': 'Sign up once',
  'Dengan nama, wilayah, dan kata sandi. Tidak perlu surel.': 'With your name, region and a password. No email needed.',
  'Belajar sedikit demi sedikit': 'Learn little by little',
  'Satu pelajaran 5–10 menit dan hemat kuota. Anda dapat berhenti kapan saja dan melanjutkan di ponsel lain.':
    'A lesson takes 5–10 minutes and little data. You can stop at any time and continue on another phone.',
  'Tuntas di setiap kompetensi': 'Meet every competency',
  'Yang belum tuntas diulang pada bagian itu saja, bukan dari awal.': 'You repeat only the part you have not met, not everything.',
  'Terima sertifikat': 'Receive your certificate',
  'Siapa pun dapat memeriksanya lewat kode QR.': 'Anybody can check it by its QR code.',

  // Help
  'Bagaimana saya mulai?': 'How do I start?',
  'Pilih Daftar, isi nama seperti yang akan tercetak di sertifikat, pilih wilayah, dan buat kata sandi. Surel dan nomor telepon boleh kosong. Bila kelas Anda membagikan lembar kode, pilih Pakai kode.':
    'Choose Sign up, enter your name as it should be printed on the certificate, choose your region, and make a password. Email and phone number may stay empty. If your class handed out a code sheet, choose Use a code.',
  'Saya lupa kata sandi': 'I forgot my password',
  'Hubungi penyelenggara pelatihan Anda, misalnya dinas sosial atau IPSM. Admin akan memberi kode sekali pakai. Buka halaman Pakai kode, ketik kode itu, lalu buat kata sandi baru.':
    'Contact the organiser of your course, for example the social affairs office or IPSM. The administrator will give you a one-time code. Open the page Use a code, type the code, then make a new password.',
  'Buka halaman Pakai kode': 'Open the page Use a code',
  'Berapa kuota yang terpakai?': 'How much data does it use?',
  'Teks satu pelajaran kurang dari 30 KB. Gambar baru dimuat ketika Anda sampai di sana; rekaman suara, video, dan berkas baru diunduh bila Anda menekannya.':
    'The text of a lesson is less than 30 KB. A picture loads only when you reach it; sound, video and files download only when you tap them.',
  'Apakah jawaban saya hilang bila sinyal putus?': 'Do I lose my answers when the signal drops?',
  'Tidak. Setiap jawaban disimpan begitu dipilih, dan halaman menulis jam tersimpannya. Bila belum tersimpan, halaman mencoba lagi sendiri.':
    'No. Each answer is saved as soon as you choose it, and the page shows the time it was saved. If it is not saved yet, the page tries again by itself.',
  'Bagaimana kalau saya belum tuntas?': 'What if I have not met everything?',
  'Anda hanya mengulang kompetensi yang belum tuntas. Halaman hasil menunjukkan pelajaran yang perlu dibaca lagi. Bila kesempatan habis, pelatih dapat memberi kesempatan tambahan.':
    'You repeat only the competencies you have not met. The results page shows which lessons to read again. If you run out of attempts, a trainer can give you another one.',
  'Nama di sertifikat keliru': 'My name on the certificate is wrong',
  'Perbaiki nama di halaman akun sebelum ujian. Bila sertifikat sudah terbit, hubungi penerbit yang tertulis di sertifikat.':
    'Correct your name on the account page before the exam. If the certificate is already issued, contact the issuer named on it.',
  'Ponsel dipakai bersama': 'We share a phone',
  'Pilih Keluar di bagian bawah halaman setelah selesai. Kemajuan Anda tersimpan di akun, bukan di ponsel.':
    'Choose Sign out at the bottom of the page when you are done. Your progress is kept in your account, not on the phone.',
  'Menghubungi penyelenggara': 'Contact the organiser',

  // My courses
  'Selamat datang kembali': 'Welcome back',
  'Selamat datang, {name}': 'Welcome, {name}',
  'Lanjutkan dari tempat Anda berhenti': 'Continue where you stopped',
  'Mulai dari sini': 'Start here',
  'Pelatihan saya': 'My courses',
  'Pelatihan lain': 'Other courses',
  'Pilih pelatihan untuk mulai': 'Choose a course to start',

  // A course on the shelf
  'sertifikat {n} bulan': { one: 'certificate for {n} month', other: 'certificate for {n} months' },
  'sertifikat {n} tahun': { one: 'certificate for {n} year', other: 'certificate for {n} years' },
  'sertifikat berlaku {n} bulan': { one: 'certificate valid for {n} month', other: 'certificate valid for {n} months' },
  'sertifikat berlaku {n} tahun': { one: 'certificate valid for {n} year', other: 'certificate valid for {n} years' },
  '{n} modul': { one: '{n} module', other: '{n} modules' },
  'sekitar {n} jam': { one: 'about {n} hour', other: 'about {n} hours' },
  'masih uji coba': 'still a pilot',
  'syarat: sertifikat {titles}': 'requires the certificate: {titles}',
  'Sudah bersertifikat': 'Certified',
  'Lihat isi pelatihan': 'See what is in it',

  // A course
  'Pelatihan ini masih uji coba. Sertifikatnya bertanda CONTOH.': 'This course is still a pilot. Its certificates are marked CONTOH (sample).',
  '{n} dari {total} kuis': '{n} of {total} quizzes',
  'Belum dapat diikuti': 'Not open to you yet',
  'Pelatihan ini terbuka setelah Anda memiliki sertifikat:': 'This course opens once you hold the certificate:',
  'Ikuti pelatihan ini': 'Join this course',
  'Masuk untuk belajar': 'Sign in to learn',
  'Belum punya akun? Daftar': 'No account yet? Sign up',
  'Isi pelatihan': 'In this course',
  '{n} kali kesempatan': { one: '{n} attempt', other: '{n} attempts' },
  'Tinggal {n} kompetensi yang perlu diulang.': { one: 'Only {n} competency left to repeat.', other: 'Only {n} competencies left to repeat.' },
  'Baca aturan ujian': 'Read the exam rules',
  'Lanjutkan ujian yang sedang berjalan': 'Continue the exam you have begun',
  'Sertifikat Anda': 'Your certificate',
  'Syarat sertifikat': 'What the certificate takes',
  'Setiap kompetensi harus mencapai batasnya sendiri; nilai rata-rata tidak dihitung.':
    'Each competency must reach its own minimum; the average does not count.',
  Istilah: 'Terms',
  'Kata-kata yang sering dipakai, dengan artinya.': 'Words that come up often, with their meaning.',
  'Buka daftar istilah': 'Open the glossary',
  'Daftar istilah': 'Glossary',
  'kuis {n}': 'quiz score {n}',
  'kuis {n} soal': { one: 'quiz with {n} question', other: 'quiz with {n} questions' },
  'Sedang dibuka': 'Open now',
  Belum: 'Not yet',
  'Pelatihan ini terbuka setelah Anda memiliki sertifikat pelatihan sebelumnya.': 'This course opens once you hold the certificate of the course before it.',
  'Anda sudah terdaftar. Mulailah dari pelajaran pertama.': 'You have joined. Begin with the first lesson.',
  'Pelatihan ini tidak ada, atau sudah tidak dibuka lagi. Kemajuan dan sertifikat Anda tetap tersimpan.':
    'This course does not exist, or is no longer offered. Your progress and certificates are kept.',

  // A lesson
  'Modul {n}': 'Module {n}',
  'Pelajaran ini belum diterjemahkan.': 'This lesson is not translated yet.',
  'Selesai, lanjutkan': 'Done, continue',
  'Laporkan kesalahan di pelajaran ini': 'Report a mistake in this lesson',
  'Isi modul': 'In this module',
  'Pelajaran ini tidak ada. Mungkin sudah dipindahkan; lihat isi pelatihannya.':
    'This lesson does not exist. It may have moved; see what is in the course.',
  'Laporan ini tidak ada.': 'This report does not exist.',
  'Pelatihan ini sudah diperbarui. Kuis dan ujian yang Anda kerjakan sebelumnya perlu dikerjakan lagi; pelajaran yang sudah dibaca tetap tercatat.':
    'This course has been renewed. The quizzes and the exam that you took before have to be taken again; lessons you have read stay recorded.',
  draf: 'draft',
  'Draf: hanya pelatih dan admin yang melihat pelajaran ini. Hapus draft: true di berkasnya untuk menerbitkannya.':
    'Draft: only trainers and administrators see this lesson. Delete draft: true in its file to publish it.',
} satisfies Catalogue;
