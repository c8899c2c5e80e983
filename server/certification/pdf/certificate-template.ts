import type { CertificateRecord } from '../certificate-record.ts';
import type { AttachedFile } from './document/attached-file.ts';
import type { Document } from './document/document.ts';
import type { PaperPictures } from './picture/picture.ts';
import type { Drawable } from './type/printed-text.ts';

/**
 * Draws certificates of one look. A template is a plug-in: it is named in `certificate-templates.ts` and has to pass
 * test/contracts/certificate-template.ts. What a version draws never changes; a new look is a new version.
 */
export interface CertificateTemplate {
  /** The versions of records that it still draws. */
  readonly versions: readonly number[];
  /** A made-up certificate: for previews, the contract and documentation. */
  readonly example: CertificateRecord;
  /** Everything that takes long and is the same for all records; called again, it does nothing. */
  prepare(): Promise<void>;
  /** Which characters of a text the template has no letter for. */
  canDraw(text: string): Promise<Drawable>;
  /**
   * The PDF: a pure function of the record, the pictures that it names and the files that it carries (same record, same bytes).
   * Its texts come as they
   * are to be printed and are drawable. Without a logo the template has a mark of its own,
   * without the picture of a signature room for a pen.
   */
  render(record: CertificateRecord, pictures?: PaperPictures, files?: readonly AttachedFile[]): Promise<Buffer>;
  /** Draws the first page alone into a document that holds others' too: for sheets that go to a printer. */
  addFront(document: Document, record: CertificateRecord, pictures?: PaperPictures): Promise<void>;
}
