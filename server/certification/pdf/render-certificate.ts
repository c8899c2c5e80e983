import { Invalid } from '../../errors.ts';
import type { CertificateRecord } from '../certificate-record.ts';
import type { AttachedFile } from './document/attached-file.ts';
import { Document } from './document/document.ts';
import { openTypes } from './klasik/fonts.ts';
import { certificateTemplates, selectTemplate } from './certificate-templates.ts';
import { printedRecord, textsOf } from './printed-record.ts';
import type { PaperPictures } from './picture/picture.ts';
import type { Drawable } from './type/printed-text.ts';

/** Opens fonts and prepares the art of all templates: about 0.4 s once, in pieces that let other requests through. */
export const prepareCertificates = async (): Promise<void> => {
  for (const template of Object.values(certificateTemplates)) await template.prepare();
};

/** Whether every letter of a name can be printed; to be asked before issue, so that nothing is printed as a box. */
export const canDraw = (name: string): Promise<Drawable> => certificateTemplates.klasik.canDraw(name);

/** Texts of the record that cannot be printed, by field, with the characters that are missing. Empty: all can. */
export const missingCharacters = async (record: CertificateRecord): Promise<Readonly<Record<string, readonly string[]>>> => {
  const template = selectTemplate(record);
  const missing: Record<string, readonly string[]> = {};
  for (const [field, text] of textsOf(printedRecord(record))) {
    const drawable = await template.canDraw(text);
    if (!drawable.ok) missing[field] = drawable.missing;
  }
  return missing;
};

/**
 * Draws the certificate: page 1 the certificate, page 2 (and further ones, for many units) the transcript. A pure
 * function of the record, the pictures that it names and the files that it carries: same record, same bytes.
 *
 * @throws NotFound when the record's template does not exist; Invalid, with its fields, when a text has a character
 * that cannot be printed.
 */
export const renderCertificate = async (record: CertificateRecord, pictures?: PaperPictures, files: readonly AttachedFile[] = []): Promise<Buffer> => {
  const missing = Object.entries(await missingCharacters(record));
  if (missing.length > 0) {
    const fields = Object.fromEntries(
      missing.map(([field, characters]) => [field, `Huruf ini tidak dapat dicetak: ${characters.join(' ')}`]),
    );
    throw new Invalid('Sertifikat memuat huruf yang tidak dapat dicetak.', fields);
  }
  return selectTemplate(record).render(printedRecord(record), pictures, files);
};

/** First pages of many certificates in one document. */
export const openSheets = async () => {
  const document = new Document((await openTypes()).fonts);
  let pages = 0;
  return {
    async add(record: CertificateRecord, pictures?: PaperPictures): Promise<void> {
      await selectTemplate(record).addFront(document, printedRecord(record), pictures);
      pages += 1;
    },
    /** `created`: `YYYY-MM-DD`. */
    toBuffer: (created: string): Buffer => document.toBuffer({ title: `Lembar cetak, ${pages} sertifikat`, language: 'id-ID', created }),
  };
};
