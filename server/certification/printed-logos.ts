import { Invalid } from '../errors.ts';
import type { FileStore } from '../storage/storage.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { preparePicture, type Picture } from './pdf/picture/picture.ts';

/** An issuer changes its logo once in years; a site that has many issuers forgets the oldest. */
const REMEMBERED = 8;

/**
 * A picture that was accepted before this was checked may not be printable: then the template's own mark stands in its
 * place, and does so for ever, since the same bytes give the same answer.
 */
const printable = (bytes: Buffer): Picture | undefined => {
  try {
    return preparePicture(bytes);
  } catch (problem) {
    if (problem instanceof Invalid) return undefined;
    throw problem;
  }
};

/** The logos that records name, ready to print. */
export function openLogos(files: Pick<FileStore, 'get'>) {
  const known = new Map<string, Picture | undefined>();
  return {
    /** Throws when the file is gone: a paper without it would be kept in place of the right one. */
    async of({ issuer: { logo } }: Pick<CertificateRecord, 'issuer'>): Promise<Picture | undefined> {
      if (logo === undefined || known.has(logo)) return logo === undefined ? undefined : known.get(logo);
      const bytes = await files.get(logo);
      if (!bytes) throw new Error(`The logo ${logo} of a certificate is not in the file store`);
      const [oldest] = known.keys();
      if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
      const picture = printable(bytes);
      known.set(logo, picture);
      return picture;
    },
  };
}
