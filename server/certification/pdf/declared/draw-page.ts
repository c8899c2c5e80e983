import type { CertificateRecord, CertifiedUnit } from '../../certificate-record.ts';
import { qrCode } from '../art/qr-code.ts';
import { fill, line, rectangle, rgb, stroke, UNITS_PER_MM, type Ink } from '../art/sketch.ts';
import type { Document } from '../document/document.ts';
import { boxOnPage, type Page, type Rectangle } from '../document/page.ts';
import type { Role, StructureElement } from '../document/structure.ts';
import type { PaperPictures, Picture } from '../picture/picture.ts';
import type { Faces, FaceName } from '../type/faces.ts';
import { drawField, type Field, fitField } from '../type/field.ts';
import { WORDS } from '../klasik/words.ts';
import type { InkOf, PlacedArt } from './art.ts';
import { drawUnits } from './draw-table.ts';
import type { LayoutElement, QrElement, SignaturesElement, TextElement } from './layout-schema.ts';
import { filledIn, type PageFacts } from './placeholders.ts';

/** What drawing a page of one certificate needs. */
export interface Sheet extends PaperPictures {
  readonly document: Document;
  readonly page: Page;
  readonly faces: Faces;
  readonly inkOf: InkOf;
  readonly facts: PageFacts;
  readonly images: ReadonlyMap<string, Picture>;
  /** Bimtek's mark, by the element that shows it where there is no logo. */
  readonly marks: ReadonlyMap<LayoutElement, PlacedArt>;
  /** Of the transcript. */
  readonly units: readonly CertifiedUnit[];
}

const FACES: Readonly<Record<TextElement['font'], FaceName>> = { text: 'text', italic: 'textItalic', small: 'small', 'small-italic': 'smallItalic' };
const ROLES: Readonly<Record<TextElement['role'], Role>> = { title: 'H1', heading: 'H2', text: 'P' };
const WHITE: Ink = [255, 255, 255];

const fieldOf = (element: TextElement, ink: Ink): Field => {
  const { x, align, width, size, smallest, two_lines: twoLines, tracking, small_caps: smallCaps } = element;
  return { x, align, width, size, face: FACES[element.font], ink, tracking, ...(smallest === undefined ? {} : { smallest }), ...(twoLines ? { twoLines } : {}), ...(smallCaps ? { feature: 'smcp' as const } : {}) };
};

const write = ({ page, faces }: Sheet, owner: StructureElement, text: string, field: Field, baseline: number): void =>
  page.mark(owner, () => drawField(page, field, fitField(faces, text, field), baseline));

function drawText(sheet: Sheet, root: StructureElement, element: TextElement): void {
  const text = filledIn(element.text, sheet.facts);
  if (text === undefined) return;
  const owner = root.add(ROLES[element.role], element.language === 'en' ? { language: 'en' } : {});
  write(sheet, owner, text, fieldOf(element, sheet.inkOf(element.colour)), element.y);
}

/** The picture as large as the field allows, its sides in proportion, in the middle. */
const fitted = ({ width, height }: Picture, field: Rectangle): Rectangle => {
  const scale = Math.min(field.width / width, field.height / height);
  const [wide, high] = [width * scale, height * scale];
  return { x: field.x + (field.width - wide) / 2, y: field.y + (field.height - high) / 2, width: wide, height: high };
};

function drawPicture({ page }: Sheet, root: StructureElement, picture: Picture, field: Rectangle, alt: string | undefined): void {
  const place = fitted(picture, field);
  if (alt === undefined) return page.artifact(() => page.picture(picture, place));
  const figure = root.add('Figure', { alt, box: boxOnPage(place.x, place.y, place.width, place.height, page.paper) });
  page.mark(figure, () => page.picture(picture, place));
}

function drawLogo(sheet: Sheet, root: StructureElement, element: Extract<LayoutElement, { kind: 'logo' }>): void {
  const { logo, marks, page, facts: { record, page: number } } = sheet;
  const mark = marks.get(element);
  if (logo) drawPicture(sheet, root, logo, element, number === 1 ? `Lambang ${record.issuer.lines.join(', ')}` : undefined);
  else if (mark) page.artifact(() => page.form(mark.form, mark.x, mark.y, mark.scale));
}

