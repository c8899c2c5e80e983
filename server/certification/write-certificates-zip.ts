import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { IssuedCertificate } from './certificate-model.ts';
import { sortableFileName } from './certificate-file-name.ts';
import type { CertificatePdfs } from './certificate-pdf.ts';

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
  zip.end();
}

/**
 * Writes the papers of certificates as a ZIP while they are read, and ends `out`. Fails, and destroys `out`, when a paper
 * cannot be drawn, so that half an archive never looks like a whole one; stops when `out` is closed.
 */
export async function writeCertificatesZip(certificates: AsyncIterable<IssuedCertificate>, pdfs: Pick<CertificatePdfs, 'bytesOf'>, out: Writable): Promise<void> {
  const zip = new ZipFile();
  const stop = new AbortController();
  zip.once('error', (problem: unknown) => stop.abort(problem));
  const sent = pipeline(zip.outputStream, out, { signal: stop.signal });
  const added = addPapers(zip, certificates, pdfs, stop.signal);
  const stopBoth = (problem: unknown) => {
    stop.abort(problem);
    throw problem;
  };
  await Promise.all([sent.catch(stopBoth), added.catch(stopBoth)]);
}
