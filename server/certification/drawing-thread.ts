import { parentPort, workerData } from 'node:worker_threads';
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

/** What the thread says: that it can draw now, how long the paper is that lies in the shared memory, or that this one cannot be drawn. */
export type Drawn = { readonly ready: true } | { readonly id: number; readonly length: number } | { readonly id: number; readonly failed: true };

const shared: Uint8Array = workerData;

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
    shared.set(drawn);
    parentPort?.postMessage({ id, length: drawn.length } satisfies Drawn);
  } catch {
    // Whoever asked draws it again, and hears why; or it is too large for the shared memory.
    parentPort?.postMessage({ id, failed: true } satisfies Drawn);
  }
}

/** The thread that draws papers by the hundred; see `draw-in-thread.ts`. */
if (parentPort) {
  parentPort.on('message', (drawing: Drawing) => void draw(drawing));
  await prepareCertificates();
  parentPort.postMessage({ ready: true } satisfies Drawn);
}
