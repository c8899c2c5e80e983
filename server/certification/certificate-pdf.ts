import { NotFound } from '../errors.ts';
import type { FileStore } from '../storage/storage.ts';
import type { AttachedFile } from './pdf/document/attached-file.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { CertificateStore } from './certificate-store.ts';
import type { Credentials } from './credential/credentials.ts';
import { drawInThread } from './draw-in-thread.ts';
import { openLook } from './kept-looks.ts';
import { openPaperPictures } from './printed-pictures.ts';
import { renderCertificate } from './pdf/render-certificate.ts';

/** Small letters, so that a key is one file also where case does not count. */
const keyOf = (serial: string): string => `certificates/${serial.toLowerCase()}.pdf`;

export interface CertificatePdfs {
  /** The paper: drawn from the frozen record when first asked for, from then on the same bytes. */
  bytesOf(certificate: IssuedCertificate): Promise<Buffer>;
  /** The same of one of many: drawn beside the server's other work where that can be. */
  bytesOfMany(certificate: IssuedCertificate): Promise<Buffer>;
  /** Erasure. */
  remove(serial: string): Promise<void>;
}

/** The credential as it lies in the PDF; readers show name and description. */
const credentialFile = (jwt: string): AttachedFile => ({
  name: 'openbadge-credential.jwt',
  type: 'application/jwt',
  description: 'Open Badges 3.0 (VC-JWT)',
  bytes: Buffer.from(jwt),
});

const withdrawn = () => new NotFound('Sertifikat ini sudah ditarik pemegangnya.');

export function createCertificatePdfs(files: FileStore, certificates: Pick<CertificateStore, 'selectOptional'>, credentials: Pick<Credentials, 'jwtOf'>): CertificatePdfs {
  /** What is being drawn now: whoever asks meanwhile gets the same bytes. */
  const drawing = new Map<string, Promise<Buffer>>();

  const pictures = openPaperPictures(files);

  const draw = async (certificate: IssuedCertificate, isOneOfMany: boolean): Promise<Buffer> => {
    const { _id, serial, record } = certificate;
    const key = keyOf(serial);
    const kept = await files.get(key);
    if (kept) return kept;
    // Two processes draw the same bytes from the same record, so it does not matter whose file stays.
    const credential = await credentials.jwtOf(certificate);
    await openLook(files, record);
    const drawing = { record, pictures: await pictures.of(record), files: credential === undefined ? [] : [credentialFile(credential)] };
    const drawn = (isOneOfMany ? await drawInThread(drawing) : undefined) ?? (await renderCertificate(record, drawing.pictures, drawing.files));
    await files.put(key, drawn);
    // An erasure that came between has deleted nothing yet.
    if ((await certificates.selectOptional(_id))?.state === 'withdrawn') {
      await files.delete(key);
      throw withdrawn();
    }
    return drawn;
  };

  const paperOf = async (certificate: IssuedCertificate, isOneOfMany: boolean): Promise<Buffer> => {
    if (certificate.state === 'withdrawn') throw withdrawn();
    const { serial } = certificate;
    const begun = drawing.get(serial);
    if (begun) return begun;
    const bytes = draw(certificate, isOneOfMany).finally(() => drawing.delete(serial));
    drawing.set(serial, bytes);
    return bytes;
  };

  return {
    bytesOf: (certificate) => paperOf(certificate, false),
    bytesOfMany: (certificate) => paperOf(certificate, true),
    remove: (serial) => files.delete(keyOf(serial)),
  };
}
