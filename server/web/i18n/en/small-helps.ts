import type { Catalogue } from '../catalogue.ts';

/** Search, notes, the trainer's number, what is new. */
export const smallHelps = {
  'Cari di pelatihan ini': 'Search this course',
  Cari: 'Search',
  '# pelajaran ditemukan': '# lessons found',
  '{n} pelajaran ditemukan': { one: '{n} lesson found', other: '{n} lessons found' },
  'Tidak ada pelajaran yang memuat kata itu. Coba kata lain, atau satu kata saja.': 'No lesson has these words. Try other words, or one word only.',
  'Tidak ada pelajaran yang memuat semua kata itu. Ini yang memuat sebagian:': 'No lesson has all these words. These have some of them:',
  'Daftar kata tidak dapat dibaca. Simpan pelatihan ini lagi selagi ada jaringan.': 'The list of words cannot be read. Save this course again while there is a network.',

  // Notes and bookmarks
  'Catatan dan penanda': 'Notes and bookmarks',
  'Catatan saya': 'My note',
  'Hanya Anda yang melihatnya. Kosongkan lalu simpan untuk menghapus.': 'Only you see it. Empty it and save to delete it.',
  'Isi catatan': 'Text of the note',
  'Simpan catatan': 'Save note',
  'Ubah catatan': 'Change note',
  Ditandai: 'Bookmarked',
  'Tandai pelajaran ini': 'Bookmark this lesson',
  'Hapus penanda pelajaran ini': 'Remove the bookmark of this lesson',
  'Tersimpan {time}': 'Saved {time}',
  'Tersimpan dari perangkat lain': 'Saved from another device',
  'Belum ada catatan atau penanda': 'No notes or bookmarks yet',
  'Di akhir setiap pelajaran ada tombol untuk menandainya dan tempat menulis catatan. Hanya Anda yang melihatnya.':
    'At the end of each lesson there is a button to bookmark it and a place to write a note. Only you see them.',
  'Catatan paling panjang 4.000 huruf. Pendekkan, lalu simpan lagi.': 'A note has at most 4,000 letters. Shorten it, then save again.',
  'Catatan ini sudah diubah di perangkat lain. Di bawah ada keduanya: gabungkan, lalu simpan lagi.': 'This note was changed on another device. Both are below: join them, then save again.',
  'Catatan Anda sudah dihapus.': 'Your note has been deleted.',
  'Catatan Anda sudah tersimpan.': 'Your note has been saved.',
  'Pelajaran ini ditandai. Anda menemukannya di Catatan dan penanda.': 'This lesson is bookmarked. You find it in Notes and bookmarks.',
  'Penanda dihapus.': 'The bookmark has been removed.',

  // Asking a trainer
  'Ada yang belum jelas?': 'Is something unclear?',
  'Tanya {name} lewat WhatsApp': 'Ask {name} on WhatsApp',
  'Halo {name}, saya ingin bertanya tentang “{about}”:': 'Hello {name}, I have a question about “{about}”:',
  'Kontak pelatih': 'Trainer contacts',
  'Peserta melihat tautan “Tanya pelatih” di pelajaran dan halaman pelatihan, yang membuka WhatsApp ke nomor ini. Kosongkan keduanya bila tidak ada yang dapat ditanya.':
    'Learners see a link to ask on lessons and on the course page, which opens WhatsApp to this number. Empty both if there is nobody to ask.',
  'Nama yang dilihat peserta': 'Name that learners see',
  'Misalnya Pak Arif, pelatih PSM Kota Bekasi': 'For example Pak Arif, PSM trainer of Kota Bekasi',
  'Nomor WhatsApp': 'WhatsApp number',
  'Nama pengguna pemilik nomor ini': 'User name of whose number this is',
  'Bila pelatih itu punya akun: nomornya ikut dalam salinan datanya, dan terhapus bersama akunnya. Kosong: hapus sendiri di sini bila ia pergi.':
    'If the trainer has an account: the number is part of the copy of his or her data, and is erased with the account. Empty: remove it here yourself when he or she leaves.',
  'Nama pengguna ini bukan pelatih atau admin. Kosongkan bila orangnya tidak punya akun.': 'This user name is not that of a trainer or an administrator. Leave it empty if the person has no account.',
  'Nomor yang Anda isi dianggap nomor Anda sendiri, dan terhapus bersama akun Anda.': 'The number that you fill in counts as your own, and is erased with your account.',
  'Simpan kontak': 'Save contact',
  'Nama paling panjang 60 huruf.': 'A name has at most 60 letters.',
  'Nomor WhatsApp 8 sampai 15 angka, misalnya 081234567890.': 'A WhatsApp number has 8 to 15 digits, for example 081234567890.',
  'Isi nama yang dapat ditanya, misalnya Pak Arif.': 'Enter the name of who can be asked, for example Pak Arif.',
  'Isi nomor WhatsApp, atau kosongkan keduanya supaya tautannya hilang.': 'Enter the WhatsApp number, or empty both so that the link goes.',
  'Tautan Tanya pelatih sudah dihapus.': 'The link to ask a trainer has been removed.',
  'Peserta sekarang dapat bertanya lewat WhatsApp.': 'Learners can now ask on WhatsApp.',

  // What is new
  'Baru sejak kunjungan terakhir': 'New since your last visit',
  'Tugas Anda sudah dinilai: {title}': 'Your task has been marked: {title}',
  'Laporan Anda sudah dijawab': 'Your report has been answered',
  '{title} diperbarui': '{title} was updated',
  'Sudah saya baca': 'I have read this',

  // Reading aloud
  'Bacakan pelajaran ini': 'Read this lesson aloud',
  'Berhenti membacakan': 'Stop reading aloud',

  // Terms of a lesson
  'Istilah di pelajaran ini': 'Terms in this lesson',
} satisfies Catalogue;
