import type { CertificateRecord } from '../server/certification/certificate-record.ts';
import { certificateTemplates } from '../server/certification/pdf/certificate-templates.ts';
import { prepareCertificates, renderCertificate } from '../server/certification/pdf/render-certificate.ts';
import { pdfkitFirstPage } from './references/pdfkit-first-page.ts';
import { onePdfkitLine } from './references/pdfkit-one-line.ts';
import type { Row } from './row.ts';

const KILOBYTES = 110;
/** How many times as fast as pdfkit drawing the same first page. */
const SAME_PAGE_TIMES = 4;
/** Milliseconds of work for which one certificate may hold up the process that also serves pages. */
const LONGEST = 50;
/** The share of certificates that keeps to it; the rest belongs to collecting garbage. */
const MOST = 0.99;
const ROUNDS = 3;
const SECONDS_A_ROUND = 1.5;

const GIVEN = [
  'Siti',
  'Ahmad',
  'Ni Luh',
  "Nur'aini",
  'Yohanes',
  'Agus',
  'Dewi',
  'Muhammad',
  'Maria',
  'Hj. Fatimah',
  'Ketut',
  'Bambang',
];
const FAMILY = [
  'Wulandari',
  'Hidayat',
  'Simanjuntak',
  'Prasetyo',
  'Rahmawati',
  'Tarigan',
  'Kusumaningtyas',
  'Nainggolan',
  'Setiawan',
  'Lubis',
  'Pattiasina',
];
const name = (index: number): string =>
  `${GIVEN[index % GIVEN.length]} ${FAMILY[(index * 7) % FAMILY.length]} ${FAMILY[(index * 3 + 1) % FAMILY.length]}`;

/** No two alike: name, serial, scores, and with them QR code and text. */
const certificate = (index: number): CertificateRecord => {
  const example = certificateTemplates.klasik.example;
  const serial = `PSM-2026-${(index + 32 ** 3).toString(32).toUpperCase().padStart(4, '0')}-9Q2M-4T`;
  return {
    ...example,
    serial,
    holderName: name(index),
    units: example.units.map((unit, position) => ({ ...unit, score: unit.minimum + ((index + position * 5) % 20) })),
    verifyUrl: `https://bimtek.example/v/${serial}`,
    qrUrl: `https://bimtek.example/v/${serial}?k=r8Xw2LqTz5mKc4VnYb7dPg`,
  };
};

let drawn = 0;
let bytes = 0;
const work: number[] = [];

const ours = async (): Promise<void> => {
  const before = process.cpuUsage();
  const pdf = await renderCertificate(certificate((drawn += 1)));
  const { user, system } = process.cpuUsage(before);
  work.push((user + system) / 1000);
  bytes = Math.max(bytes, pdf.length);
};
const theirs = async (): Promise<void> => {
  await onePdfkitLine(name((drawn += 1)));
};

const samePage = async (): Promise<void> => {
  await pdfkitFirstPage(certificate((drawn += 1)));
};

const perSecond = async (draw: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  let count = 0;
  for (; performance.now() - began < SECONDS_A_ROUND * 1000; count += 1) await draw();
  return (count * 1000) / (performance.now() - began);
};

/** Both in turn, so that a noisy neighbour strikes both; the best round of each counts. */
export async function rows(): Promise<Row[]> {
  await prepareCertificates();
  for (let warm = 0; warm < 30; warm += 1) {
    await ours();
    await theirs();
    await samePage();
  }
  work.length = 0;
  let [value, limit, page] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    value = Math.max(value, await perSecond(ours));
    limit = Math.max(limit, await perSecond(theirs));
    page = Math.max(page, await perSecond(samePage));
  }
  const slow = work.sort((one, other) => one - other)[Math.floor(work.length * MOST)] ?? 0;
  const kilobytes = bytes / 1024;
  const within = (title: string, measured: number, unit: string, most: number): Row => {
    const ratio = most / measured;
    return { name: title, value: Number(measured.toFixed(1)), unit, limit: most, ratio, bar: 1, ok: ratio >= 1 };
  };
  const ratio = value / limit;
  return [
    {
      name: 'certificate PDF, against pdfkit with one line of text',
      value: Math.round(value),
      unit: 'PDFs/s',
      limit: Math.round(limit),
      ratio,
      bar: 0.5,
      ok: ratio >= 0.5,
    },
    {
      name: 'certificate PDF of two pages, against pdfkit drawing texts, rules and QR code of the first with subset fonts',
      value: Math.round(value),
      unit: 'PDFs/s',
      limit: Math.round(page),
      ratio: value / page,
      bar: SAME_PAGE_TIMES,
      ok: value / page >= SAME_PAGE_TIMES,
    },
    within('certificate PDF, largest', kilobytes, 'KB', KILOBYTES),
    within('certificate PDF, work for the slowest but 1%', slow, 'ms', LONGEST),
  ];
}
