import { once } from 'node:events';
import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { IssuedCertificate } from './certificate-model.ts';
import { sortableFileName } from './certificate-file-name.ts';
import type { CertificatePdfs } from './certificate-pdf.ts';
import { writeCertificatesCsv, writeCertificatesXlsx } from './write-certificates-csv.ts';

/** A stream that lets go of its bytes when they are read: the archive keeps its entries to the end. */
const readOnce = (bytes: Buffer): Readable => {
  let rest: Buffer | null = bytes;
  return new Readable({
    read() {
      this.push(rest);
      if (rest) this.push(null);
      rest = null;
    },
  });
};

/** One paper after the other, each only when the one before has left: so memory holds a few of them, however many there are. */
async function addPapers(zip: ZipFile, certificates: AsyncIterable<IssuedCertificate>, pdfs: Pick<CertificatePdfs, 'bytesOf'>, stopped: AbortSignal): Promise<void> {
  for await (const certificate of certificates) {
    stopped.throwIfAborted();
    if (certificate.state === 'withdrawn') continue;
    const bytes = await pdfs.bytesOf(certificate);
    const paper = readOnce(bytes);
    // A PDF is compressed already.
    zip.addReadStream(paper, sortableFileName(certificate), { compress: false, size: bytes.length, mtime: certificate.issuedAt });
    await once(paper, 'end', { signal: stopped });
  }
}

/** `index.csv` and `index.xlsx`, behind the papers. */
async function addLists(zip: ZipFile, { certificates, today }: ListedAgain, stopped: AbortSignal): Promise<void> {
  for (const [name, write] of [['index.csv', writeCertificatesCsv], ['index.xlsx', writeCertificatesXlsx]] as const) {
    const list = new PassThrough();
    zip.addReadStream(list, name, { compress: false });
    await Promise.all([write(certificates(), today, list), once(list, 'end', { signal: stopped })]);
  }
}

/** The same certificates once more, for the lists beside the papers; `today`, `YYYY-MM-DD`, tells what has expired. */
export interface ListedAgain {
  readonly certificates: () => AsyncIterable<IssuedCertificate>;
  readonly today: string;
}

/**
 * Writes the papers of certificates as a ZIP while they are read, and ends `out`. Fails, and destroys `out`, when a paper
 * cannot be drawn, so that half an archive never looks like a whole one; stops when `out` is closed. `listed`: a table of them
 * goes along, as CSV and as a workbook.
 */
export async function writeCertificatesZip(certificates: AsyncIterable<IssuedCertificate>, pdfs: Pick<CertificatePdfs, 'bytesOf'>, out: Writable, listed?: ListedAgain): Promise<void> {
  const zip = new ZipFile();
  const stop = new AbortController();
  zip.once('error', (problem: unknown) => stop.abort(problem));
  const sent = pipeline(zip.outputStream, out, { signal: stop.signal });
  const addAll = async (): Promise<void> => {
    await addPapers(zip, certificates, pdfs, stop.signal);
    if (listed) await addLists(zip, listed, stop.signal);
    zip.end();
  };
  const added = addAll();
  const stopBoth = (problem: unknown) => {
    stop.abort(problem);
    throw problem;
  };
  await Promise.all([sent.catch(stopBoth), added.catch(stopBoth)]);
}
