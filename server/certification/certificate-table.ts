import type { Cell } from '../web/spreadsheet/cell.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { stateOn, type CertificateState } from './certificate-state.ts';

const stateWords: Readonly<Record<CertificateState, string>> = {
  valid: 'Berlaku',
  sample: 'Contoh',
  expired: 'Habis masa berlaku',
  suspended: 'Ditangguhkan',
  revoked: 'Dicabut',
  superseded: 'Diganti',
  withdrawn: 'Ditarik pemegang',
};

type Column = (certificate: IssuedCertificate, today: string) => Cell;

const day = (written: string | undefined): Cell => (written === undefined ? undefined : { day: written });

const columns: Readonly<Record<string, Column>> = {
  'Nomor sertifikat': ({ serial }) => serial,
  'Nomor dokumen': ({ record }) => record.documentNumber,
  Nama: ({ record }) => record.holderName,
  'Desa/kelurahan': ({ record }) => record.village,
  'Kode wilayah': ({ regionCode }) => regionCode,
  Wilayah: ({ record }) => record.regionName,
  Pelatihan: ({ record }) => record.course.title,
  Tingkat: ({ record }) => record.course.level,
  JP: ({ record }) => record.course.hours,
  'Versi pelatihan': ({ record }) => record.course.version,
  Terbit: ({ record }) => day(record.issuedOn),
  'Berlaku sampai': ({ record }) => day(record.validUntil),
  Keadaan: (certificate, today) => stateWords[stateOn(certificate, today)],
  'Halaman pemeriksaan': ({ record }) => record.verifyUrl,
};

/** The table's head, then a row for each certificate. `today`, `YYYY-MM-DD`, tells what has expired. */
export async function* certificateTable(certificates: AsyncIterable<IssuedCertificate>, today: string): AsyncGenerator<Cell[]> {
  yield Object.keys(columns);
  for await (const certificate of certificates) yield Object.values(columns).map((cell) => cell(certificate, today));
}

/** Of the columns, in characters, for a workbook. */
export const TABLE_WIDTHS: readonly number[] = [25, 22, 32, 22, 12, 26, 40, 10, 6, 18, 12, 14, 18, 48];
