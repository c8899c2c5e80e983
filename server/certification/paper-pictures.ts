import { createHash } from 'node:crypto';
import { Invalid } from '../errors.ts';
import type { FileStore } from '../storage/storage.ts';
import { sniff } from '../web/uploads.ts';
import { preparePicture, type PictureUse } from './pdf/picture/picture.ts';

/** Signatures lie apart from logos, which everybody may fetch. */
const FOLDERS: Readonly<Record<PictureUse, string>> = { logo: 'logo', signature: 'signatures' };

/** The file store's name for a picture, after its content: a record that names it names it for ever. */
export const pictureKey = (bytes: Buffer, use: PictureUse): string => `${FOLDERS[use]}/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${sniff(bytes) ?? 'png'}`;

/** Puts pictures into the file store. Earlier ones stay: certificates that were issued with them name them. */
export async function keepPicture(files: FileStore, bytes: Buffer, use: PictureUse): Promise<string> {
  const key = pictureKey(bytes, use);
  await files.put(key, bytes);
  return key;
}

/** Throws `Invalid` for the form's field when the picture cannot be printed. */
export function refuseUnprintablePicture(bytes: Buffer, use: PictureUse, field: string): void {
  try {
    preparePicture(bytes, use);
  } catch (problem) {
    if (problem instanceof Invalid) throw new Invalid('Periksa lagi isian yang ditandai.', { [field]: problem.message });
    throw problem;
  }
}
