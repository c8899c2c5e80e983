import { z } from 'zod';
import { redirect } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { addMemberRoutes } from './add-member.ts';
import { CLASSES_PATH } from './class-address.ts';
import { joinCodeRoutes } from './class-code.ts';
import { classPaperRoutes } from './class-paper-routes.ts';
import { classesQuery, showClasses } from './class-list.ts';
import { CLASS_STATES, type ClassState } from './class-model.ts';
import { membersQuery, selectReached, selectRun, showClass } from './class-page.ts';
import { editClassRoutes } from './edit-class.ts';
import { moveRoutes } from './move-members.ts';
import { removeRoutes } from './remove-members.ts';

const params = z.object({ class: accountId });

const stateSentences: Readonly<Record<ClassState, string>> = {
  open: 'Angkatan ini dibuka lagi.',
  closed: 'Angkatan ini ditutup. Hasil pesertanya tetap ada.',
  archived: 'Angkatan ini diarsipkan. Ia ada di daftar arsip dan dapat dibawa kembali.',
};

/** Classes: listed, made, looked at, closed, archived and brought back; their codes and members. */
export const classRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: CLASSES_PATH, access: 'trainer', query: classesQuery, handle: (received) => showClasses(administration, received) }),
  ...editClassRoutes(administration),
  ...classPaperRoutes(administration),
  ...joinCodeRoutes(administration),
  ...moveRoutes(administration),
  ...removeRoutes(administration),
  ...addMemberRoutes(administration),
  route({
    method: 'get',
    path: `${CLASSES_PATH}/:class`,
    access: 'trainer',
    params,
    query: membersQuery,
    handle: async (received) => showClass(administration, await selectReached(administration, signedIn(received), received.params.class), received, {}, received.query),
  }),
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/state`,
    access: 'administrator',
    params,
    body: z.object({ state: z.enum(CLASS_STATES) }),
    handle: async (received) => {
      const { state } = received.body;
      const found = await selectRun(administration, signedIn(received), received.params.class);
      await administration.classes.changeState(found, state);
      if (state === 'archived') await administration.accounts.codes.withdrawCodes('class', found._id);
      return redirect(`${CLASSES_PATH}/${found._id}`, { text: stateSentences[state] });
    },
  }),
];
