import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { kindOfFile } from '../author-schemas.ts';
import { say, type Sentence } from '../mistake.ts';
import { slugOf } from '../import/identify.ts';
import { freeId, idFrom, nextQuestionId } from '../ids/name-ids.ts';
import { takenBy } from '../ids/give-ids.ts';
import { courseAround, firstLessonOf, nextNumber, type CourseAround } from './course-around.ts';
import { bankText, codeOf, courseText, examText, lessonText, moduleText, quizText, schemaLine } from './sample-texts.ts';

/** What may be said about something new; everything else has a default. */
export interface Wishes {
  readonly title?: string | undefined;
  readonly id?: string | undefined;
  /** Of a course: the title of its unit of competency, and the beginning of its certificates' numbers. */
  readonly unit?: string | undefined;
  readonly prefix?: string | undefined;
  readonly minutes?: number | undefined;
}

export interface Scaffold {
  /** The course that it belongs to. */
  readonly course: string;
  /** Absolute paths of the files that were made. */
  readonly made: readonly string[];
  /** What the author should know. */
  readonly note?: Sentence | undefined;
}

/** Made, or the reason why not: nothing was written then. */
export type Scaffolded = { readonly kind: 'made'; readonly scaffold: Scaffold } | { readonly kind: 'refused'; readonly sentence: Sentence };

const refused = (id: string, en: string): Scaffolded => ({ kind: 'refused', sentence: say(id, en) });
const MINUTES = 5;

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const titleFrom = (name: string): string => capitalised(name.replace(/^\d+[-_. ]*/, '').replaceAll(/[-_]+/g, ' ').trim());

const SHORTEST_PREFIX = 2;
const LONGEST_PREFIX = 5;

/** The first letters of the words of a title. */
function prefixFrom(title: string): string {
  const letters = slugOf(title).split('-').map((word) => word.charAt(0)).join('').replaceAll(/[^a-z]/g, '').toUpperCase();
  return letters.length < SHORTEST_PREFIX ? 'BT' : letters.slice(0, LONGEST_PREFIX);
}

/** Files by path below the folder that is made; YAML gets the line that names its schema. */
type Files = Readonly<Record<string, string>>;

function withSchema(path: string, text: string, schemas: string): string {
  const kind = kindOfFile(path);
  if (kind === undefined || kind === 'lesson') return text;
  const address = /^[a-z]+:\/\//.test(schemas) ? `${schemas}/${kind}.json` : relative(dirname(path), join(schemas, `${kind}.json`)).replaceAll('\\', '/');
  return schemaLine(address) + text;
}

/** The whole folder at once: whoever looks sees all of it or nothing. Throws where it is there already. */
async function makeFolder(folder: string, files: Files, schemas: string): Promise<string[]> {
  const draft = join(dirname(folder), `.${randomBytes(6).toString('hex')}.tmp`);
  await mkdir(draft, { recursive: true });
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), withSchema(join(folder, path), text, schemas), { flag: 'wx' });
    }
    await rename(draft, folder);
  } catch (problem) {
    await rm(draft, { recursive: true, force: true });
    throw problem;
  }
  return Object.keys(files).map((path) => join(folder, path));
}

const isTaken = (folder: string): Scaffolded => refused(`"${basename(folder)}" sudah ada dan tidak ditimpa.`, `"${basename(folder)}" exists and is not overwritten.`);
const noCourse = (folder: string): Scaffolded =>
  refused(`"${folder}" tidak berada di dalam pelatihan: course.yaml tidak ditemukan. Buat dahulu dengan "new course".`, `"${folder}" is in no course: there is no course.yaml. Make one first with "new course".`);
const noModule = (folder: string): Scaffolded =>
  refused(`"${folder}" bukan folder modul: module.yaml tidak ada. Buat dahulu dengan "new module".`, `"${folder}" is no module's folder: there is no module.yaml. Make one first with "new module".`);

/** A course of one module that the checker finds nothing wrong with. */
export async function newCourse(given: string, wishes: Wishes, schemas: string): Promise<Scaffolded> {
  const folder = resolve(given);
  if (existsSync(folder)) return isTaken(folder);
  const title = wishes.title ?? titleFrom(basename(folder));
  const id = wishes.id ?? idFrom(basename(folder), 'pelatihan');
  const prefix = wishes.prefix ?? prefixFrom(title);
  const competency = codeOf(prefix);
  const lesson = 'pelajaran-pertama';
  const files = {
    'course.yaml': courseText({ id, title, unit: wishes.unit ?? 'Menjelaskan isi pelatihan ini', prefix }),
    '01-modul-pertama/module.yaml': moduleText('modul-pertama', 'Modul pertama'),
    '01-modul-pertama/01-pelajaran-pertama.md': lessonText({ id: lesson, title: 'Pelajaran pertama', minutes: MINUTES, competency, draft: false }),
    '01-modul-pertama/quiz.yaml': quizText({ id: 'kuis-modul-pertama', title: 'Kuis modul pertama', questions: ['k1-01', 'k1-02'], competency, lesson }),
    'bank/ujian.yaml': bankText('u', competency, lesson),
    'exam.yaml': examText('ujian', 'bank/ujian.yaml'),
  };
  return { kind: 'made', scaffold: { course: folder, made: await makeFolder(folder, files, schemas) } };
}

