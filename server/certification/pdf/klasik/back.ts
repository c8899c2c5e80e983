import type { CertificateRecord, CertifiedUnit } from '../../certificate-record.ts';
import { line, stroke } from '../art/sketch.ts';
import type { StructureElement } from '../document/structure.ts';
import { drawField, fitField } from '../type/field.ts';
import { HAIRLINE } from './inks.ts';
import { drawBackMark } from './logo.ts';
import { BACK, FRONT } from './measures.ts';
import { type Piece, type Sheet, setPieces, write, writePieces } from './pen.ts';
import { drawUnitTable } from './unit-table.ts';
import { LEVELS, WORDS, attachment, longDate, passedUnits, verifySteps } from './words.ts';

export interface TranscriptPage {
  readonly units: readonly CertifiedUnit[];
  /** From 2; and the number of all pages, the front included. */
  readonly number: number;
  readonly of: number;
}

/** A page of the competency transcript. The last one says how to verify and on what the assessment rests. */
export const drawTranscript = (sheet: Sheet, record: CertificateRecord, { units, number, of }: TranscriptPage): void => {
  const { page, art, document } = sheet;
  page.artifact(() => {
    page.form(art.transcript, 0, 0);
    if (record.isSample) page.form(art.sample, FRONT.sample.x, FRONT.sample.y);
    drawBackMark(sheet);
  });
  const root = document.structure;
  write(sheet, root, 'H1', WORDS.transcript, BACK.title);
  write(sheet, root, 'P', WORDS.transcriptEn, BACK.titleEn, { language: 'en' });
  write(sheet, root, 'P', attachment(number, of), BACK.attachment);
  write(sheet, root, 'P', `${WORDS.number} ${record.serial}`, BACK.number);
  if (record.isSample) write(sheet, root, 'P', WORDS.sampleNote, BACK.sampleNote);
  writeFacts(sheet, root, record);
  const foot = drawUnitTable(sheet, root, units);
  if (number < of) return;
  const { summary } = BACK;
  write(sheet, root, 'P', WORDS.rule, { ...BACK.rule, baseline: foot + summary.baseline });
  write(sheet, root, 'P', WORDS.ruleEn, { ...BACK.ruleEn, baseline: foot + summary.baselineEn }, { language: 'en' });
  const passed = record.units.filter((unit) => unit.score >= unit.minimum).length;
  write(sheet, root, 'P', passedUnits(passed, record.units.length), { ...BACK.passed, baseline: foot + summary.baseline });
  writeSteps(sheet, root, record);
  writeBasis(sheet, root, record);
};

const writeFacts = (sheet: Sheet, root: StructureElement, record: CertificateRecord): void => {
  const { columns, gap, raised, ...baselines } = BACK.facts;
  const place = [record.village, record.regionName].filter((part) => part).join(', ');
  const facts = [
    { label: WORDS.holder, english: 'holder', value: record.holderName, second: place },
    { label: WORDS.course, english: 'course', value: record.course.title, second: record.course.titleEn ?? '' },
    { label: WORDS.issued, english: 'issued', value: longDate(record.issuedOn), second: '' },
    {
      label: WORDS.validUntil,
      english: 'valid until',
      value: record.validUntil ? longDate(record.validUntil) : WORDS.noExpiry,
      second: '',
    },
  ];
  facts.forEach(({ label, english, value, second }, index) => {
    const column = columns[index];
    if (!column) return;
    writeBilingual(
      sheet,
      root.add('P'),
      { text: label, style: BACK.factLabel },
      { text: english, style: BACK.factTranslation, gap },
      { ...column, baseline: baselines.label },
    );
    const fitted = fitField(sheet.faces, value, { ...BACK.factValue, ...column });
    const more = fitted.lines.length - 1;
    sheet.page.mark(root.add('P'), () =>
      drawField(sheet.page, { ...BACK.factValue, ...column }, fitted, baselines.value - more * raised),
    );
    const below = baselines.second + more * (fitted.pitch - raised);
    if (second)
      write(sheet, root, 'P', second, { ...BACK.factSecond, ...column, baseline: below }, index === 1 ? { language: 'en' } : {});
  });
};

interface Place {
  readonly x: number;
  readonly width: number;
  readonly baseline: number;
}

/** Indonesian, and beside it the English. */
const writeBilingual = (
  sheet: Sheet,
  element: StructureElement,
  original: Piece,
  english: Piece,
  { x, width, baseline }: Place,
): void => {
  const pieces: readonly Piece[] = [original, { ...english, language: 'en' }];
  writePieces(sheet, element, pieces, setPieces(sheet, pieces, width).set, x, baseline);
};

const writeHeading = (sheet: Sheet, root: StructureElement, words: readonly [string, string], x: number): void => {
  const { baseline, gap } = BACK.sections;
  const [text, english] = words;
  writeBilingual(
    sheet,
    root.add('H2'),
    { text, style: BACK.heading },
    { text: english, style: BACK.headingEn, gap },
    { x, width: 80, baseline },
  );
};

const writeSteps = (sheet: Sheet, root: StructureElement, { verifyUrl, verifyHost }: CertificateRecord): void => {
  writeHeading(sheet, root, [WORDS.verify, WORDS.verifyEn], BACK.steps.x);
  const list = root.add('L');
  verifySteps(verifyUrl, verifyHost).forEach(([text, english], index) => {
    const baseline = BACK.steps.first + index * BACK.steps.pitch;
    const item = list.add('LI');
    write(sheet, item, 'Lbl', String(index + 1), { ...BACK.stepNumber, baseline });
    const body = item.add('LBody');
    write(sheet, body, 'P', text, { ...BACK.step, baseline });
    write(sheet, body, 'P', english, { ...BACK.stepEn, baseline: baseline + BACK.steps.second }, { language: 'en' });
  });
};

const writeBasis = (sheet: Sheet, root: StructureElement, { course, documentNumber, issuer }: CertificateRecord): void => {
  const { x, first, pitch, rule, gap } = BACK.basis;
  writeHeading(sheet, root, [WORDS.basis, WORDS.basisEn], x);
  const rows = [
    { label: 'Versi pelatihan', english: 'course version', value: `${course.id} · ${course.version}` },
    { label: 'Tingkat dan lama', english: 'level, hours', value: `${LEVELS[course.level]} · ${course.hours} JP` },
    ...(documentNumber ? [{ label: WORDS.document, english: 'document', value: documentNumber }] : []),
    ...(issuer.legalBasis ? [{ label: 'Dasar hukum', english: 'legal basis', value: issuer.legalBasis }] : []),
  ];
  rows.forEach(({ label, english, value }, index) => {
    const baseline = first + index * pitch;
    const row = root.add('P');
    writeBilingual(
      sheet,
      row,
      { text: label, style: BACK.basisLabel },
      { text: english, style: BACK.basisTranslation, gap },
      { x, width: BACK.right - x - BACK.basisValue.width - gap, baseline },
    );
    write(sheet, row, 'Span', value, { ...BACK.basisValue, baseline });
    const from = { x, y: baseline + rule };
    sheet.page.artifact(() => sheet.page.sketch(stroke(HAIRLINE, 0.12, line(from, { ...from, x: BACK.right }))));
  });
};
