import { z } from 'zod';
import { line, numbersGiven, paperFields, paperTextFields, paperTexts, picturesAsked, refinePaper, text, type PaperTexts } from './paper-form.ts';

/** The fields of the administrators' page; files come beside it. What it gives is what the store keeps, and what is said of pictures. */
export const certificateSettingsForm = z
  .object({ ...paperFields, organiser: line, contact: text })
  .superRefine(refinePaper)
  .transform((form) => ({ ...paperTexts(form), organiser: form.organiser, contact: form.contact, pictures: picturesAsked(form), numbers: numbersGiven(form) }));

export type CertificateSettings = PaperTexts & Omit<z.output<typeof certificateSettingsForm>, 'pictures' | 'numbers' | keyof PaperTexts>;

/** The settings as the form shows them. */
export const settingsFields = (settings: CertificateSettings): Readonly<Record<string, string | undefined>> => ({
  ...paperTextFields(settings),
  organiser: settings.organiser,
  contact: settings.contact,
});
