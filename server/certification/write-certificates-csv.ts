import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
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

type Column = (certificate: IssuedCertificate, today: string) => string | number | undefined;

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
  Terbit: ({ record }) => record.issuedOn,
  'Berlaku sampai': ({ record }) => record.validUntil,
  Keadaan: (certificate, today) => stateWords[stateOn(certificate, today)],
  'Halaman pemeriksaan': ({ record }) => record.verifyUrl,
};

async function* rowsOf(certificates: AsyncIterable<IssuedCertificate>, today: string): AsyncGenerator<(string | number | undefined)[]> {
  yield Object.keys(columns);
  for await (const certificate of certificates) yield Object.values(columns).map((cell) => cell(certificate, today));
}

/**
 * Writes a list of certificates as CSV while it is read, and ends `out`. Excel takes a file for UTF-8 by its byte order
 * mark, and in Indonesia separates by semicolons; a cell that it would take for a formula gets an apostrophe before it
 * (OWASP, "CSV Injection"). `today`, `YYYY-MM-DD`, tells what has expired.
 */
export async function writeCertificatesCsv(certificates: AsyncIterable<IssuedCertificate>, today: string, out: Writable): Promise<void> {
  const table = stringify({ bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true });
  await pipeline(Readable.from(rowsOf(certificates, today)), table, out);
}
