import type { CertificateRecord } from '../../certificate-record.ts';

/** A made-up certificate: for previews of the template, its tests and to warm it up. */
export const EXAMPLE: CertificateRecord = {
  serial: 'PSM-2026-7F3K-9Q2M-4T',
  holderName: 'Sari Wulandari',
  village: 'Sukamaju',
  regionName: 'Kabupaten Sukamaju',
  course: {
    id: 'psm-dasar',
    version: '4e91c07b2f09d4aa',
    title: 'Bimbingan Teknis Dasar Pekerja Sosial Masyarakat',
    titleEn: 'Basic Technical Guidance for Community Social Workers',
    level: 'dasar',
    hours: 16,
  },
  units: [
    { code: 'PSM.D.01', title: 'Menjelaskan jati diri, status, dan dasar hukum PSM', titleEn: 'Explain the identity, status and legal basis of PSM', minimum: 70, score: 88 },
    { code: 'PSM.D.02', title: 'Menjelaskan alasan pembentukan, sasaran, dan mitra PSM', titleEn: 'Explain why PSM exist, whom they serve and with whom they work', minimum: 70, score: 84 },
    { code: 'PSM.D.03', title: 'Memberi informasi program dan jalur akses yang tepat', titleEn: 'Give correct information on programmes and how to reach them', minimum: 70, score: 79 },
    { code: 'PSM.D.04', title: 'Melaksanakan tugas, kunjungan, pencatatan, dan rujukan', titleEn: 'Carry out duties, home visits, record keeping and referral', minimum: 75, score: 91 },
    { code: 'PSM.D.05', title: 'Memakai perangkat dan kanal digital resmi', titleEn: 'Use devices and official digital channels', minimum: 65, score: 72 },
    { code: 'PSM.D.06', title: 'Melindungi data pribadi dan bersikap etis', titleEn: 'Protect personal data and act ethically', minimum: 80, score: 93 },
    { code: 'PSM.D.07', title: 'Menjaga keselamatan kelompok rentan dan situasi darurat', titleEn: 'Keep vulnerable groups safe and act in emergencies', minimum: 80, score: 86 },
  ],
  issuedOn: '2026-11-24',
  validUntil: '2029-11-24',
  issuer: { lines: ['Pemerintah Kabupaten Sukamaju', 'Dinas Sosial'] },
  signatories: [
    { office: 'Ketua Ikatan Pekerja Sosial Masyarakat', name: 'H. Bambang Hermanto', secondLine: 'Kabupaten Sukamaju' },
    { office: 'Kepala Dinas Sosial', name: 'Dr. Ratna Maheswari, M.Si.', secondLine: 'Pembina Tingkat I' },
  ],
  verifyUrl: 'https://bimtek.example/v/PSM-2026-7F3K-9Q2M-4T',
  qrUrl: 'https://bimtek.example/v/PSM-2026-7F3K-9Q2M-4T?k=r8Xw2LqTz5mKc4VnYb7dPg',
  verifyHost: 'bimtek.example/v',
  isSample: false,
  language: 'id',
  template: 'klasik',
  templateVersion: 1,
};
