import { z } from 'zod';
import { calendarDay } from '../../web/i18n/dates.ts';

const LONGEST = 120;
const line = z
  .string()
  .default('')
  .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim() || undefined)
  .pipe(z.string().max(LONGEST, 'Paling panjang 120 huruf.').optional());

const day = z
  .string()
  .default('')
  .transform((typed) => typed.trim() || undefined)
  .pipe(z.iso.date('Isi tanggal, misalnya 2026-11-24.').refine((written) => written >= '1900', 'Isi tanggal, misalnya 2026-11-24.').optional());

const ticked = z.string().optional().transform((value) => value !== undefined);

/** What minutes say that nobody here knows: their number, place and day, and who signs. */
export const minutesForm = z
  .object({
    number: line,
    place: line,
    day: day.transform((written) => written ?? calendarDay(new Date())),
    from: day,
    to: day,
    office1: line,
    name1: line,
    office2: line,
    name2: line,
    names: ticked,
    regions: ticked,
  })
  .superRefine(({ from, to }, context) => {
    if (from && to && from > to) context.addIssue({ code: 'custom', path: ['to'], message: 'Hari terakhir tidak boleh sebelum hari pertama.' });
  });

export type MinutesForm = z.output<typeof minutesForm>;
