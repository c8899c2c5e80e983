import { z } from 'zod';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { CLASSES_PATH, selectReached } from '../classes/class-page.ts';
import { accountId } from '../list-query.ts';
import { showFollowing } from './class-following.ts';
import { compareQuery, FOLLOWING_PATH, showComparison } from './compare-classes.ts';
import { placeQuery, showPlace } from './place-list.ts';

const params = z.object({ class: accountId });
const placeParams = params.extend({ place: z.string().max(80) });

/** How far a class is, who is stuck where, and how classes compare. */
export const followingRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: FOLLOWING_PATH, access: 'trainer', query: compareQuery, handle: (received) => showComparison(administration, received) }),
  route({
    method: 'get',
    path: `${CLASSES_PATH}/:class/following`,
    access: 'trainer',
    params,
    handle: async (received) => showFollowing(administration, await selectReached(administration, signedIn(received), received.params.class), received),
  }),
  route({
    method: 'get',
    path: `${CLASSES_PATH}/:class/following/:place`,
    access: 'trainer',
    params: placeParams,
    query: placeQuery,
    handle: async (received) => showPlace(administration, await selectReached(administration, signedIn(received), received.params.class), received.params.place, received),
  }),
];