/** On white, with its quiet zone, and a link for who reads it on a screen. */
function drawQr({ page, document, inkOf }: Sheet, root: StructureElement, { x, y, size, colour }: QrElement, { qrUrl, verifyUrl }: CertificateRecord): void {
  const code = qrCode(qrUrl);
  const module = size / code.side;
  const quiet = 4 * module;
  page.artifact(() => page.sketch(fill(WHITE, rectangle(x - quiet, y - quiet, size + 2 * quiet, size + 2 * quiet))));
  const link = root.add('Link');
  const figure = link.add('Figure', { alt: `Kode QR untuk memeriksa sertifikat ini di ${verifyUrl}`, box: boxOnPage(x, y, size, size, page.paper) });
  const unit = Number((module * UNITS_PER_MM).toFixed(4));
  page.mark(figure, () => page.sketch(`${rgb(inkOf(colour))} rg ${unit} 0 0 ${unit} 0 0 cm ${code.path} f*`, x, y));
  page.link(link, { url: qrUrl, says: WORDS.scan, annotation: document.reserveLink(), x, y, width: size, height: size });
}

/** Offices, room to sign, lines, names: side by side. */
function drawSignatures(sheet: Sheet, root: StructureElement, element: SignaturesElement, { signatories }: CertificateRecord): void {
  const { x, y, width, height } = element;
  const [main, quiet] = [sheet.inkOf(element.colour), sheet.inkOf(element.quiet ?? element.colour)];
  const column = width / Math.max(1, signatories.length);
  const bottom = y + height;
  signatories.forEach(({ office, name, secondLine }, index) => {
    const middle = x + (index + 0.5) * column;
    const field = { x: middle, align: 'centre', width: Math.min(column - 4, 80), face: 'text', ink: main } as const;
    write(sheet, root.add('P'), office, { ...field, size: 10, smallest: 9, twoLines: { size: 9, pitch: 3.7 } }, y + 3.4);
    const half = Math.min(column - 8, 56) / 2;
    sheet.page.artifact(() => sheet.page.sketch(stroke(main, 0.2, line({ x: middle - half, y: bottom - 9.6 }, { x: middle + half, y: bottom - 9.6 }))));
    const signature = sheet.signatures?.[index];
    // Between the second line of an office and the line; what stands on it touches it, as a pen does.
    if (signature) drawPicture(sheet, root, signature, { x: middle - half, y: y + 8, width: half * 2, height: height - 8 - 9.2 }, `Tanda tangan ${name}`);
    write(sheet, root.add('P'), name, { ...field, size: 11 }, bottom - 5.4);
    if (secondLine) write(sheet, root.add('P'), secondLine, { ...field, size: 8, face: 'small', ink: quiet }, bottom - 1.4);
  });
}

/** What carries a text, a code or a picture of this certificate; art has been drawn. */
export function drawElement(sheet: Sheet, root: StructureElement, element: LayoutElement): void {
  const { facts: { record }, images } = sheet;
  switch (element.kind) {
    case 'text':
      return drawText(sheet, root, element);
    case 'logo':
      return drawLogo(sheet, root, element);
    case 'image': {
      const picture = images.get(element.file);
      return picture && drawPicture(sheet, root, picture, element, element.alt);
    }
    case 'qr':
      return drawQr(sheet, root, element, record);
    case 'signatures':
      return drawSignatures(sheet, root, element, record);
    case 'units':
      return drawUnits(sheet, root, element, sheet.units);
    default:
      return undefined;
  }
}

/** At the very top, on each page of a sample. */
export function drawSampleNote(sheet: Sheet, root: StructureElement, ink: Ink): void {
  const { width } = sheet.page.paper;
  write(sheet, root.add('P'), `${WORDS.sample}: ${WORDS.sampleNote}`, { x: width / 2, align: 'centre', width: width - 20, face: 'small', size: 8, ink }, 7);
}
