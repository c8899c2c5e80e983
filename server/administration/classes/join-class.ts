import type { AccountRecord } from '../../accounts/account-model.ts';
import { isWithin, PROVINCES, type Region } from '../../accounts/regions/regions.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import { missingBefore } from '../../learning/policy.ts';
import type { Administration } from '../administration.ts';
import { confirmFirstRegion } from '../confirm-region.ts';
import { admit } from './admit.ts';
import { isOver } from './class-form.ts';
import type { ClassRecord } from './class-model.ts';

const regencies = PROVINCES.flatMap((province) => province.regencies);

/** Kabupaten and kota that a member of this class can serve in; empty: everywhere, and the code confirms none. */
export const regionsOfClass = ({ regions }: Pick<ClassRecord, 'regions'>): readonly Region[] => regencies.filter(({ code }) => regions.some((outer) => isWithin(code, outer)));

/** The class that a code opens. Throws `NotFound` for one that opens nothing, or nothing any more. */
export async function selectByCode({ accounts, classes }: Administration, code: string): Promise<ClassRecord> {
  const known = await accounts.codes.selectOptionalUsable(code, 'class');
  const found = known?.account === undefined ? undefined : await classes.selectOptionalClass(known.account);
  if (!found || found.state === 'archived') throw new NotFound('Kode angkatan ini tidak dikenal atau sudah kedaluwarsa. Minta kode baru kepada penyelenggara.');
  return found;
}

/** Why nobody can enrol now, as a sentence; undefined: one can. */
export function closedBecause(found: ClassRecord): string | undefined {
  if (found.state !== 'open') return 'Pendaftaran angkatan ini sudah ditutup.';
  if (isOver(found)) return 'Angkatan ini sudah berakhir.';
  return found.seatsLeft > 0 ? undefined : 'Angkatan ini sudah penuh.';
}

/** The region that joining would confirm; undefined: none, since there is one, or the class has none. Throws where the class is not this learner's. */
function regionFor(found: ClassRecord, account: AccountRecord, chosen: string | undefined): string | undefined {
  const choices = regionsOfClass(found);
  if (choices.length === 0) return undefined;
  if (account.regionCode !== undefined) {
    if (choices.some(({ code }) => code === account.regionCode)) return undefined;
    throw new Conflict('Angkatan ini untuk wilayah lain daripada wilayah Anda yang sudah dikonfirmasi. Bila Anda pindah tugas, minta admin mengubah wilayah Anda dahulu.');
  }
  const [only, ...others] = choices;
  if (only && others.length === 0) return only.code;
  if (!choices.some(({ code }) => code === chosen)) throw new Invalid('Pilih wilayah tempat Anda bertugas.', { regionCode: 'Pilih wilayah tempat Anda bertugas.' });
  return chosen;
}

/**
 * Enrols a learner by the code of a class: a seat, the region, the course, in this order. Each step may be repeated, so who
 * was cut off sends the form again. Throws what a person can do something about; nothing is written then.
 */
export async function joinClass(administration: Administration, found: ClassRecord, learner: string, chosen: string | undefined): Promise<'joined' | 'member'> {
  const { accounts, learning } = administration;
  const account = await accounts.accounts.selectById(learner);
  if (account.role !== 'learner') throw new Conflict('Kode angkatan untuk peserta. Pelatih dan admin tidak mendaftar dengan kode.');
  const course = learning.courses.course(found.course);
  if (!course) throw new Conflict('Pelatihan angkatan ini sedang tidak ada. Coba lagi nanti.');
  const missing = missingBefore(course, await learning.certificates.coursesOf(learner));
  if (missing.length > 0) throw new Conflict('Pelatihan ini terbuka setelah Anda memiliki sertifikat pelatihan sebelumnya.');
  const regionCode = regionFor(found, account, chosen);
  const isMember = (await administration.classes.selectOptionalMember(found._id, learner)) !== undefined;
  // Whether a seat is left is for `admit` to say: what the counter tells may have been cut off in between.
  if (!isMember && found.state !== 'open') throw new Conflict('Pendaftaran angkatan ini sudah ditutup.');
  if (!isMember && isOver(found)) throw new Conflict('Angkatan ini sudah berakhir.');
  const admission = await admit(administration, found, account);
  if (admission === 'full') throw new Conflict('Angkatan ini sudah penuh.');
  if (regionCode !== undefined) await confirmFirstRegion(administration, learner, { regionCode, how: 'class', by: learner });
  const [only, ...others] = found.organisations;
  if (only !== undefined && others.length === 0 && account.organisation === undefined) await accounts.accounts.changeOrganisation(learner, only);
  await learning.enrolments.enrol(learner, course.id, course.version);
  return admission;
}
