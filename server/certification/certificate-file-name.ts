import type { IssuedCertificate } from './certificate-model.ts';

const LONGEST_NAME = 60;

/** Letters and digits of any script stay, all else becomes a hyphen: no slash, no point that begins a name, no blank. */
const asFileName = (name: string): string =>
  name
    .normalize('NFC')
    // An apostrophe belongs to the word: Nuraini, not Nur-aini.
    .replace(/['’`]/g, '')
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '') || 'tanpa-nama';

/** `Siti-Aminah_PSM-2026-7F3K-9Q2M-4T.pdf` */
export const paperFileName = ({ serial, record }: Pick<IssuedCertificate, 'serial' | 'record'>): string =>
  `${asFileName(record.holderName)}_${serial}.pdf`;

/** Sorts by region, then by name: `32.75_Siti-Aminah_PSM-2026-7F3K-9Q2M-4T.pdf`; `00` where no region is known. */
export const sortableFileName = (certificate: Pick<IssuedCertificate, 'serial' | 'record' | 'regionCode'>): string =>
  `${certificate.regionCode ?? '00'}_${paperFileName(certificate)}`;
