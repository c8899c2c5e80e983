import type { Translate } from '../../web/i18n/translate.ts';
import { RETENTION_DAYS } from './personal-data.ts';

/** What is kept, why, and how long: a row of the table on /privacy. */
export interface KeptData {
  readonly what: string;
  readonly why: string;
  readonly until: string;
}

const DAYS_A_YEAR = 365;
const years = (days: number): number => Math.floor(days / DAYS_A_YEAR);

/** The periods are those by which the server takes data away (`RETENTION_DAYS`). */
export const retentionTable = (t: Translate): readonly KeptData[] => [
  { what: t('Nama, nama pengguna, wilayah, desa; telepon dan surel bila diisi'), why: t('Mengenali Anda dan mencetak sertifikat'), until: t('Sampai akun dihapus') },
  { what: t('Kata sandi dan langkah kedua, tidak dapat dibaca kembali'), why: t('Menjaga akun Anda'), until: t('Sampai akun dihapus') },
  { what: t('Pelajaran yang dibaca, jawaban, nilai'), why: t('Menjalankan pelatihan dan menilai kompetensi'), until: t('Sampai akun dihapus; sesudah itu tanpa nama') },
  { what: t('Esai dan berkas yang Anda kirim sebagai jawaban'), why: t('Supaya pelatih dapat menilainya'), until: t('Sampai akun dihapus') },
  { what: t('Sertifikat dan riwayatnya'), why: t('Menjawab siapa pun yang memeriksanya'), until: t('Sampai akun dihapus; nomornya tetap terpakai, tanpa nama') },
  { what: t('Perangkat yang masuk: jenis, jaringan, waktu'), why: t('Anda dapat melihat dan mengeluarkannya'), until: t('{n} hari sesudah terakhir dipakai', { n: RETENTION_DAYS.sessions }) },
  { what: t('Kode sekali pakai, tersimpan sebagai sidik'), why: t('Membuat kata sandi tanpa surel'), until: t('Paling lama {n} hari', { n: RETENTION_DAYS.codes }) },
  { what: t('Percobaan masuk yang gagal'), why: t('Memperlambat orang yang menebak kata sandi'), until: t('Paling lama {n} jam', { n: RETENTION_DAYS.throttles * 24 }) },
  { what: t('Daftar peserta yang diunggah penyelenggara'), why: t('Membuat angkatan dan memperbaiki salah ketik'), until: t('{n} hari sesudah diunggah', { n: RETENTION_DAYS.rosters }) },
  { what: t('Laporan kesalahan dan jawabannya'), why: t('Memperbaiki bahan pelatihan'), until: t('{n} tahun sesudah selesai; setelah akun dihapus tanpa nama', { n: years(RETENTION_DAYS.reports) }) },
  { what: t('Catatan audit: siapa melakukan apa, tanpa nama di dalamnya'), why: t('Supaya keputusan petugas dapat diperiksa'), until: t('{n} tahun', { n: years(RETENTION_DAYS.audit) }) },
];
