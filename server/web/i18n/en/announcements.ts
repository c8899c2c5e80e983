import type { Catalogue } from '../catalogue.ts';

/** What classes are told. */
export const announcements = {
  Pengumuman: 'Announcements',
  'Pengumuman untuk {name}': 'Announcement to {name}',
  'Tutup pengumuman ini': 'Close this announcement',
  'Tulis pengumuman': 'Write an announcement',
  'Tulis pengumumannya.': 'Write the announcement.',
  'Pengumuman paling panjang 2.000 huruf.': 'An announcement has 2,000 letters at most.',
  'Formulir ini sudah lama terbuka. Kirim sekali lagi.': 'This form has been open for long. Send it once more.',
  'Teks biasa. Alamat yang diawali https:// menjadi tautan. Terlihat di beranda peserta sampai ditutup, paling lama 60 hari.':
    'Plain text. Addresses that begin with https:// become links. Learners see it on their first page until they put it away, for 60 days at most.',
  'Kirim juga lewat surel kepada yang mencatat alamatnya': 'Send it by e-mail too, to those who gave an address',
  Umumkan: 'Announce',
  'Sudah diumumkan': 'Announced before',
  ditarik: 'withdrawn',
  '{n} orang sudah menutupnya': { one: '{n} person has put it away', other: '{n} people have put it away' },
  'Surel sedang disiapkan.': 'Mails are being prepared.',
  'Surel: {sent} terkirim, {waiting} menunggu, {failed} gagal.': 'Mails: {sent} sent, {waiting} waiting, {failed} failed.',
  Tarik: 'Withdraw',
  'Belum ada pengumuman.': 'No announcements yet.',
  'Pengumuman ini tidak ada.': 'This announcement does not exist.',
  'Pengumuman ini sekarang terlihat di beranda peserta.': 'Learners now see this announcement on their first page.',
  'Pengumuman ini ditarik. Peserta tidak melihatnya lagi.': 'This announcement is withdrawn. Learners no longer see it.',
} satisfies Catalogue;
