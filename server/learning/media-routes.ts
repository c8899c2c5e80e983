import { z } from 'zod';
import { mediaKindOf } from '../content/media-kinds.ts';
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
      // Only what is media by its name: never a quiz, a bank or an author's notes.
      const kind = mediaKindOf(path);
      if (!course || !kind || !maySee(viewer, course) || params.path.some((part) => part.startsWith('.') || part.startsWith('_'))) {
        throw new NotFound('Berkas ini tidak ada.');
      }
      return file(course.folder, path, {
        'Content-Type': kind.type,
        'Content-Security-Policy': SANDBOX_POLICY,
        'Cache-Control': course.status === 'draft' ? 'private, no-cache' : 'public, max-age=31536000, immutable',
      });
    },
  }),
];
