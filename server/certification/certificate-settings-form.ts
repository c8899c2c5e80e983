import { z } from 'zod';
import { patternProblem } from './document-number.ts';

const LONGEST_LINE = 120;
const LONGEST_TEXT = 300;

/** One line of text as it was meant: spaces run together; empty counts as left out. */
const line = (longest: number) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').normalize('NFC').replace(/\s+/g, ' ').trim() || undefined)
    .pipe(z.string().max(longest, `Paling panjang ${longest} huruf.`).optional());

const documentNumber = line(LONGEST_LINE).superRefine((pattern, context) => {
  const message = pattern === undefined ? undefined : patternProblem(pattern);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** The fields of the administrators' page; files come beside it. What it gives is what the store keeps. */
export const certificateSettingsForm = z
  .object({
    issuerLine1: line(LONGEST_LINE),
    issuerLine2: line(LONGEST_LINE),
    issuerPlace: line(LONGEST_LINE),
    legalBasis: line(LONGEST_TEXT),
    documentNumber,
    organiser: line(LONGEST_LINE),
    contact: line(LONGEST_TEXT),
    signatory1Office: line(LONGEST_LINE),
    signatory1Name: line(LONGEST_LINE),
    signatory1Second: line(LONGEST_LINE),
    signatory2Office: line(LONGEST_LINE),
    signatory2Name: line(LONGEST_LINE),
    signatory2Second: line(LONGEST_LINE),
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
