import { PassThrough, Readable, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { zipStream, type ZipContent } from './bundles/zip-stream.ts';
import { sortableFileName } from './certificate-file-name.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { CertificatePdfs } from './certificate-pdf.ts';
import { writeCertificatesCsv, writeCertificatesXlsx } from './write-certificates-csv.ts';

/** The same certificates once more, for the lists beside the papers; `today`, `YYYY-MM-DD`, tells what has expired. */
export interface ListedAgain {
  readonly certificates: () => AsyncIterable<IssuedCertificate>;
  readonly today: string;
}

/** A list as a whole: for ten thousand certificates it is a megabyte. */
async function listOf(name: string, write: (out: Writable) => Promise<void>): Promise<ZipContent> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), write(out)]);
  return { name, at: Date.now(), crc: crc32(bytes), bytes };
}

async function* contentsOf(certificates: AsyncIterable<IssuedCertificate>, pdfs: Pick<CertificatePdfs, 'bytesOfMany'>, listed: ListedAgain | undefined): AsyncGenerator<ZipContent> {
  for await (const certificate of certificates) {
    if (certificate.state === 'withdrawn') continue;
    const bytes = await pdfs.bytesOfMany(certificate);
    yield { name: sortableFileName(certificate), at: certificate.issuedAt.getTime(), crc: crc32(bytes), bytes };
  }
  if (!listed) return;
  yield await listOf('index.csv', (out) => writeCertificatesCsv(listed.certificates(), listed.today, out));
  yield await listOf('index.xlsx', (out) => writeCertificatesXlsx(listed.certificates(), listed.today, out));
}

/**
 * Writes the papers of certificates as a ZIP while they are read, and ends `out`. Fails, and destroys `out`, when a paper
 * cannot be drawn, so that half an archive never looks like a whole one; stops when `out` is closed. `listed`: a table of them
 * goes along, as CSV and as a workbook.
 */
export async function writeCertificatesZip(certificates: AsyncIterable<IssuedCertificate>, pdfs: Pick<CertificatePdfs, 'bytesOfMany'>, out: Writable, listed?: ListedAgain): Promise<void> {
  // One piece ahead of the reader, so that memory holds a few papers, however many there are.
  await pipeline(Readable.from(zipStream(contentsOf(certificates, pdfs, listed)), { objectMode: true, highWaterMark: 1 }), out);
}
