import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CertificateRecord } from '../../certificate-record.ts';
import type { CertificateTemplate } from '../certificate-template.ts';
import type { AttachedFile } from '../document/attached-file.ts';
import { Document } from '../document/document.ts';
import type { PaperPictures } from '../picture/picture.ts';
import { type Drawable, asPrinted } from '../type/printed-text.ts';
import { type KlasikArt, prepareArt } from './art.ts';
import { drawTranscript } from './back.ts';
import { openTypes, type Types } from './fonts.ts';
import { drawFront } from './front.ts';
import { BACK } from './measures.ts';
import { EXAMPLE } from './example.ts';
import { WORDS } from './words.ts';

interface Prepared extends Types {
  readonly art: KlasikArt;
}

let prepared: Promise<Prepared> | undefined;

const prepare = (): Promise<Prepared> => {
  prepared ??= (async () => {
    const types = await openTypes();
    await nextTurn();
    const ready = { ...types, art: await prepareArt(types.faces.text) };
    /** Fills the caches of words, so that the first certificate is as fast as the others. */
    render(ready, EXAMPLE);
    return ready;
  })();
  return prepared;
};

/** Splits units over as few pages as they need, evenly. */
const pagesOf = <Unit>(units: readonly Unit[]): readonly (readonly Unit[])[] => {
  const pages = Math.max(1, Math.ceil(units.length / BACK.table.rowsAPage));
  const each = Math.ceil(units.length / pages);
  return Array.from({ length: pages }, (_, page) => units.slice(page * each, (page + 1) * each));
};

const render = ({ faces, fonts, art }: Prepared, record: CertificateRecord, pictures: PaperPictures = {}, files: readonly AttachedFile[] = []): Buffer => {
  const document = new Document(fonts);
  const sheet = () => ({ document, page: document.addPage(), faces, art, ...pictures });
  drawFront(sheet(), record);
  const transcript = pagesOf(record.units);
  transcript.forEach((units, index) => drawTranscript(sheet(), record, { units, number: index + 2, of: transcript.length + 1 }));
  return document.toBuffer({
    /** No name here: lists of files and search engines show titles. */
    title: `${WORDS.title} ${record.serial}`,
    ...(record.isSample ? { subject: WORDS.sample } : {}),
    language: 'id-ID',
    created: record.issuedOn,
    files,
  });
};

/** "Klasik": engraved kawung frame, seal and cloth in teal and soga, EB Garamond; the transcript behind it. */
export const klasik: CertificateTemplate = {
  versions: [1],
  example: EXAMPLE,
  prepare: async () => {
    await prepare();
  },
  canDraw: async (text): Promise<Drawable> => {
    const { faces } = await prepare();
    const missing = faces.text.missing(asPrinted(text));
    return missing.length === 0 ? { ok: true } : { ok: false, missing };
  },
  addFront: async (document, record, pictures) => {
    const { faces, art } = await prepare();
    drawFront({ document, page: document.addPage(), faces, art, ...pictures }, record);
  },
  render: async (record, pictures, files) => render(await prepare(), record, pictures, files),
};
