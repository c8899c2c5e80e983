import { redirect } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';

/** `/admin` leads to where the work is. */
export const homeRoutes = (): readonly Route[] => [
  route({
    method: 'get',
    path: '/admin',
    access: 'trainer',
    handle: (received) => redirect(signedIn(received).role === 'administrator' ? '/admin/certificates' : '/admin/problems'),
  }),
];
