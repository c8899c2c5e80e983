import { Conflict } from '../../errors.ts';
import { json } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { Assessment } from '../assessment.ts';
import { applyEvents } from './apply-events.ts';
import { syncForm } from './sync-form.ts';

/** What phones kept while there was no network comes up here. */
export const syncRoutes = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'get',
    path: '/sync',
    access: 'signed-in',
    // The token is never stored on a phone: it is asked for when something is to be sent.
    handle: (received) => json({ person: signedIn(received).id, name: signedIn(received).name, csrf: received.http.session?.csrfToken }),
  }),
  route({
    method: 'post',
    path: '/sync',
    access: 'signed-in',
    body: syncForm,
    handle: async (received) => {
      const viewer = signedIn(received);
      const { language, t, body } = received;
      if (body.person !== viewer.id) throw new Conflict('Catatan ini milik orang lain. Masuk sebagai orang itu untuk mengirimnya.');
      const outcomes = await applyEvents({ assessment, viewer, language }, body.events);
      return json({ outcomes: outcomes.map(({ why, ...outcome }) => (why === undefined ? outcome : { ...outcome, why: t(why) })) });
    },
  }),
];
