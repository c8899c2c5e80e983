import type { Translate } from '../../web/i18n/translate.ts';

/** What was done, in words; a name that nobody has given words yet stands for itself. */
export function actionWords(name: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    'account-made': t('Membuat akun'),
    'account-erased': t('Menghapus akun'),
    'accounts-merged': t('Menggabungkan akun'),
    'answer-file-read': t('Membuka berkas jawaban'),
    'answer-marked': t('Menilai jawaban'),
    'attempt-granted': t('Memberi kesempatan tambahan'),
    'audit-downloaded': t('Mengunduh catatan audit'),
    'certificate-reinstated': t('Memberlakukan sertifikat lagi'),
    'certificate-reissued': t('Menerbitkan ulang sertifikat'),
    'certificate-revoked': t('Mencabut sertifikat'),
    'certificate-suspended': t('Menangguhkan sertifikat'),
    'certificates-downloaded': t('Mengunduh sertifikat'),
    'class-made': t('Membuat angkatan'),
    'class-state-changed': t('Membuka atau menutup angkatan'),
    'code-sheet-made': t('Membuat lembar kode'),
    'code-used': t('Memakai kode kata sandi'),
    'data-downloaded': t('Mengunduh data pribadi'),
    'extra-time-given': t('Memberi waktu tambahan'),
    'name-corrected': t('Memperbaiki nama'),
    'regrade-applied': t('Menerapkan penilaian ulang'),
    'regrade-previewed': t('Melihat akibat penilaian ulang'),
    'regrade-undone': t('Membatalkan penilaian ulang'),
    'report-answered': t('Menjawab laporan kesalahan'),
    'reset-code-issued': t('Membuat kode kata sandi'),
    'results-downloaded': t('Mengunduh hasil'),
    'role-changed': t('Mengubah peran'),
    'roster-applied': t('Menerapkan daftar peserta'),
    'roster-uploaded': t('Mengunggah daftar peserta'),
    'security-changed': t('Mengubah aturan keamanan'),
    'sessions-ended': t('Mengeluarkan dari perangkat'),
    'settings-changed': t('Mengubah pengaturan'),
    'sign-in': t('Masuk'),
    'two-factor-off': t('Mematikan langkah kedua'),
    'two-factor-on': t('Menyalakan langkah kedua'),
    'two-factor-reset': t('Melepas langkah kedua orang lain'),
  };
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
