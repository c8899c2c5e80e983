import { Invalid } from '../errors.ts';
import type { FileStore } from '../storage/storage.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { preparePicture, type PaperPictures, type Picture, type PictureUse } from './pdf/picture/picture.ts';

/** Issuers change pictures once in years; a site that has many classes with pictures of their own forgets the oldest. */
const REMEMBERED = 24;

/**
 * A picture that was accepted before this was checked may not be printable: then the template's own mark stands in its
 * place, and does so for ever, since the same bytes give the same answer.
 */
const printable = (bytes: Buffer, use: PictureUse): Picture | undefined => {
  try {
    return preparePicture(bytes, use);
  } catch (problem) {
    if (problem instanceof Invalid) return undefined;
    throw problem;
  }
};

/** The pictures that records name, ready to print. */
export function openPaperPictures(files: Pick<FileStore, 'get'>) {
  const known = new Map<string, Picture | undefined>();

  const pictureOf = async (key: string | undefined, use: PictureUse): Promise<Picture | undefined> => {
    if (key === undefined || known.has(key)) return key === undefined ? undefined : known.get(key);
    const bytes = await files.get(key);
    if (!bytes) throw new Error(`The picture ${key} of a certificate is not in the file store`);
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    const picture = printable(bytes, use);
    known.set(key, picture);
    return picture;
  };

  return {
    /** Throws when a file is gone: a paper without it would be kept in place of the right one. */
    async of({ issuer, signatories }: Pick<CertificateRecord, 'issuer' | 'signatories'>): Promise<PaperPictures> {
      const logo = await pictureOf(issuer.logo, 'logo');
      const signatures: (Picture | undefined)[] = [];
      for (const { signature } of signatories) signatures.push(await pictureOf(signature, 'signature'));
      return { logo, signatures };
    },
  };
}
