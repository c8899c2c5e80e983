import { z } from 'zod';
import { Conflict, Invalid } from '../../errors.ts';
import { redirect } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { mayManageAccount } from '../policy.ts';
import { admit } from './admit.ts';
import { CLASSES_PATH } from './class-address.ts';
import { selectRun, showClass } from './class-page.ts';
import { belongsIn } from './class-policy.ts';

const LONGEST_NAME = 200;
const params = z.object({ class: accountId });
const body = z.object({ userName: z.string('Ketik nama penggunanya.').trim().toLowerCase().min(1, 'Ketik nama penggunanya.').max(LONGEST_NAME, 'Ketik nama penggunanya.') });

const refused = (sentence: string): Invalid => new Invalid(sentence, { userName: sentence });

/** Somebody who has an account comes into a class, or back into it, by the user name; as by the class's code, within its regions and quota. */
export const addMemberRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/members`,
    access: 'administrator',
    params,
    body,
    invalid: async (problem, received) => showClass(administration, await selectRun(administration, signedIn(received), received.params.class), received, problem.fields),
    handle: async (received) => {
      const viewer = signedIn(received);
      const { accounts, learning } = administration;
      const into = await selectRun(administration, viewer, received.params.class);
      if (into.state !== 'open') throw new Conflict('Angkatan ini tidak terbuka. Buka dahulu.');
      const course = learning.courses.course(into.course);
      if (!course) throw new Conflict('Pelatihan angkatan ini sedang tidak ada. Coba lagi nanti.');
      const account = await accounts.accounts.selectOptionalByUserName(received.body.userName);
      if (!account || account.role !== 'learner' || !mayManageAccount(viewer, account)) throw refused('Tidak ada peserta dengan nama pengguna ini di wilayah Anda.');
      if (!belongsIn(into, account)) throw refused('Wilayah orang ini yang sudah dikonfirmasi bukan wilayah angkatan ini.');
      const admission = await admit(administration, into, account);
      if (admission === 'full') throw refused('Angkatan ini sudah penuh. Ubah kuotanya dahulu.');
      await learning.enrolments.enrol(account._id, course.id, course.version);
      received.audit({ subject: account._id });
      return redirect(`${CLASSES_PATH}/${into._id}`, { text: admission === 'member' ? '{name} sudah ada di angkatan ini.' : '{name} sekarang peserta angkatan ini.', facts: { name: account.name } });
    },
  }),
];
