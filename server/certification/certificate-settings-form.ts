import { z } from 'zod';
import { documentNumber as numbered, patternFault, type PatternFault } from '../content/document-number.ts';

/** One line of text as it was meant: spaces run together; empty counts as left out. */
const upTo = (longest: number, tooLong: string) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').normalize('NFC').replace(/\s+/g, ' ').trim() || undefined)
    .pipe(z.string().max(longest, tooLong).optional());

const line = upTo(120, 'Paling panjang 120 huruf.');
const text = upTo(300, 'Paling panjang 300 huruf.');

const faults: Readonly<Record<PatternFault, string>> = {
  placeholder: 'Di dalam kurung kurawal hanya boleh: nomor, nomor3, nomor4, bulan, bulan_romawi, tahun.',
  number: 'Pola nomor perlu memuat {nomor}, misalnya {nomor}/PSM/{bulan_romawi}/{tahun}.',
  year: 'Nomor mulai lagi dari 1 setiap tahun, jadi polanya perlu memuat {tahun}.',
};

const documentNumber = line.superRefine((pattern, context) => {
  const fault = pattern === undefined ? undefined : patternFault(pattern);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: faults[fault] });
});

/** The fields of the administrators' page; files come beside it. What it gives is what the store keeps. */
export const certificateSettingsForm = z
  .object({
    issuerLine1: line,
    issuerLine2: line,
    issuerPlace: line,
    legalBasis: text,
    documentNumber,
    organiser: line,
    contact: text,
    signatory1Office: line,
    signatory1Name: line,
    signatory1Second: line,
    signatory2Office: line,
    signatory2Name: line,
    signatory2Second: line,
  })
  .superRefine((form, context) => {
    const needs = (field: string, wanting: boolean, message: string) => {
      if (wanting) context.addIssue({ code: 'custom', path: [field], message });
    };
    needs('issuerLine1', form.issuerLine2 !== undefined && form.issuerLine1 === undefined, 'Isi baris pertama nama penerbit.');
    for (const [office, name, second, officeField, nameField] of [
      [form.signatory1Office, form.signatory1Name, form.signatory1Second, 'signatory1Office', 'signatory1Name'],
      [form.signatory2Office, form.signatory2Name, form.signatory2Second, 'signatory2Office', 'signatory2Name'],
    ] as const) {
      const begun = office !== undefined || name !== undefined || second !== undefined;
      needs(officeField, begun && office === undefined, 'Isi jabatan penanda tangan ini.');
      needs(nameField, begun && name === undefined, 'Isi nama penanda tangan ini.');
    }
  })
  .transform((form) => ({
    issuerLines: [form.issuerLine1, form.issuerLine2].filter((text) => text !== undefined),
    place: form.issuerPlace,
    legalBasis: form.legalBasis,
    documentNumber: form.documentNumber,
    organiser: form.organiser,
    contact: form.contact,
    signatories: [
      { office: form.signatory1Office, name: form.signatory1Name, secondLine: form.signatory1Second },
      { office: form.signatory2Office, name: form.signatory2Name, secondLine: form.signatory2Second },
    ].flatMap(({ office, name, secondLine }) => (office !== undefined && name !== undefined ? [{ office, name, secondLine }] : [])),
  }));

export type CertificateSettings = z.output<typeof certificateSettingsForm>;

/** The settings as the form shows them. */
export const settingsFields = ({ issuerLines, place, signatories, ...others }: CertificateSettings): Readonly<Record<string, string | undefined>> => ({
  legalBasis: others.legalBasis,
  documentNumber: others.documentNumber,
  organiser: others.organiser,
  contact: others.contact,
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
export const printedFields = (settings: CertificateSettings): Readonly<Record<string, string | undefined>> => {
  const { organiser: _organiser, contact: _contact, ...printed } = settingsFields(settings);
  return { ...printed, documentNumber: settings.documentNumber && numbered(settings.documentNumber, 0, '2026-11-24') };
};
