import type { CertificateRecord } from '../../certificate-record.ts';
import type { StructureElement } from '../document/structure.ts';
import { boxOnPage } from '../document/page.ts';
import type { Picture } from '../picture/picture.ts';
import { drawField, fitField } from '../type/field.ts';
import { drawFrontMark, fitted } from './logo.ts';
import { writeQrWindow } from './qr-window.ts';
import { FRONT } from './measures.ts';
import { type Piece, type Sheet, setPieces, write, writePieces } from './pen.ts';
import { WORDS, hoursAndUnits, issuedAt, longDate, reachedEn } from './words.ts';

/** The first page: who certifies, whom, and what. */
export const drawFront = (sheet: Sheet, record: CertificateRecord): void => {
  const { page, art, document } = sheet;
  page.artifact(() => {
    page.form(art.cloth, 0, 0);
    if (record.isSample) page.form(art.sample, FRONT.sample.x, FRONT.sample.y);
    page.form(art.frame, 0, 0);
    page.form(art.seal, FRONT.seal.x, FRONT.seal.y, FRONT.seal.scale);
  });
  const root = document.structure;
  drawFrontMark(sheet, root, record.issuer.lines);
  writeIssuer(sheet, root, record.issuer.lines);
  write(sheet, root, 'H1', WORDS.title, FRONT.title);
  write(sheet, root, 'P', WORDS.titleEn, FRONT.titleEn, { language: 'en' });
  writeNumber(sheet, root, record);
  writeHolder(sheet, root, record);
  writeSignatories(sheet, root, record);
  writeQrWindow(sheet, root, record);
};

const writeIssuer = (sheet: Sheet, root: StructureElement, lines: readonly string[]): void => {
  const { issuer } = FRONT;
  const baselines = lines.length === 1 ? [issuer.single] : issuer.baselines;
  lines.forEach((line, index) => {
    const baseline = baselines[index];
    if (baseline !== undefined) write(sheet, root, 'P', line, { ...issuer, baseline });
  });
};

const writeNumber = (sheet: Sheet, root: StructureElement, { serial, documentNumber, supersedes, isSample }: CertificateRecord): void => {
  const { number, titleEn } = FRONT;
  const parts = [`${WORDS.number} ${serial}`, ...(documentNumber ? [`${WORDS.document} ${documentNumber}`] : []), ...(supersedes ? [`${WORDS.supersedes} ${supersedes}`] : [])];
  const pieces: readonly Piece[] = [
    { text: parts.join('  ·  '), style: number },
    ...(isSample ? [{ text: `·  ${WORDS.sampleNote}`, style: { ...number, ink: titleEn.ink }, gap: 2.2 }] : []),
  ];
  const { set, width } = setPieces(sheet, pieces, number.width);
  writePieces(sheet, root.add('P'), pieces, set, number.x - width / 2, number.baseline);
};

/** The name, and what stands above and below it and moves with it. */
const writeHolder = (sheet: Sheet, root: StructureElement, record: CertificateRecord): void => {
  const { page, faces, art } = sheet;
  const name = fitField(faces, record.holderName, FRONT.name);
  const twoLines = name.lines.length > 1;
  write(sheet, root, 'P', WORDS.given, { ...FRONT.given, baseline: twoLines ? FRONT.given.aboveTwoLines : FRONT.given.baseline });
  page.mark(root.add('P'), () => drawField(page, FRONT.name, name, twoLines ? FRONT.name.firstOfTwo : FRONT.name.baseline));
  const top = FRONT.flourish.y + (twoLines ? FRONT.lowered : 0);
  page.artifact(() => page.form(art.flourish, FRONT.flourish.x, top));

  const place = [record.village, record.regionName].filter((part) => part).join(', ');
  const course = fitField(faces, record.course.title, FRONT.course);
  const baselines = flowBaselines(top, place !== '', (course.lines.length - 1) * course.pitch, record.signatories.length);
  if (place) write(sheet, root, 'P', place, { ...FRONT.place, baseline: baselines.place });
  write(sheet, root, 'P', WORDS.reached, { ...FRONT.reached, baseline: baselines.reached });
  page.mark(root.add('P'), () => drawField(page, FRONT.course, course, baselines.course));
  write(sheet, root, 'P', hoursAndUnits(record.course.hours, record.units.length), { ...FRONT.hours, baseline: baselines.hours });
  const english = reachedEn(record.course.titleEn, record.course.hours);
  write(sheet, root, 'P', english, { ...FRONT.reachedEn, baseline: baselines.reachedEn }, { language: 'en' });
  writeDates(sheet, root, record, baselines.dates);
};

