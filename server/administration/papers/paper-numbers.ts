import type { Certification } from '../../certification/certification.ts';
import type { NumbersGiven } from '../../certification/paper-form.ts';
import { documentNumber } from '../../content/document-number.ts';
import { Invalid } from '../../errors.ts';
import { calendarDay } from '../../web/i18n/dates.ts';

type Needs = Pick<Certification, 'documentNumbers' | 'now'>;

const MESSAGE = 'Menurut pola ini nomor sampai {last} sudah terpakai. Isi angka yang lebih besar, atau kosongkan.';

/** The number that the next certificate would bear, as it is printed; undefined: certificates bear none. */
export async function nextNumber({ documentNumbers, now }: Needs, pattern: string | undefined): Promise<string | undefined> {
  if (pattern === undefined) return undefined;
  const today = calendarDay(now());
  return documentNumber(pattern, (await documentNumbers.selectLast(pattern, today)) + 1, today);
}

/** Throws `Invalid`, with the form's field, when numbers above have been given already. */
export async function refuseNumbers({ documentNumbers, now }: Needs, given: NumbersGiven | undefined): Promise<void> {
  if (!given) return;
  const last = await documentNumbers.selectLast(given.pattern, calendarDay(now()));
  if (given.last < last) throw new Invalid('Periksa lagi isian yang ditandai.', { lastNumber: MESSAGE }, { last: String(last) });
}

export const keepNumbers = async ({ documentNumbers, now }: Needs, given: NumbersGiven | undefined): Promise<void> => {
  if (given) await documentNumbers.skipTo(given.pattern, calendarDay(now()), given.last);
};