const DRAFTED = say(
  'Pelatihan ini sudah terlihat peserta, jadi pelajaran baru berstatus draf. Hapus "draft: true" bila sudah selesai ditulis.',
  'Learners see this course, so the new lesson is a draft. Remove "draft: true" when it is written.',
);

const quizFor = (around: CourseAround, words: { readonly id?: string | undefined; readonly title: string; readonly stem: string }, lesson: string | undefined): string => {
  const id = freeId(words.id ?? idFrom(`kuis-${words.stem}`, 'kuis'), takenBy(around.taken, 'quiz'));
  const next = () => nextQuestionId([], id, around.taken.questions);
  return quizText({ id, title: words.title, questions: [next(), next()], competency: around.competency ?? '', lesson });
};

const noUnits = (): Scaffolded =>
  refused('course.yaml belum menyebut unit kompetensi. Tambahkan dahulu di "competencies".', 'course.yaml names no unit of competency yet. Add one to "competencies" first.');

export async function newModule(given: string, wishes: Wishes, schemas: string): Promise<Scaffolded> {
  const around = await courseAround(given);
  if (!around || around.folder !== resolve(given)) return noCourse(given);
  const { taken, competency, isVisible } = around;
  if (competency === undefined) return noUnits();
  const title = wishes.title ?? 'Modul baru';
  const id = freeId(wishes.id ?? idFrom(title, 'modul'), takenBy(taken, 'module'));
  const folder = join(around.folder, `${await nextNumber(around.folder)}-${id}`);
  const lesson = freeId(idFrom(`${id}-1`, 'pelajaran'), takenBy(taken, 'lesson'));
  const files = {
    'module.yaml': moduleText(id, title),
    '01-pelajaran.md': lessonText({ id: lesson, title: `${title}: pelajaran pertama`, minutes: MINUTES, competency, draft: isVisible }),
    // A quiz is asked at once: where learners see the course it has to be wanted.
    ...(!isVisible && { 'quiz.yaml': quizFor(around, { title: `Kuis ${title}`, stem: id }, lesson) }),
  };
  return { kind: 'made', scaffold: { course: around.folder, made: await makeFolder(folder, files, schemas), note: isVisible ? DRAFTED : undefined } };
}

export async function newLesson(given: string, wishes: Wishes): Promise<Scaffolded> {
  const folder = resolve(given);
  const around = await courseAround(given);
  if (!around) return noCourse(given);
  if (!existsSync(join(folder, 'module.yaml'))) return noModule(given);
  const title = wishes.title ?? 'Pelajaran baru';
  const id = freeId(wishes.id ?? idFrom(title, 'pelajaran'), takenBy(around.taken, 'lesson'));
  const file = join(folder, `${await nextNumber(folder)}-${id}.md`);
  const { competency, isVisible } = around;
  await writeFile(file, lessonText({ id, title, minutes: wishes.minutes ?? MINUTES, competency, draft: isVisible }), { flag: 'wx' });
  return { kind: 'made', scaffold: { course: around.folder, made: [file], note: isVisible ? DRAFTED : undefined } };
}

export async function newQuiz(given: string, wishes: Wishes, schemas: string): Promise<Scaffolded> {
  const folder = resolve(given);
  const around = await courseAround(given);
  if (!around) return noCourse(given);
  if (!existsSync(join(folder, 'module.yaml'))) return noModule(given);
  if (around.competency === undefined) return noUnits();
  const file = join(folder, 'quiz.yaml');
  if (existsSync(file)) return isTaken(file);
  const stem = basename(folder).replace(/^\d+[-_. ]*/, '');
  const text = quizFor(around, { id: wishes.id, title: wishes.title ?? `Kuis ${titleFrom(stem)}`, stem }, await firstLessonOf(folder));
  await writeFile(file, withSchema(file, text, schemas), { flag: 'wx' });
  const note = around.isVisible ? say('Pelatihan ini sudah terlihat peserta: kuis ini langsung ikut. Ganti soal-soalnya sekarang.', 'Learners see this course: this quiz is part of it at once. Replace its questions now.') : undefined;
  return { kind: 'made', scaffold: { course: around.folder, made: [file], note } };
}
