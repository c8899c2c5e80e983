import { z } from 'zod';
import { compareCourses, lessonIn, textOfLesson, type CourseDifference } from '../../content/difference/compare-courses.ts';
import { compareTexts, type Passage } from '../../content/difference/words.ts';
import { inLanguage, type Course } from '../../content/course.ts';
import { Forbidden } from '../../errors.ts';
import { dateAndTime } from '../../web/i18n/dates.ts';
import { authorLanguage, type Language } from '../../web/i18n/language.ts';
import { page } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { mayReadKeys } from '../policy.ts';
import { courseParams } from './preview-routes.ts';
import { previewAddress, selectPreviewed, versionsAddress, type Previewed } from './previewed-course.ts';

/** Older ones are in the store as well; nobody scrolls through more. */
const MOST_VERSIONS = 100;
/** The files as they stand, published or not. */
const FILES = 'berkas';

const version = z.string().regex(/^(?:[0-9a-f]{16}|berkas)$/).optional().catch(undefined);
const compareQuery = z.object({ from: version, to: version, lesson: z.string().max(60).optional().catch(undefined) });

type Comparing = Received<z.output<typeof courseParams>, z.output<typeof compareQuery>, unknown>;

const fieldWords: Readonly<Record<string, string>> = {
  title: 'Judul', shortTitle: 'Judul pendek', summary: 'Ringkasan', status: 'Status', competencies: 'Unit kompetensi', certificate: 'Ketentuan sertifikat',
  modules: 'Susunan modul', quizzes: 'Aturan kuis dan ujian', glossary: 'Glosarium', sources: 'Sumber', requires: 'Syarat', hours: 'Lama (JP)',
};

/** What is different, with names in the reader's language. Used before an upload replaces a course, too. */
export const presentDifference = (difference: CourseDifference, t: Comparing['t']) => ({
  ...difference,
  head: difference.head.map((name) => (fieldWords[name] === undefined ? 'course.yaml' : t(fieldWords[name]))),
  isSame: difference.head.length + difference.lessons.length + difference.questions.length + difference.media.length === 0,
});

const passagesOf = (before: Course, after: Course, id: string, language: Language): readonly Passage[] | undefined => {
  const [was, is] = [lessonIn(before, id), lessonIn(after, id)];
  return was || is ? compareTexts(was ? textOfLesson(was, authorLanguage(language)) : '', is ? textOfLesson(is, authorLanguage(language)) : '') : undefined;
};

async function compare({ catalogue, versions }: Administration, previewed: Previewed, { query, language, t }: Comparing) {
  const { course } = previewed;
  const names = await versions.namesOf(course.id, MOST_VERSIONS);
  const isPublished = names[0]?.version === course.version;
  const to = query.to ?? FILES;
  // What was published before what is there now.
  const from = query.from ?? names[isPublished ? 1 : 0]?.version ?? FILES;
  const load = async (name: string) => (name === FILES ? course : catalogue.versionOf(course.id, name));
  const [before, after] = [await load(from), await load(to)];
  const options = [
    { value: FILES, text: t('Berkas sekarang') },
    ...names.map(({ version: name, savedAt }) => ({ value: name, text: `${dateAndTime(savedAt, language)} · ${name.slice(0, 7)}` })),
  ];
  const lesson = query.lesson;
  const shown = before && after && lesson !== undefined ? (lessonIn(after, lesson) ?? lessonIn(before, lesson)) : undefined;
  const base = `${versionsAddress(course.id)}?from=${from}&to=${to}`;
  return {
    title: t('Bandingkan versi'),
    course: { title: inLanguage(course.shortTitle, language), href: previewAddress(course.id) },
    action: versionsAddress(course.id),
    options,
    from,
    to,
    isFound: before !== undefined && after !== undefined,
    difference: before && after && presentDifference(compareCourses(before, after, authorLanguage(language)), t),
    lessonHref: `${base}&lesson=`,
    lesson: shown && before && after && { title: inLanguage(shown.title, language), id: shown.id, passages: passagesOf(before, after, shown.id, language) },
  };
}

/** What is different between two versions of a course, and word by word in one lesson. */
export const versionRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: '/admin/preview/:course/versions',
    access: 'trainer',
    params: courseParams,
    query: compareQuery,
    handle: async (received) => {
      if (!mayReadKeys(signedIn(received))) throw new Forbidden('Versi pelatihan dibandingkan oleh pelatih dan admin semua wilayah.');
      const previewed = selectPreviewed(administration, received.params.course);
      return page('administration/preview-versions', await compare(administration, previewed, received));
    },
  }),
];
