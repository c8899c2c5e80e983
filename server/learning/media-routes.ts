import { z } from 'zod';
import type { Course, MediaFile } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import { file, type Reply } from '../web/reply.ts';
import { route, type Received, type Route } from '../web/route.ts';
import { SANDBOX_POLICY } from '../web/security-headers.ts';
import type { Viewer } from '../web/viewer.ts';
import { TEXT_FORMS } from './pictures/picture-store.ts';
import { isText, originalOf } from './pictures/prepare-pictures.ts';
import { readVariant, variantsOf } from './pictures/variants.ts';
import { picturesIn } from './pictures/picture-html.ts';
import { maySee } from './policy.ts';
import type { LearningRoom } from './room.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const ENCODINGS = { br: 'br', gz: 'gzip' } as const;

const mediaParams = z.object({ course: z.string().max(60), hash: z.string().max(64), path: z.array(z.string().max(255)).max(10) });
const pictureParams = mediaParams.extend({ variant: z.string().regex(/^[1-9]\d{0,4}\.(?:avif|webp)$/) });
type MediaParams = z.output<typeof mediaParams>;

/** Only what the course itself names: never a quiz, a bank, an author's notes, or what a link leads to. */
function selectMedia({ learning }: LearningRoom, viewer: Viewer | undefined, params: MediaParams): { readonly course: Course; readonly media: MediaFile; readonly lasting: boolean } {
  const course = learning.courses.course(params.course);
  const path = params.path.join('/');
  const media = course?.media.find((candidate) => candidate.path === path);
  if (!course || !media || !maySee(viewer, course)) throw new NotFound('Berkas ini tidak ada.');
  return { course, media, lasting: course.status !== 'draft' && media.hash === params.hash };
}

const headersOf = (type: string, lasting: boolean) => ({ 'Content-Type': type, 'Content-Security-Policy': SANDBOX_POLICY, 'Cache-Control': lasting ? FOR_EVER : 'private, no-cache' });

/** A file as it is; text as it was compressed once, in the way that this browser takes best. */
function original({ pictures }: LearningRoom, course: Course, media: MediaFile, lasting: boolean, http: Received<unknown, unknown, unknown>['http']): Reply {
  const headers = headersOf(media.type, lasting);
  const form = isText(media.type) ? TEXT_FORMS.find((one) => http.acceptsEncodings('br', 'gzip', 'identity') === ENCODINGS[one]) : undefined;
  const made = form && pictures.find(originalOf(course, media), form);
  if (!form || !made) return file(course.folder, media.path, headers);
  return file(pictures.folder, made, { ...headers, 'Content-Encoding': ENCODINGS[form], Vary: 'Accept-Encoding' });
}

/** Pictures, sound, video and documents of a course. The hash in the address is the content's, so it may be kept for ever. */
export const mediaRoutes = (room: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/courses/:course/media/:hash/*path',
    access: 'everyone',
    params: mediaParams,
    handle: ({ params, viewer, http }) => {
      const { course, media, lasting } = selectMedia(room, viewer, params);
      return original(room, course, media, lasting, http);
    },
  }),
  route({
    method: 'get',
    path: '/courses/:course/pictures/:hash/:variant/*path',
    access: 'everyone',
    params: pictureParams,
    handle: ({ params, viewer, http }) => {
      const { course, media, lasting } = selectMedia(room, viewer, params);
      const shown = picturesIn(course).find((one) => one.media === media);
      // Only forms that a lesson or a question names are made: nobody fills the disk by asking for others.
      if (!shown || !variantsOf(shown.size).some((variant) => variant === params.variant)) throw new NotFound('Berkas ini tidak ada.');
      const made = room.pictures.find(originalOf(course, media), params.variant);
      const format = readVariant(params.variant)?.format;
      if (made && format) return file(room.pictures.folder, made, headersOf(`image/${format}`, lasting));
      // The picture itself, until the smaller one is there; a form that will never be smaller is the picture itself for good.
      return original(room, course, media, lasting && room.pictures.isGiven(media.hash, params.variant), http);
    },
  }),
];
