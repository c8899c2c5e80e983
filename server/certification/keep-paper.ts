import { Invalid } from '../errors.ts';
import type { FileStore } from '../storage/storage.ts';
import { PICTURE_FIELDS, printedFields, type PaperTexts, type PictureField, type PicturesAsked } from './paper-form.ts';
import { keepPicture, refuseUnprintablePicture } from './paper-pictures.ts';
import { canDraw } from './pdf/render-certificate.ts';

export interface KeptSignatory {
  readonly office: string;
  readonly name: string;
  readonly secondLine?: string | undefined;
  /** Key of the file store. */
  readonly signature?: string | undefined;
}

/** What stands on certificates for a whole site or a class: texts, and pictures by their keys in the file store. */
export interface KeptPaper extends Omit<PaperTexts, 'signatories'> {
  readonly signatories: readonly KeptSignatory[];
  readonly logo?: string | undefined;
}

export type SentPictures = Readonly<Partial<Record<PictureField, Buffer>>>;

/** Letters that no certificate could show are refused before anybody has earned one. */
async function refuseUnprintable(texts: PaperTexts): Promise<void> {
  const fields: Record<string, string> = {};
  const letters = new Set<string>();
  for (const [field, text] of Object.entries(printedFields(texts))) {
    const drawable = await canDraw(text ?? '');
    if (drawable.ok) continue;
    fields[field] = 'Ada huruf yang tidak dapat dicetak: {letters}';
    for (const letter of drawable.missing) letters.add(letter);
  }
  if (letters.size > 0) throw new Invalid('Periksa lagi isian yang ditandai.', fields, { letters: [...letters].join(' ') });
}

const useOf = (field: PictureField) => (field === 'logo' ? 'logo' : 'signature');

function refusePictures(sent: SentPictures, { slots }: PicturesAsked): void {
  for (const field of PICTURE_FIELDS) {
    const bytes = sent[field];
    if (!bytes) continue;
    if (field !== 'logo' && !slots.includes(field)) throw new Invalid('Periksa lagi isian yang ditandai.', { [field]: 'Isi dahulu jabatan dan nama penanda tangan ini.' });
    refuseUnprintablePicture(bytes, useOf(field), field);
  }
}

/**
 * What is to be kept of a form: its texts, and of the pictures those that were sent, else those kept before. A signature
 * stays with the name that it belongs to: under another name it is not printed.
 *
 * @throws Invalid with the form's fields when something cannot be printed; then no file has been kept.
 */
export async function keptPaper(files: FileStore, before: Pick<KeptPaper, 'logo' | 'signatories'>, { texts, sent, asked }: { readonly texts: PaperTexts; readonly sent: SentPictures; readonly asked: PicturesAsked }): Promise<KeptPaper> {
  await refuseUnprintable(texts);
  refusePictures(sent, asked);
  const keyOf = async (field: PictureField, old: string | undefined): Promise<string | undefined> => {
    const bytes = sent[field];
    if (bytes) return keepPicture(files, bytes, useOf(field));
    return asked.drops.includes(field) ? undefined : old;
  };
  const { issuerLines, place, legalBasis, documentNumber } = texts;
  const signatories: KeptSignatory[] = [];
  for (const [index, signatory] of texts.signatories.entries()) {
    const field = asked.slots[index];
    const old = before.signatories.find(({ name }) => name === signatory.name)?.signature;
    const signature = field && (await keyOf(field, old));
    signatories.push({ ...signatory, ...(signature === undefined ? {} : { signature }) });
  }
  return { issuerLines, place, legalBasis, documentNumber, signatories, logo: await keyOf('logo', before.logo) };
}
