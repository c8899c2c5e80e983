import { redirect } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { LearningRoom } from '../room.ts';

/** "I have read it": news are shown until their reader says so, since a page that was looked at was not always read. */
export const newsRoutes = ({ learning, visits }: LearningRoom): readonly Route[] => [
  route({
    method: 'post',
    path: '/learn/seen',
    access: 'signed-in',
    mayBeSentAgain: true,
    handle: async (received) => {
      const { id } = signedIn(received);
      const enrolments = await learning.enrolments.selectOfLearner(id);
      const versions = enrolments.flatMap(({ course }) => {
        const version = learning.courses.course(course)?.version;
        return version ? [[course, version] as const] : [];
      });
      await visits.see(id, new Date(), Object.fromEntries(versions));
      return redirect('/learn');
    },
  }),
];
