import { z } from 'zod';
import { certificateTemplateNames } from '../../certification/pdf/certificate-templates.ts';
import { TRIED_NAMES } from '../../certification/pdf/tried-names.ts';
import { previewLook, type Tried } from '../../certification/preview-look.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { bytes, page, type Reply } from '../../web/reply.ts';
import { route, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';

export const LOOKS_PATH = '/admin/looks';
const PER_MINUTE = 60;
const LONGEST_NAME = 120;
/** Before a course's id, where its own certificate is meant. */
const COURSE = 'course:';

const previewQuery = z.object({
  look: z.string().max(80).catch(''),
  name: z.string().max(LONGEST_NAME).transform((typed) => typed.replace(/\s+/g, ' ').trim()).catch(''),
});

const addressFor = (look: string, name: string): string => `${LOOKS_PATH}/preview.pdf?${new URLSearchParams({ look, name }).toString()}`;

function showLooks({ learning }: Administration, { t, language }: Received<unknown, unknown, unknown>, values: { look?: string; name?: string } = {}, error?: string): Reply {
  const courses = learning.courses.courses().map((course) => ({ look: `${COURSE}${course.id}`, title: courseTitle(course, language), isCourse: true }));
  const looks = [...certificateTemplateNames.map((name) => ({ look: name, title: name, isCourse: false })), ...courses];
  return page('administration/certificate-looks', {
    title: t('Rupa sertifikat'),
    looks: looks.map(({ look, title, isCourse }) => ({ title, isCourse, samples: TRIED_NAMES.map((name) => ({ text: name, href: addressFor(look, name) })) })),
    choices: looks.map(({ look, title }) => ({ value: look, text: title })),
    values,
    errors: error === undefined ? {} : { name: error },
  }, { status: error === undefined ? 200 : 422 });
}

function triedOf({ learning }: Administration, look: string): Tried {
  const course = look.startsWith(COURSE) ? learning.courses.course(look.slice(COURSE.length)) : undefined;
  if (course) return { course };
  if (!certificateTemplateNames.includes(look)) throw new NotFound('Rupa sertifikat ini tidak ada.');
  return { look };
}

async function preview(administration: Administration, received: Received<unknown, z.output<typeof previewQuery>, unknown>): Promise<Reply> {
  const { look, name } = received.query;
  const tried = triedOf(administration, look);
  if (name === '') return showLooks(administration, received, { look, name }, 'Isi nama.');
  try {
    const pdf = await previewLook(administration.certification, tried, name);
    return bytes(pdf, { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="pratinjau.pdf"', 'Cache-Control': 'no-store' });
  } catch (problem) {
    // The page with the field is the answer, whatever asked.
    if (!(problem instanceof Invalid)) throw problem;
    return showLooks(administration, received, { look, name }, received.t('Ada huruf yang tidak dapat dicetak: {letters}', problem.facts));
  }
}

/** How certificates look, tried with names of every length, before anybody has earned one. */
export const lookRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: LOOKS_PATH, access: 'trainer', handle: (received) => showLooks(administration, received) }),
  route({ method: 'get', path: `${LOOKS_PATH}/preview.pdf`, access: 'trainer', perMinute: PER_MINUTE, query: previewQuery, handle: (received) => preview(administration, received) }),
];
