import { parentPort } from 'node:worker_threads';
import type { CertificateRecord } from './certificate-record.ts';
import type { AttachedFile } from './pdf/document/attached-file.ts';
import type { PaperPictures, Picture } from './pdf/picture/picture.ts';
import { prepareCertificates, renderCertificate } from './pdf/render-certificate.ts';

/** A paper to be drawn. Its record names a template of ours, no look that was written down as data. */
export interface Drawing {
  readonly id: number;
  readonly record: CertificateRecord;
  readonly pictures: PaperPictures;
  readonly files: readonly AttachedFile[];
}

/** What the thread says: that it can draw now, a paper, or that this one cannot be drawn. */
export type Drawn = { readonly ready: true } | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly id: number; readonly failed: true };

/** Bytes come over as a plain array. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const pictureFrom = (picture: Picture | undefined): Picture | undefined =>
  picture && {
    ...picture,
    colours: { ...picture.colours, bytes: asBuffer(picture.colours.bytes) },
    alpha: picture.alpha && { ...picture.alpha, bytes: asBuffer(picture.alpha.bytes) },
  };

async function draw({ id, record, pictures, files }: Drawing): Promise<void> {
  const printed = { logo: pictureFrom(pictures.logo), signatures: pictures.signatures?.map(pictureFrom) ?? [] };
  try {
    const drawn = await renderCertificate(record, printed, files.map((file) => ({ ...file, bytes: asBuffer(file.bytes) })));
    const bytes = new Uint8Array(drawn);
    parentPort?.postMessage({ id, bytes } satisfies Drawn, [bytes.buffer]);
  } catch {
    // Whoever asked draws it again, and hears why.
    parentPort?.postMessage({ id, failed: true } satisfies Drawn);
  }
}

/** The thread that draws papers by the hundred; see `draw-in-thread.ts`. */
if (parentPort) {
  parentPort.on('message', (drawing: Drawing) => void draw(drawing));
  await prepareCertificates();
  parentPort.postMessage({ ready: true } satisfies Drawn);
}
