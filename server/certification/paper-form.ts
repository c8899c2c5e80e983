import { z } from 'zod';
import { documentNumber as numbered, patternFault, type PatternFault } from '../content/document-number.ts';

/** One line of text as it was meant: spaces run together; empty counts as left out. */
export const upTo = (longest: number, tooLong: string) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').normalize('NFC').replace(/\s+/g, ' ').trim() || undefined)
    .pipe(z.string().max(longest, tooLong).optional());

export const line = upTo(120, 'Paling panjang 120 huruf.');
export const text = upTo(300, 'Paling panjang 300 huruf.');

const faults: Readonly<Record<PatternFault, string>> = {
  placeholder: 'Di dalam kurung kurawal hanya boleh: nomor, nomor3, nomor4, bulan, bulan_romawi, tahun.',
  number: 'Pola nomor perlu memuat {nomor}, misalnya {nomor}/PSM/{bulan_romawi}/{tahun}.',
  year: 'Nomor mulai lagi dari 1 setiap tahun, jadi polanya perlu memuat {tahun}.',
};

/** Above it nobody counts in a year; a slip of the finger has more digits. */
const MOST_NUMBERS = 999_999;
const NO_NUMBER = 'Isi bilangan bulat, misalnya 40.';

const lastNumber = z
  .string()
  .optional()
  .transform((typed) => (typed ?? '').trim() || undefined)
  .pipe(z.string().regex(/^\d+$/, NO_NUMBER).transform(Number).pipe(z.number().max(MOST_NUMBERS, NO_NUMBER)).optional());

const documentNumber = line.superRefine((pattern, context) => {
  const fault = pattern === undefined ? undefined : patternFault(pattern);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: faults[fault] });
});

/** The pictures of a paper, by the form's fields. */
export const PICTURE_FIELDS = ['logo', 'signature1', 'signature2'] as const;
export type PictureField = (typeof PICTURE_FIELDS)[number];

const tick = z.string().optional().transform((value) => value !== undefined);

/** Who certifies, who signs and how documents are numbered: for the whole site, or for a class. */
export const paperFields = {
  issuerLine1: line,
  issuerLine2: line,
  issuerPlace: line,
  legalBasis: text,
  documentNumber,
  /** Numbers of this year up to here were given elsewhere. */
  lastNumber,
  signatory1Office: line,
  signatory1Name: line,
  signatory1Second: line,
  signatory2Office: line,
  signatory2Name: line,
  signatory2Second: line,
  /** Ticked: the picture that is kept now goes. */
  dropLogo: tick,
  dropSignature1: tick,
  dropSignature2: tick,
};

type PaperForm = z.output<z.ZodObject<typeof paperFields>>;

interface SignatoryFields {
  readonly slot: 1 | 2;
  readonly office: string | undefined;
  readonly name: string | undefined;
  readonly second: string | undefined;
}

const signatoryFields = (form: PaperForm): readonly SignatoryFields[] => [
  { slot: 1, office: form.signatory1Office, name: form.signatory1Name, second: form.signatory1Second },
  { slot: 2, office: form.signatory2Office, name: form.signatory2Name, second: form.signatory2Second },
];

/** What no single field shows to be wanting. */
export function refinePaper(form: PaperForm, context: z.RefinementCtx): void {
  const needs = (field: string, wanting: boolean, message: string) => {
    if (wanting) context.addIssue({ code: 'custom', path: [field], message });
  };
  needs('issuerLine1', form.issuerLine2 !== undefined && form.issuerLine1 === undefined, 'Isi baris pertama nama penerbit.');
  needs('documentNumber', form.lastNumber !== undefined && form.documentNumber === undefined, 'Isi dahulu pola nomornya.');
  for (const { slot, office, name, second } of signatoryFields(form)) {
    const begun = office !== undefined || name !== undefined || second !== undefined;
    needs(`signatory${slot}Office`, begun && office === undefined, 'Isi jabatan penanda tangan ini.');
    needs(`signatory${slot}Name`, begun && name === undefined, 'Isi nama penanda tangan ini.');
  }
}

export const paperTexts = (form: PaperForm) => ({
  issuerLines: [form.issuerLine1, form.issuerLine2].filter((written) => written !== undefined),
  place: form.issuerPlace,
  legalBasis: form.legalBasis,
  documentNumber: form.documentNumber,
  signatories: signatoryFields(form).flatMap(({ office, name, second }) => (office !== undefined && name !== undefined ? [{ office, name, secondLine: second }] : [])),
});

/** Numbers that were given elsewhere, if any. */
export const numbersGiven = ({ documentNumber: pattern, lastNumber: last }: PaperForm): NumbersGiven | undefined => (pattern === undefined || last === undefined ? undefined : { pattern, last });

export interface NumbersGiven {
  readonly pattern: string;
  readonly last: number;
}

type Typed = ReturnType<typeof paperTexts>;

export interface PaperTexts extends Omit<Typed, 'signatories'> {
  readonly signatories: readonly { readonly office: string; readonly name: string; readonly secondLine?: string | undefined }[];
}

/** What a form says of the pictures: those that go, and which fields the signatories have, in their order. */
export const picturesAsked = (form: PaperForm) => ({
  drops: PICTURE_FIELDS.filter((field) => ({ logo: form.dropLogo, signature1: form.dropSignature1, signature2: form.dropSignature2 })[field]),
  slots: signatoryFields(form).flatMap(({ slot, office, name }) => (office !== undefined && name !== undefined ? [`signature${slot}` as const] : [])),
});

export type PicturesAsked = ReturnType<typeof picturesAsked>;

/** The texts as the form shows them. */
export const paperTextFields = ({ issuerLines, place, signatories, legalBasis, documentNumber: pattern }: PaperTexts): Readonly<Record<string, string | undefined>> => ({
  legalBasis,
  documentNumber: pattern,
  issuerLine1: issuerLines[0],
  issuerLine2: issuerLines[1],
  issuerPlace: place,
  signatory1Office: signatories[0]?.office,
  signatory1Name: signatories[0]?.name,
  signatory1Second: signatories[0]?.secondLine,
  signatory2Office: signatories[1]?.office,
  signatory2Name: signatories[1]?.name,
  signatory2Second: signatories[1]?.secondLine,
});

/** The texts that stand on paper, by the form's fields; the number as a number, since braces are not printed. */
export const printedFields = (texts: PaperTexts): Readonly<Record<string, string | undefined>> => ({
  ...paperTextFields(texts),
  documentNumber: texts.documentNumber && numbered(texts.documentNumber, 0, '2026-11-24'),
});
