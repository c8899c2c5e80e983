import { z } from 'zod';
import { NotFound } from '../errors.ts';
import { file } from '../web/reply.ts';
import { route, type Route } from '../web/route.ts';
import { SANDBOX_POLICY } from '../web/security-headers.ts';
import { maySee } from './policy.ts';
import type { LearningRoom } from './room.ts';

/** Pictures, sound, video and documents of a course. The hash in the address is the content's, so it may be kept for ever. */
export const mediaRoutes = ({ learning }: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/courses/:course/media/:hash/*path',
    access: 'everyone',
    params: z.object({ course: z.string().max(60), hash: z.string().max(64), path: z.array(z.string().max(255)).max(10) }),
    handle: ({ params, viewer }) => {
      const course = learning.courses.course(params.course);
      const path = params.path.join('/');
      // Only what the course itself names: never a quiz, a bank, an author's notes, or what a link leads to.
      const media = course?.media.find((candidate) => candidate.path === path);
      if (!course || !media || !maySee(viewer, course)) throw new NotFound('Berkas ini tidak ada.');
      const lasting = course.status !== 'draft' && media.hash === params.hash;
      return file(course.folder, path, {
        'Content-Type': media.type,
        'Content-Security-Policy': SANDBOX_POLICY,
        'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'private, no-cache',
      });
    },
  }),
];
