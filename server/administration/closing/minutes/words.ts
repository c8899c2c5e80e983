import { longDate } from '../../../certification/pdf/klasik/words.ts';
import { dayFromIso } from '../../../web/i18n/dates.ts';
import type { Minutes } from './minutes.ts';

/** Minutes are an Indonesian document, whoever downloads them. */
export const WORDS = {
  title: 'Berita Acara Penutupan Pelatihan',
  number: 'Nomor',
  counts: 'Hasil pelatihan',
  step: 'Langkah',
  people: 'Orang',
  closing: 'Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.',
  certified: 'Lampiran I. Peserta yang bersertifikat',
  open: 'Lampiran II. Peserta yang belum tuntas',
  nobody: 'Tidak ada.',
  columns: { number: 'No.', name: 'Nama', region: 'Wilayah', serial: 'Nomor sertifikat', missing: 'Yang belum' },
  unprintable: 'Huruf yang tidak dapat dicetak ditulis sebagai tanda tanya.',
} as const;

const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'] as const;
/** `2026-11-24` is `Selasa, 24 November 2026`. */
const weekdayAndDate = (day: string): string => `${DAYS[dayFromIso(day).getUTCDay()]}, ${longDate(day)}`;

const heldFrom = ({ from, to }: Minutes): string => {
  if (from && to) return `, yang berlangsung ${longDate(from)} sampai ${longDate(to)},`;
  return from ? `, yang berlangsung sejak ${longDate(from)},` : '';
};

export const opening = (minutes: Minutes): string =>
  [
    `Pada hari ini, ${weekdayAndDate(minutes.day)}`,
    ...(minutes.place ? [`, bertempat di ${minutes.place}`] : []),
    `, pelatihan ${minutes.course}, angkatan ${minutes.className}${minutes.region ? ` (${minutes.region})` : ''}${heldFrom(minutes)} ditutup dengan hasil sebagai berikut.`,
  ].join('').replace(',,', ',');

export const outcome = ({ members, certified }: Minutes): string =>
  `Dari ${members} peserta, ${certified} telah mencapai batas minimum di setiap unit kompetensi dan memegang sertifikat; ${members - certified} belum. Yang belum tetap dapat meneruskan pelatihan.`;

export const pageOf = (number: number, pages: number): string => `Halaman ${number} dari ${pages}`;
export const signedAt = ({ place, day }: Minutes): string => `${place ? `${place}, ` : ''}${longDate(day)}`;
