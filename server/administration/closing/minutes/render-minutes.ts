import { line, stroke } from '../../../certification/pdf/art/sketch.ts';
import type { StructureElement } from '../../../certification/pdf/document/structure.ts';
import { QUIET, TEAL, TEXT } from '../../../certification/pdf/klasik/inks.ts';
import { openTypes } from '../../../certification/pdf/klasik/fonts.ts';
import { PORTRAIT } from '../../../certification/pdf/document/page.ts';
import type { Minutes, Person } from './minutes.ts';
import { MARGIN, Sheets, WIDTH } from './sheets.ts';
import { drawTable } from './table.ts';
import { opening, outcome, pageOf, signedAt, WORDS } from './words.ts';

const TITLE = { face: 'text', size: 17, ink: TEAL, align: 'centre' } as const;
const HEADING = { face: 'text', size: 12.5, ink: TEAL } as const;
const BODY = { face: 'text', size: 11.5 } as const;
const SMALL = { face: 'small', size: 8.5, ink: QUIET } as const;
/** Room for a signature and a stamp, in mm. */
const SIGNATURE = { height: 47, ink: 25, width: 72, gap: 8 } as const;

function drawHead(sheets: Sheets, root: StructureElement, { issuer, number }: Minutes): void {
  for (const text of issuer) sheets.paragraph(root, 'P', text, { ...BODY, align: 'centre', feature: 'smcp', tracking: 0.6 });
  sheets.skip(2.5);
  // The rule of a letterhead: a strong line and a fine one.
  sheets.rule(0.8, TEAL);
  sheets.skip(1);
  sheets.rule(0.25, TEAL);
  sheets.skip(7);
  sheets.paragraph(root, 'H1', WORDS.title, TITLE);
  sheets.paragraph(root, 'P', `${WORDS.number}: ${number ?? '......................................'}`, { ...BODY, align: 'centre' });
  sheets.skip(5);
}

/** Two beside each other, one at the right, none: two empty ones to be filled in by hand. */
function drawSignatures(sheets: Sheets, root: StructureElement, minutes: Minutes): void {
  const given = minutes.signatories.length > 0 ? minutes.signatories : [{ office: '', name: '' }, { office: '', name: '' }];
  sheets.need(SIGNATURE.height);
  const pitch = sheets.lineHeight(BODY);
  given.forEach(({ office, name }, index) => {
    const x = MARGIN.left + (given.length === 1 || index === 1 ? WIDTH - SIGNATURE.width : 0);
    const isLast = index === given.length - 1;
    const texts = [isLast ? signedAt(minutes) : '', ...sheets.broken(office, BODY, SIGNATURE.width).map((set) => set)];
    texts.forEach((text, at) => {
      const set = typeof text === 'string' ? sheets.set(sheets.printable(text), BODY) : text;
      if (typeof text !== 'string' || text !== '') sheets.page.mark(root.add('P'), () => sheets.page.text(set, TEXT, x, sheets.y + (at + 1) * pitch));
    });
    const y = sheets.y + 3 * pitch + SIGNATURE.ink;
    sheets.page.artifact(() => sheets.page.sketch(stroke(TEXT, 0.2, line({ x, y }, { x: x + SIGNATURE.width - SIGNATURE.gap, y }))));
    sheets.broken(name, BODY, SIGNATURE.width).forEach((set, at) => sheets.page.mark(root.add('P'), () => sheets.page.text(set, TEXT, x, y + (at + 1) * pitch)));
  });
  sheets.skip(SIGNATURE.height);
}

/** A list of people on pages of its own. */
async function drawPeople(sheets: Sheets, root: StructureElement, heading: string, noteHead: string, people: readonly Person[]): Promise<void> {
  sheets.addPage();
  sheets.paragraph(root, 'H2', heading, HEADING);
  sheets.skip(2);
  if (people.length === 0) return sheets.paragraph(root, 'P', WORDS.nobody, BODY);
  const hasRegion = people.some(({ region }) => region !== undefined);
  const [name, region] = hasRegion ? [58, 38] : [78, 0];
  const { columns } = WORDS;
  const noteX = 12 + name + region + (hasRegion ? 6 : 3);
  const table = [
    { head: columns.number, x: 0, width: 8, align: 'right' as const },
    { head: columns.name, x: 12, width: name },
    ...(hasRegion ? [{ head: columns.region, x: 12 + name + 3, width: region }] : []),
    { head: noteHead, x: noteX, width: WIDTH - noteX },
  ];
  const rows = people.map((person, index) => [String(index + 1), person.name, ...(hasRegion ? [person.region ?? ''] : []), person.note]);
  await drawTable(sheets, root, table, rows, 1);
}

function drawFeet(sheets: Sheets, { number, className }: Minutes): void {
  sheets.pages.forEach((page, index) => {
    const y = PORTRAIT.height - MARGIN.bottom + 10;
    const left = sheets.set(sheets.printable([WORDS.title, number, className].filter(Boolean).join(' · ')).slice(0, 90), SMALL);
    const right = sheets.set(pageOf(index + 1, sheets.pages.length), SMALL);
    page.artifact(() => {
      page.text(left, SMALL.ink, MARGIN.left, y);
      page.text(right, SMALL.ink, MARGIN.left + WIDTH - right.width, y);
    });
  });
}

/** Minutes of the closing of a class: one page to sign, and where they were asked for the lists of names behind it. Tagged, fonts embedded. */
export async function renderMinutes(minutes: Minutes): Promise<Buffer> {
  const { fonts, faces } = await openTypes();
  const sheets = new Sheets(fonts, faces);
  const root = sheets.document.structure;
  drawHead(sheets, root, minutes);
  sheets.paragraph(root, 'P', opening(minutes), BODY);
  sheets.skip(3);
  sheets.paragraph(root, 'H2', WORDS.counts, HEADING);
  sheets.skip(1);
  const columns = [{ head: WORDS.step, x: 0, width: 120 }, { head: WORDS.people, x: 130, width: 35, align: 'right' as const }];
  await drawTable(sheets, root, columns, minutes.counts.map(({ label, count }) => [label, String(count)]), 0);
  sheets.skip(3);
  sheets.paragraph(root, 'P', outcome(minutes), BODY);
  sheets.skip(2);
  sheets.paragraph(root, 'P', WORDS.closing, BODY);
  sheets.skip(5);
  drawSignatures(sheets, root, minutes);
  if (minutes.lists) {
    await drawPeople(sheets, root, WORDS.certified, WORDS.columns.serial, minutes.lists.certified);
    await drawPeople(sheets, root, WORDS.open, WORDS.columns.missing, minutes.lists.open);
  }
  if (sheets.hasUnprintable) {
    sheets.skip(3);
    sheets.paragraph(root, 'P', WORDS.unprintable, SMALL);
  }
  drawFeet(sheets, minutes);
  // No name of a person in it: lists of files show titles.
  return sheets.document.toBuffer({ title: `${WORDS.title} ${minutes.className}`, language: 'id-ID', created: minutes.day });
}
