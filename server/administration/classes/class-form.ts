import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { courseId } from '../list-query.ts';
import { isUnscoped, reachesRegion } from '../policy.ts';
import { regionChoices } from '../reach.ts';
import type { ClassFacts } from './class-store.ts';
import { typedRegion } from './typed-regions.ts';

/** How many days a code may hold; the first is what a form without a choice gets. */
export const CODE_DAYS = ['30', '7', '1', '90'] as const;

const LARGEST_QUOTA = 1_000_000;
const MOST_REGIONS = 50;
const LONGEST_LIST = 4000;
const oneLine = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();
const words = (typed: string, between: RegExp): string[] => typed.split(between).map(oneLine).filter((word) => word !== '');

const day = z
  .string()
  .default('')
  .refine((typed) => typed === '' || z.iso.date().safeParse(typed).success, 'Tulis tanggalnya seperti 2027-02-10.')
  .transform((typed) => typed || undefined);

const quota = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/[.\s]/g, ''))
  .refine((typed) => typed === '' || (/^\d{1,7}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= LARGEST_QUOTA), 'Kuota adalah bilangan dari 1 sampai 1.000.000, atau kosong.')
  .transform((typed) => (typed === '' ? undefined : Number(typed)));

const several = z.preprocess((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given), z.array(z.string().regex(/^[\w-]{1,40}$/)).max(100));

/** Regions: one from the list, and more of them as text, one a line; trainers: user names. */
const fields = {
  name: z.string('Isi nama angkatan.').transform(oneLine).pipe(z.string().min(1, 'Isi nama angkatan.').max(120, 'Nama angkatan paling panjang 120 huruf.')),
  regionCode: z.string().max(20).default('').transform((code) => code || undefined),
  otherRegions: z.string().max(LONGEST_LIST, 'Paling banyak 50 wilayah.').default('').transform((typed) => words(typed, /[\n,;]+/)),
  organisation: several,
  trainers: z.string().max(LONGEST_LIST, 'Terlalu banyak pelatih.').default('').transform((typed) => words(typed.toLowerCase(), /[\s,;]+/)),
  begins: day,
  ends: day,
  quota,
};
const inOrder = { path: ['ends'], error: 'Hari terakhir tidak boleh sebelum hari pertama.' };
const isInOrder = ({ begins, ends }: { begins?: string | undefined; ends?: string | undefined }): boolean => begins === undefined || ends === undefined || begins <= ends;

export const changedClassForm = z.object(fields).refine(isInOrder, inOrder);
export const newClassForm = z.object({ ...fields, course: courseId.catch('') }).refine(isInOrder, inOrder);
export type ClassForm = z.output<typeof changedClassForm>;

function regionsIn({ regionCode, otherRegions }: ClassForm, viewer: Viewer, kept: readonly string[]): string[] {
  const found = otherRegions.map((typed) => [typed, typedRegion(typed)] as const);
  const unknown = found.find(([, code]) => code === undefined);
  if (unknown) throw new Invalid('Wilayah {name} tidak dikenal. Tulis Kota Bekasi, Kabupaten Bekasi, atau kodenya 32.75.', { otherRegions: 'Ada wilayah yang tidak dikenal. Tulis Kota Bekasi, Kabupaten Bekasi, atau kodenya 32.75.' }, { name: unknown[0] });
  const choices = new Set([...regionChoices(viewer).map(({ value }) => value), ...kept]);
  const others = found.flatMap(([, code]) => code ?? []);
  if (regionCode !== undefined && !choices.has(regionCode)) throw new Invalid('Pilih wilayah dari daftar.', { regionCode: 'Pilih wilayah dari daftar.' });
  const regions = [...new Set([...(regionCode === undefined ? [] : [regionCode]), ...others])];
  const isBeyond = regions.some((code) => !reachesRegion(viewer, code)) || (regions.length === 0 && !isUnscoped(viewer));
  if (isBeyond) throw new Invalid('Pilih wilayah dari daftar.', { [others.length > 0 ? 'otherRegions' : 'regionCode']: others.length > 0 ? 'Wilayah ini di luar wilayah Anda.' : 'Pilih wilayah dari daftar.' });
  if (regions.length > MOST_REGIONS) throw new Invalid('Paling banyak 50 wilayah.', { otherRegions: 'Paling banyak 50 wilayah.' });
  return regions;
}

async function trainersIn({ accounts }: Administration, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all([...new Set(names)].map((name) => accounts.accounts.selectOptionalByUserName(name)));
  const isKnown = found.every((account) => account !== undefined && account.role === 'trainer');
  if (!isKnown) throw new Invalid('Ada nama pengguna yang bukan pelatih.', { trainers: 'Ada nama pengguna yang bukan pelatih. Periksa ejaannya; peran diberikan di Kelola → Pengguna.' });
  return found.flatMap((account) => account?._id ?? []);
}

/** Organisations within reach; those that the class has already stay, whoever saves the form. */
async function organisationsIn({ accounts }: Administration, viewer: Viewer, ids: readonly string[], kept: readonly string[]): Promise<string[]> {
  const found = await accounts.organisations.selectSome([...new Set(ids)]);
  return found.filter(({ _id, regionCode }) => kept.includes(_id) || isUnscoped(viewer) || reachesRegion(viewer, regionCode)).map(({ _id }) => _id);
}

/** What a form says of a class. Throws `Invalid` for what is unknown or beyond the viewer's reach. */
export async function classFacts(administration: Administration, viewer: Viewer, form: ClassForm, kept: Pick<ClassFacts, 'regions' | 'organisations'> = { regions: [], organisations: [] }): Promise<ClassFacts> {
  const { name, begins, ends, quota: asked } = form;
  const regions = regionsIn(form, viewer, kept.regions);
  return {
    name, begins, ends, quota: asked, regions,
    trainers: await trainersIn(administration, form.trainers),
    organisations: await organisationsIn(administration, viewer, form.organisation, kept.organisations),
  };
}

/** After its last day a class takes nobody in by a code. */
export const isOver = ({ ends }: Pick<ClassFacts, 'ends'>, now = new Date()): boolean => ends !== undefined && ends < calendarDay(now);
