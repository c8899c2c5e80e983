import { z } from 'zod';
import { NotFound } from '../errors.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { deviceWords } from '../web/device-words.ts';
import { redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { KnownSession } from '../web/session-store.ts';
import type { Accounts } from './accounts.ts';

/** Of a session's key, which is a hash: enough to tell one person's sessions apart. */
const NAME_LENGTH = 16;
const nameOf = ({ key }: Pick<KnownSession, 'key'>): string => key.slice(0, NAME_LENGTH);

/** The devices on which somebody is signed in, this one first. */
export async function presentSessions({ sessions }: Pick<Accounts, 'sessions'>, { t, language, http, viewer }: Received<unknown, unknown, unknown>) {
  const found = await sessions.selectSessionsOf(signedIn({ viewer }).id);
  const own = http.session?.key;
  return found
    .map((session) => ({
      device: deviceWords(session.device, t),
      network: session.network,
      beganAt: session.beganAt && dateAndTime(session.beganAt, language),
      lastSeenAt: dateAndTime(session.lastSeenAt, language),
      isThis: session.key === own,
      endHref: `/account/sessions/${nameOf(session)}/end`,
    }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
}

/** One of one's own sessions is ended: a phone that was lost or borrowed. */
export const sessionRoutes = ({ sessions, authentication }: Accounts): readonly Route[] => [
  route({
    method: 'post',
    path: '/account/sessions/:session/end',
    access: 'signed-in',
    params: z.object({ session: z.string().regex(/^[0-9a-f]{16}$/) }),
    handle: async (received) => {
      const found = (await sessions.selectSessionsOf(signedIn(received).id)).find((session) => nameOf(session) === received.params.session);
      if (!found) throw new NotFound('Perangkat ini sudah keluar.');
      if (found.key === received.http.session?.key) {
        authentication.end(received.http);
        return redirect('/sign-in', { text: 'Anda sudah keluar.' });
      }
      await sessions.end(found.key);
      return redirect('/account', { text: 'Perangkat itu sudah dikeluarkan.' });
    },
  }),
];