/** Where the lines below the flourish stand: at their natural distances, drawn together as far as the offices ask. */
const flowBaselines = (top: number, hasPlace: boolean, courseDepth: number, signatures: number) => {
  const { flow, lowestDates } = FRONT;
  const gaps = [
    ...(hasPlace ? [flow.place, flow.afterPlace] : [flow.reached]),
    flow.course,
    flow.hours,
    flow.reachedEn,
    flow.dates,
  ];
  const sum = (of: 0 | 1): number => gaps.reduce((total, gap) => total + gap[of], courseDepth);
  const room = (lowestDates[Math.min(signatures, 2)] ?? lowestDates[2]) - top;
  const ease = Math.min(1, Math.max(0, (room - sum(0)) / (sum(1) - sum(0))));
  const after = (from: number, [tight, natural]: readonly [number, number]): number => from + tight + (natural - tight) * ease;
  const place = after(top, flow.place);
  const reached = hasPlace ? after(place, flow.afterPlace) : after(top, flow.reached);
  const course = after(reached, flow.course);
  const hours = after(course + courseDepth, flow.hours);
  const reachedEnglish = after(hours, flow.reachedEn);
  return { place, reached, course, hours, reachedEn: reachedEnglish, dates: after(reachedEnglish, flow.dates) };
};

const writeDates = (
  sheet: Sheet,
  root: StructureElement,
  { issuedOn, validUntil, issuer }: CertificateRecord,
  baseline: number,
): void => {
  const { dates, dateLabel, dateValue } = FRONT;
  const pieces: readonly Piece[] = [
    { text: issuedAt(issuer.place), style: dateLabel },
    { text: longDate(issuedOn), style: dateValue, gap: dates.labelGap },
    ...(validUntil
      ? [
          { text: WORDS.validUntil, style: dateLabel, gap: dates.between },
          { text: longDate(validUntil), style: dateValue, gap: dates.labelGap },
        ]
      : []),
  ];
  const { set, width } = setPieces(sheet, pieces, dates.width);
  writePieces(sheet, root.add('P'), pieces, set, dates.x - width / 2, baseline);
};

const writeSignatories = (sheet: Sheet, root: StructureElement, { signatories }: CertificateRecord): void => {
  const { page, art } = sheet;
  const { signatures } = FRONT;
  const middles: readonly number[] = signatures.middles[Math.min(signatories.length, 2)] ?? [];
  middles.forEach((x, index) => {
    const signatory = signatories[index];
    if (!signatory) return;
    write(sheet, root, 'P', signatory.office, { ...FRONT.office, x, baseline: signatures.office });
    page.artifact(() => page.form(art.signatureLine, x - signatures.lineWidth / 2, signatures.line));
    drawSignature(sheet, root, sheet.signatures?.[index], { x, name: signatory.name });
    write(sheet, root, 'P', signatory.name, { ...FRONT.signatory, x, baseline: signatures.name });
    if (signatory.secondLine)
      write(sheet, root, 'P', signatory.secondLine, { ...FRONT.secondLine, x, baseline: signatures.secondLine });
  });
};

/** Named for who does not see it; without a picture the line waits for a pen. */
const drawSignature = ({ page }: Sheet, root: StructureElement, picture: Picture | undefined, { x, name }: { readonly x: number; readonly name: string }): void => {
  if (!picture) return;
  const place = fitted(picture, { ...FRONT.signature, x });
  const figure = root.add('Figure', { alt: `Tanda tangan ${name}`, box: boxOnPage(place.x, place.y, place.width, place.height) });
  page.mark(figure, () => page.picture(picture, place));
};
