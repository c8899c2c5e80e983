import { z } from 'zod';
import { NotFound } from '../../errors.ts';
import { file, json, page } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import { FRAMED_POLICY, FRAMING_POLICY, SANDBOX_POLICY } from '../../web/security-headers.ts';
import type { Administration } from '../administration.ts';
import { placeOf, presentContents, presentFramedLesson, presentLessonPreview } from './preview-presenter.ts';
import { mayReadKeys } from '../policy.ts';
import { selectPreviewed, zipAddress } from './previewed-course.ts';

export const courseParams = z.object({ course: z.string().max(60) });
const lessonParams = courseParams.extend({ lesson: z.string().max(60) });

const selectPlace = (administration: Administration, { course, lesson }: z.output<typeof lessonParams>) => {
  const previewed = selectPreviewed(administration, course);
  const place = placeOf(previewed.course, lesson);
  if (!place) throw new NotFound('Pelajaran ini tidak ada di berkas pelatihan. Lihat isi pelatihannya.');
  return { previewed, place };
};

/** A course as its files stand, before learners see it: drafts, mistakes and all. Nothing here is recorded. */
export const previewRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: '/admin/preview/:course',
    access: 'trainer',
    params: courseParams,
    handle: async (received) => {
      const { course } = received.params;
      const previewed = selectPreviewed(administration, course);
      const zipHref = mayReadKeys(signedIn(received)) ? zipAddress(course) : undefined;
      return page('administration/preview', { ...(await presentContents(previewed, administration.changes.markOf(course), received.language)), zipHref });
    },
  }),
  route({
    method: 'get',
    path: '/admin/preview/:course/lessons/:lesson',
    access: 'trainer',
    params: lessonParams,
    handle: async ({ params, language }) => {
      const { previewed, place } = selectPlace(administration, params);
      const fields = await presentLessonPreview(previewed, place, administration.changes.markOf(params.course), language);
      return page('administration/preview-lesson', fields, { headers: { 'Content-Security-Policy': FRAMING_POLICY } });
    },
  }),
  route({
    method: 'get',
    path: '/admin/preview/:course/lessons/:lesson/page',
    access: 'trainer',
    params: lessonParams,
    handle: ({ params, language }) => {
      const { previewed, place } = selectPlace(administration, params);
      return page('learning/lesson', presentFramedLesson(previewed, place, language), { headers: { 'Content-Security-Policy': FRAMED_POLICY } });
    },
  }),
  route({
    method: 'get',
    path: '/admin/preview/:course/changes',
    access: 'trainer',
    params: courseParams,
    handle: ({ params, http }) => {
      selectPreviewed(administration, params.course);
      // Only who asks for a stream waits for one (HTML standard 9.2.2); anybody else gets the mark of now.
      const isStream = http.headers.accept?.includes('text/event-stream') ?? false;
      return isStream ? administration.changes.open(params.course) : json({ mark: administration.changes.markOf(params.course) });
    },
  }),
  route({
    method: 'get',
    path: '/admin/preview/:course/media/:hash/*path',
    access: 'trainer',
    params: courseParams.extend({ hash: z.string().max(64), path: z.array(z.string().max(255)).max(10) }),
    handle: ({ params }) => {
      const { course } = selectPreviewed(administration, params.course);
      const path = params.path.join('/');
      const media = course.media.find((candidate) => candidate.path === path);
      if (!media) throw new NotFound('Berkas ini tidak ada.');
      return file(course.folder, path, { 'Content-Type': media.type, 'Content-Security-Policy': SANDBOX_POLICY, 'Cache-Control': 'private, no-cache' });
    },
  }),
];
