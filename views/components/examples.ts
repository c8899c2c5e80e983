/**
 * Example fields for every component, in every state that looks different: the style guide shows them, tests
 * photograph it and run axe on it. A component's fields are described at the head of its template.
 */
export interface ComponentExample {
  /** What this state shows. */
  readonly title: string;
  /** What the component is included with. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const steps = [
  { kind: 'lesson', title: 'Tugas dan empat fungsi PSM', href: '#', state: 'done', minutes: 7 },
  { kind: 'lesson', title: 'Kunjungan rumah yang menghormati warga', href: '#', state: 'now', minutes: 8 },
  { kind: 'lesson', title: 'Mencatat dan melapor', href: '#', state: 'open', minutes: 7 },
  { kind: 'quiz', title: 'Kuis modul 4', href: '#', state: 'open', questions: 8 },
];

const cells = Array.from({ length: 20 }, (_, index) => ({
  number: index + 1,
  answered: index < 13 && index !== 7,
  marked: index === 3 || index === 10,
  current: index === 13,
}));

const options = [
  { id: 'a', letter: 'A', text: 'Meneruskan foto itu ke grup dinas sosial supaya cepat ditangani.', chosen: false },
  { id: 'b', letter: 'B', text: 'Meminta foto itu dihapus dari grup, lalu menghubungi Pak Darto sendiri.', chosen: true },
  { id: 'c', letter: 'C', text: 'Membiarkannya, karena grup itu hanya berisi sesama PSM.', chosen: false },
];

const reviewed = [
  { ...options[0], state: 'missed', feedback: '<p>Jawaban ini yang benar.</p>' },
  { ...options[1], state: 'wrong', feedback: '<p>Belum tepat: izin warga belum ada.</p>' },
  options[2],
];

export const componentExamples: Readonly<Record<string, readonly ComponentExample[]>> = {
  button: [
    { title: 'Utama', fields: { button: { text: 'Masuk', solid: true } } },
    { title: 'Biasa', fields: { button: { text: 'Pakai kode' } } },
    { title: 'Dua baris', fields: { button: { href: '#', verb: 'Lanjutkan', text: 'Kunjungan rumah', solid: true } } },
    { title: 'Lebar', fields: { button: { text: 'Simpan', solid: true, block: true } } },
    { title: 'Kecil, dengan panah', fields: { button: { href: '#', text: 'Berikutnya', small: true, arrow: true } } },
    { title: 'Merusak', fields: { button: { text: 'Cabut sertifikat', danger: true, confirm: 'Cabut sertifikat ini?' } } },
  ],
  field: [
    { title: 'Kosong', fields: { field: { name: 'contoh1', label: 'Nama pengguna', help: 'Tertulis di lembar kode' } } },
    { title: 'Keliru', fields: { field: { name: 'contoh2', label: 'Nama pengguna', value: 'siti rahmawati', error: 'Nama pengguna tidak memakai spasi. Mungkin maksud Anda siti.rahmawati' } } },
    { title: 'Boleh kosong', fields: { field: { name: 'contoh3', type: 'tel', label: 'Nomor telepon', required: false } } },
    { title: 'Panjang', fields: { field: { name: 'contoh4', type: 'textarea', label: 'Apa yang keliru?' } } },
  ],
  select: [
    {
      title: 'Berkelompok',
      fields: { select: { name: 'contoh5', label: 'Wilayah', first: 'Pilih wilayah', value: '32.75', groups: [{ label: 'Jawa Barat', options: [{ value: '32.75', text: 'Kota Bekasi' }] }] } },
    },
    { title: 'Keliru', fields: { select: { name: 'contoh6', label: 'Wilayah', first: 'Pilih wilayah', error: 'Pilih wilayah tempat Anda bertugas', options: [] } } },
  ],
  radios: [
    {
      title: 'Terpilih',
      fields: { radios: { name: 'contoh7', legend: 'Peran', value: 'trainer', options: [{ value: 'learner', text: 'Peserta' }, { value: 'trainer', text: 'Pelatih', help: 'juga melihat hasil' }] } },
    },
  ],
  checkbox: [
    { title: 'Terpilih', fields: { checkbox: { name: 'contoh8', text: 'Saya sudah membaca dan menyetujuinya', checked: true } } },
    { title: 'Keliru', fields: { checkbox: { name: 'contoh9', text: 'Saya sudah membaca dan menyetujuinya', error: 'Setujui dahulu pemberitahuan ini' } } },
  ],
  'error-summary': [
    { title: 'Dua kolom', fields: { errors: { contoh2: 'Nama pengguna tidak memakai spasi', contoh6: 'Pilih wilayah tempat Anda bertugas' }, message: undefined } },
  ],
  petals: [
    { title: 'Sedang berjalan', fields: { petals: { done: 2, total: 5, now: true } } },
    { title: 'Selesai', fields: { petals: { done: 4, total: 4 } } },
  ],
  progress: [{ title: 'Kata dan batang', fields: { progress: { done: 15, total: 27, text: '15 dari 27 pelajaran', aside: '3 dari 6 kuis' } } }],
  'competency-bar': [
    { title: 'Tuntas', fields: { bar: { score: 90, minimum: 70, passed: true } } },
    { title: 'Belum tuntas', fields: { bar: { score: 60, minimum: 80, passed: false } } },
    { title: 'Minimum 100', fields: { bar: { score: 0, minimum: 100, passed: false } } },
  ],
  'item-map': [
    { title: 'Dua perlu diperiksa', fields: { map: { points: [{ number: 1, x: 0.55, y: -0.2, bad: true }, { number: 2, x: 0.97, y: 0.05, bad: true }, { number: 3, x: 0.7, y: 0.4, bad: false }, { number: 4, x: 0.4, y: 0.52, bad: false }] } } },
  ],
  histogram: [
    { title: 'Detik', fields: { histogram: { label: 'Peserta menurut detik', classes: [{ label: '0–10', count: 4, share: 0.1 }, { label: '10–20', count: 20, share: 0.5 }, { label: '20+', count: 16, share: 0.4 }] } } },
  ],
  kop: [
    { title: 'Baik', fields: { kop: { tone: 'good', title: 'Sertifikat Anda', text: 'Berlaku sampai 26 November 2031' } } },
    { title: 'Perhatian', fields: { kop: { tone: 'warn', title: 'Masa berlakunya sudah habis', text: 'Pemiliknya dapat memperbarui.' } } },
    { title: 'Buruk', fields: { kop: { tone: 'bad', title: 'Sertifikat ini sudah dicabut', text: 'Tidak dapat dipakai lagi.' } } },
    { title: 'Netral', fields: { kop: { tone: 'ink', title: 'Nomor ini tidak kami temukan', text: 'Belum tentu palsu.' } } },
  ],
  renewal: [
    { title: 'Dapat diperbarui', fields: { renewal: { state: 'offered', units: ['Etika dan batas peran'], total: 7, action: '#', examHref: '#' } } },
    { title: 'Sedang diperbarui', fields: { renewal: { state: 'begun', units: ['Etika dan batas peran', 'Penguasaan teknologi'], total: 7, action: '#', examHref: '#' } } },
  ],
  notice: [
    { title: 'Selesai', fields: { notice: { text: 'Data Anda sudah disimpan.' } } },
    { title: 'Perhatian', fields: { notice: { tone: 'warn', text: 'Dapat diulang mulai 25 November 2026, 10.42 WIB.' } } },
    { title: 'Keterangan', fields: { notice: { tone: 'calm', text: 'Terbuka setelah semua modul selesai.', link: { href: '#', text: 'Lihat yang belum selesai' } } } },
  ],
  'status-sign': [
    { title: 'Biasa', fields: { status: { kind: 'good', text: 'Berlaku', quiet: true } } },
    { title: 'Tuntas', fields: { status: { kind: 'good', text: 'Tuntas' } } },
    { title: 'Dicabut', fields: { status: { kind: 'bad', text: 'Dicabut' } } },
    { title: 'Habis', fields: { status: { kind: 'warn', text: 'Habis masa berlaku' } } },
    { title: 'Tidak dikenal', fields: { status: { kind: 'unknown', text: 'Tidak ditemukan' } } },
  ],
  'book-cover': [
    { title: 'Dasar', fields: { book: { level: 'dasar' } } },
    { title: 'Lanjutan', fields: { book: { level: 'lanjutan' } } },
    { title: 'Khusus', fields: { book: { level: 'khusus' } } },
  ],
  facts: [{ title: 'Empat', fields: { facts: ['6 modul', '27 pelajaran', 'sekitar 8 jam', 'sertifikat 5 tahun'] } }],
  steps: [{ title: 'Tanpa menit', fields: { steps: { items: steps } } }],
  contents: [
    {
      title: 'Dua modul',
      fields: {
        contents: {
          modules: [
            { number: 1, title: 'Mengenal PSM', done: true, started: true, lessonsDone: 4, lessonsTotal: 4, quizScore: 90, steps },
            { number: 4, title: 'Tugas dan cara kerja', open: true, done: false, started: true, lessonsDone: 1, lessonsTotal: 3, steps },
          ],
        },
      },
    },
  ],
  'option-rows': [
    { title: 'Menjawab', fields: { rows: { name: 'jawab1', type: 'radio', questionId: 'x1', reviewed: false, options } } },
    { title: 'Beberapa pilihan', fields: { rows: { name: 'jawab2', type: 'checkbox', questionId: 'x2', reviewed: false, options } } },
    { title: 'Pembahasan', fields: { rows: { name: 'jawab3', type: 'radio', questionId: 'x3', reviewed: true, options: reviewed } } },
  ],
  'number-strip': [
    { title: 'Tetangga', fields: { strip: { cells, near: true, label: 'Soal di sekitarnya' } } },
    { title: 'Semua', fields: { strip: { cells, label: 'Daftar soal' } } },
  ],
  'strip-legend': [{ title: 'Keterangan', fields: { counts: { answered: 12, marked: 2, open: 8 } } }],
  'saved-line': [{ title: 'Tersimpan', fields: { savedAt: '10.42' } }],
  breadcrumb: [{ title: 'Satu tingkat', fields: { crumbs: [{ href: '#', text: 'Bimbingan Teknis Dasar PSM' }] } }],
  tabs: [{ title: 'Tiga', fields: { tabs: { label: 'Contoh tab', items: [{ href: '#', text: 'Ringkasan' }, { href: '#', text: 'Sertifikat', current: true }, { href: '#', text: 'Undangan' }] } } }],
  filters: [
    {
      title: 'Dua saringan',
      fields: { filters: { action: '#', fields: [{ field: { name: 'contoh10', label: 'Nama atau nomor' } }, { select: { name: 'contoh11', label: 'Keadaan', first: 'Semua', options: [] } }] } },
    },
  ],
  chips: [{ title: 'Dua aktif', fields: { chips: [{ text: 'Rawalumbu', href: '#' }, { text: 'November 2026', href: '#' }] } }],
  pagination: [{ title: 'Di tengah', fields: { pagination: { text: 'Baris 51–100 dari 271', previousHref: '#', nextHref: '#' } } }],
  empty: [{ title: 'Kosong', fields: { empty: { title: 'Belum ada sertifikat', text: 'Terbit setelah setiap kompetensi tuntas.', button: { href: '#', text: 'Ke pelatihan saya' } } } }],
  dock: [{ title: 'Dua tombol', fields: { dock: { buttons: [{ href: '#', text: 'Sebelumnya' }, { href: '#', text: 'Berikutnya', solid: true, arrow: true }] } } }],
};
