import { createHash } from 'node:crypto';
import type { LayoutSource } from '../../../content/course.ts';
import type { CertificateRecord } from '../../certificate-record.ts';
import type { CertificateTemplate } from '../certificate-template.ts';
import type { AttachedFile } from '../document/attached-file.ts';
import { Document } from '../document/document.ts';
import { EXAMPLE } from '../klasik/example.ts';
import { openTypes, type Types } from '../klasik/fonts.ts';
import { WORDS } from '../klasik/words.ts';
import { type PaperPictures, preparePicture, type Picture } from '../picture/picture.ts';
import { kawungMark } from '../art/mark.ts';
import type { Ink } from '../art/sketch.ts';
import { asPrinted } from '../type/printed-text.ts';
import { artOf, sampleArt, type InkOf, type PlacedArt } from './art.ts';
import { paperOf } from './boxes.ts';
import { drawElement, drawSampleNote, type Sheet } from './draw-page.ts';
import { rowsAPage } from './draw-table.ts';
import { layoutSchema, type Layout, type LayoutElement } from './layout-schema.ts';

/** What drawing depends on beside the layout; a change of how layouts are drawn is a new version beside this one. */
export const DRAWN_AS = 1;

const HASH_LENGTH = 32;

/** Names a look by its content. */
export const hashOf = (source: LayoutSource): string => createHash('sha256').update(JSON.stringify([source.layout, Object.entries(source.images).sort(([a], [b]) => (a < b ? -1 : 1))])).digest('hex').slice(0, HASH_LENGTH);

interface Prepared extends Types {
  readonly art: Readonly<Record<'front' | 'back', readonly PlacedArt[]>>;
  readonly sample: PlacedArt;
  readonly marks: ReadonlyMap<LayoutElement, PlacedArt>;
  readonly images: ReadonlyMap<string, Picture>;
}

const inkFrom = (hex: string): Ink => [Number.parseInt(hex.slice(1, 3), 16), Number.parseInt(hex.slice(3, 5), 16), Number.parseInt(hex.slice(5, 7), 16)];
const BLACK: Ink = [0, 0, 0];

/** Bimtek's mark in the room of a logo. */
const markIn = (element: Extract<LayoutElement, { kind: 'logo' }>, inkOf: InkOf): PlacedArt => ({
  form: kawungMark(Math.min(element.width, element.height), inkOf(element.colour), inkOf(element.second ?? element.colour)),
  x: element.x + element.width / 2,
  y: element.y + element.height / 2,
});

function prepareLook(layout: Layout, images: LayoutSource['images'], types: Types, inkOf: InkOf): Prepared {
  const paper = paperOf(layout);
  const all = [...layout.front, ...layout.back];
  const artOn = (page: 'front' | 'back') => layout[page].flatMap((element) => artOf(element, inkOf, types.faces.text, paper));
  return {
    ...types,
    art: { front: artOn('front'), back: artOn('back') },
    sample: sampleArt(inkOf(firstColour(layout)), types.faces.text, paper),
    marks: new Map(all.flatMap((element) => (element.kind === 'logo' ? [[element, markIn(element, inkOf)] as const] : []))),
    images: new Map(Object.entries(images).map(([file, bytes]) => [file, preparePicture(Buffer.from(bytes, 'base64'))])),
  };
}

const firstColour = ({ colours }: Layout): string => Object.keys(colours)[0] ?? '';

/** Splits units over as few pages as they need, evenly. */
const pagesOf = <Unit>(units: readonly Unit[], most: number): readonly (readonly Unit[])[] => {
  const pages = Math.max(1, Math.ceil(units.length / most));
  const each = Math.ceil(units.length / pages);
  return Array.from({ length: pages }, (_, page) => units.slice(page * each, (page + 1) * each));
};

/**
 * The template that draws as a layout says. `name` is what records call it. The layout has been checked.
 *
 * @throws ZodError for one that has not.
 */
export function declaredTemplate(name: string, source: LayoutSource): CertificateTemplate {
  const layout = layoutSchema.parse(source.layout);
  const paper = paperOf(layout);
  const inks = new Map(Object.entries(layout.colours).map(([colour, hex]) => [colour, inkFrom(hex)]));
  const inkOf: InkOf = (colour) => inks.get(colour) ?? BLACK;
  const table = layout.back.find((element) => element.kind === 'units');
  let prepared: Promise<Prepared> | undefined;
  const prepare = (): Promise<Prepared> => {
    prepared ??= openTypes().then((types) => prepareLook(layout, source.images, types, inkOf));
    return prepared;
  };

  const drawOn = (ready: Prepared, document: Document, which: 'front' | 'back', sheet: Omit<Sheet, 'document' | 'page' | 'faces' | 'inkOf' | 'images' | 'marks'>): void => {
    const page = document.addPage(paper);
    const { record } = sheet.facts;
    page.artifact(() => {
      for (const { form, x, y, scale } of [...ready.art[which], ...(record.isSample ? [ready.sample] : [])]) page.form(form, x, y, scale);
    });
    const whole: Sheet = { ...sheet, document, page, faces: ready.faces, inkOf, images: ready.images, marks: ready.marks };
    for (const element of layout[which]) drawElement(whole, document.structure, element);
    if (record.isSample) drawSampleNote(whole, document.structure, inkOf(firstColour(layout)));
  };

  const transcriptOf = ({ units }: CertificateRecord) => pagesOf(units, table ? rowsAPage(table) : units.length);

  const drawFront = (ready: Prepared, document: Document, record: CertificateRecord, pictures: PaperPictures): void =>
    drawOn(ready, document, 'front', { facts: { record, page: 1, pages: transcriptOf(record).length + 1 }, ...pictures, units: [] });

  const render = (ready: Prepared, record: CertificateRecord, pictures: PaperPictures, files: readonly AttachedFile[]): Buffer => {
    const document = new Document(ready.fonts);
    const transcript = transcriptOf(record);
    const pages = transcript.length + 1;
    drawFront(ready, document, record, pictures);
    transcript.forEach((units, index) => drawOn(ready, document, 'back', { facts: { record, page: index + 2, pages }, ...pictures, units }));
    return document.toBuffer({
      title: `${WORDS.title} ${record.serial}`,
      ...(record.isSample ? { subject: WORDS.sample } : {}),
      language: 'id-ID',
      created: record.issuedOn,
      files,
    });
  };

  return {
    versions: [DRAWN_AS],
    example: { ...EXAMPLE, template: name, templateVersion: DRAWN_AS, templateHash: hashOf(source) },
    prepare: async () => void (await prepare()),
    canDraw: async (text) => {
      const missing = (await prepare()).faces.text.missing(asPrinted(text));
      return missing.length === 0 ? { ok: true } : { ok: false, missing };
    },
    render: async (record, pictures = {}, files = []) => render(await prepare(), record, pictures, files),
    addFront: async (document, record, pictures = {}) => drawFront(await prepare(), document, record, pictures),
  };
}
