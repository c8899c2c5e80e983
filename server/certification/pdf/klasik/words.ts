/** The fixed words of the certificate: Indonesian first, English below. Names and addresses come from the record. */
export const WORDS = {
  title: 'Sertifikat Standar Kompetensi Minimum',
  titleEn: 'Certificate of Minimum Competency',
  number: 'Nomor',
  document: 'Nomor dokumen',
  sample: 'CONTOH',
  sampleNote: 'contoh, tidak berlaku sebagai sertifikat',
  supersedes: 'menggantikan nomor',
  given: 'diberikan kepada',
  reached: 'yang telah mencapai batas minimum pada setiap unit kompetensi dalam pelatihan',
  issued: 'Diterbitkan',
  validUntil: 'Berlaku sampai',
  noExpiry: 'Tanpa batas waktu',
  scan: 'Pindai untuk memeriksa',
  seal: 'STANDAR KOMPETENSI MINIMUM · SETIAP UNIT TUNTAS · ',
  micro: 'BIMTEK · STANDAR KOMPETENSI MINIMUM · ',
  transcript: 'Transkrip Kompetensi',
  transcriptEn: 'Competency transcript',
  holder: 'Pemegang',
  course: 'Pelatihan',
  code: 'Kode',
  unit: 'Unit kompetensi',
  achievement: 'Capaian',
  score: 'Nilai',
  minimum: 'Minimum',
  result: 'Hasil',
  passed: 'Tuntas',
  notPassed: 'Belum',
  rule: 'Sertifikat terbit hanya bila setiap unit mencapai batas minimumnya.',
  ruleEn: 'Issued only when every unit reaches its own minimum.',
  verify: 'Cara memeriksa',
  verifyEn: 'How to verify',
  basis: 'Dasar penilaian',
  basisEn: 'Basis',
} as const;

const COUNTED = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh'] as const;
const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const;

/** `2026-11-04` is `4 November 2026`. Own names of months: the same bytes under every version of Intl's data. */
export const longDate = (isoDay: string): string => {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
};

/** Percent, at most one decimal, cut off and not rounded: 69.96 must not read as a minimum of 70 that was reached. */
export const percent = (value: number): string => String(Math.floor(value * 10 + 1e-9) / 10).replace('.', ',');

export const hoursAndUnits = (hours: number, units: number): string =>
  `${percent(hours)} jam pelajaran (JP), ${COUNTED[units] ?? units} unit kompetensi`;

export const reachedEn = (course: string | undefined, hours: number): string =>
  `has reached the minimum in every unit of competency of ${course === undefined ? 'this course' : `the course ${course}`}, ${hours} training hours`;

export const issuedAt = (place: string | undefined): string => (place ? `${WORDS.issued} di ${place}` : WORDS.issued);

export const attachment = (page: number, pages: number): string => `Lampiran ${WORDS.title}, halaman ${page} dari ${pages}`;

export const passedUnits = (passed: number, units: number): string => `Tuntas ${passed} dari ${units} unit`;

/** How to verify: each step with its translation. */
export const verifySteps = (address: string, host: string): readonly (readonly [string, string])[] => [
  [`Pindai kode QR di halaman depan, atau buka ${address}.`, 'Scan the QR code on the front, or open the address.'],
  [
    'Cocokkan nama, pelatihan, dan masa berlaku; laman itu juga memberi tahu bila sertifikat dicabut.',
    'Compare name, course and validity; the page also says whether the certificate was revoked.',
  ],
  [
    `Pastikan alamat yang terbuka ialah ${host}. Kode palsu membuka alamat lain.`,
    'Make sure that this is the address that opens. A forged code opens another one.',
  ],
];

export const LEVELS = { dasar: 'Dasar', lanjutan: 'Lanjutan', khusus: 'Khusus' } as const;
