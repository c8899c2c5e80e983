import { z } from 'zod';
import { redirect } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { LearningRoom } from '../room.ts';

/** "I have read it": news are shown until their reader says so, since a page that was looked at was not always read. */
export const newsRoutes = ({ learning, visits, news }: LearningRoom): readonly Route[] => [
  route({
    method: 'post',
    path: '/learn/seen',
    access: 'signed-in',
    mayBeSentAgain: true,
    body: z.object({ until: z.iso.datetime().optional().catch(undefined) }),
    handle: async (received) => {
      const { id } = signedIn(received);
      const enrolments = await learning.enrolments.selectOfLearner(id);
      const versions = enrolments.flatMap(({ course }) => {
        const version = learning.courses.course(course)?.version;
        return version ? [[course, version] as const] : [];
      });
      // Up to when the page was made: what came while it was being read stays.
      const now = new Date();
      const until = received.body.until ? new Date(Math.min(now.getTime(), Date.parse(received.body.until))) : now;
      await visits.see(id, until, Object.fromEntries(versions));
      await Promise.all(news.map(async (source) => source.read?.(id, until)));
      return redirect('/learn');
    },
  }),
];
