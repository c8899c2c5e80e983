import type { Request } from 'express';
import { PICTURE_FIELDS } from '../../certification/paper-form.ts';
import type { KeptPaper, SentPictures } from '../../certification/keep-paper.ts';
import { NotFound } from '../../errors.ts';
import type { FileStore } from '../../storage/storage.ts';
import { bytes, type Reply } from '../../web/reply.ts';
import { fileOf, sniff, type UploadRule } from '../../web/uploads.ts';

const LARGEST_PICTURE = 1024 * 1024;

/** The pictures that a form of papers brings. */
export const PAPER_UPLOAD: UploadRule = { field: 'logo', also: ['signature1', 'signature2'], maxBytes: LARGEST_PICTURE, kinds: ['png', 'jpeg'] };

export const sentPictures = (request: Pick<Request, 'files'>): SentPictures =>
  Object.fromEntries(PICTURE_FIELDS.flatMap((field) => {
    const sent = fileOf(request, field);
    return sent ? [[field, sent] as const] : [];
  }));

/** Addresses of the pictures that are kept now, by the form's fields. `signatures`: the address above them. */
export const paperPictures = ({ logo, signatories }: Pick<KeptPaper, 'logo' | 'signatories'>, hrefs: { readonly logo: string | undefined; readonly signatures: string }) => ({
  logo: logo && hrefs.logo,
  signature1: signatories[0]?.signature && `${hrefs.signatures}/1`,
  signature2: signatories[1]?.signature && `${hrefs.signatures}/2`,
});

const TYPES = { png: 'image/png', jpeg: 'image/jpeg' } as const;

/** A signature, for who may change it alone: whoever has it can put it below anything. */
export async function signatureReply(files: Pick<FileStore, 'get'>, { signatories }: Pick<KeptPaper, 'signatories'>, number: number): Promise<Reply> {
  const key = signatories[number - 1]?.signature;
  const picture = key && (await files.get(key));
  const kind = picture ? sniff(picture) : undefined;
  if (!picture || (kind !== 'png' && kind !== 'jpeg')) throw new NotFound('Gambar ini tidak ada.');
  return bytes(picture, { 'Content-Type': TYPES[kind], 'Cache-Control': 'private, no-store' });
}
