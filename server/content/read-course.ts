import { createHash } from 'node:crypto';
import { buildExam, reportSharedQuestions } from './build-exam.ts';
import { buildModules } from './build-lessons.ts';
import type { Building } from './build-questions.ts';
import { concurrently } from './concurrently.ts';
import { listCourseFiles, stampOfListing, type CourseListing } from './course-files.ts';
import { certificateTerms, competenciesOf, readHead, type CourseHead } from './course-head.ts';
import type { CourseIndex } from './course-index.ts';
import { folderOf, layOut } from './course-layout.ts';
import { CourseMemory } from './course-memory.ts';
import type { Course, Lesson, MediaFile } from './course.ts';
import { readGlossary, readSources, type Glossary, type Sources } from './course-words.ts';
import { loadExam, type LoadedExam } from './load-exam.ts';
import { loadModules, type LoadedModule } from './load-modules.ts';
import { compareProblems, reportInto, wholeFile } from './mistake.ts';
import { missingExam } from './mistakes/assessment.ts';
import { competencyWithoutLesson, missingCourseYaml } from './mistakes/course.ts';
import { emptyFolder, unusedMedia } from './mistakes/files.ts';
import type { Mention } from './parsed.ts';
import type { Problem } from './problem.ts';
import type { CourseFormats } from './question-format.ts';
import { readMedia, type ParsedMedia } from './read-media.ts';
import { Reading } from './reading.ts';
import { nearest } from './spelling.ts';
import { reportTranslationGaps } from './translation-gaps.ts';
import { translated } from './translated.ts';
import { UniqueIds } from './unique-ids.ts';

/** A course as its files stand, mistakes included: what whoever writes it looks at, and nobody learns from. */
export interface WrittenCourse {
  readonly course: Course;
  /** Path of a lesson's or quiz's file, and of its translations, to its id. */
  readonly lessonFiles: ReadonlyMap<string, string>;
  readonly quizFiles: ReadonlyMap<string, string>;
}

export interface CourseReading {
  /** Undefined when any problem is an error. */
  readonly course?: Course | undefined;
  /** Undefined when course.yaml itself holds a mistake. */
  readonly written?: WrittenCourse | undefined;
  /** The id that course.yaml names, also of a broken course. */
  readonly courseId?: string;
  /** The courses required first, and where that stands: only who knows all courses can check them. */
  readonly requires: readonly Mention[];
  /** Every problem of every file, in the order of files and lines. */
  readonly problems: readonly Problem[];
  /** Of the files that were read (`stampOfListing`). */
  readonly stamp?: string | undefined;
}

export interface ReadCourseOptions extends CourseFormats {
  /** Kept between readings of the same folder: only what changed is parsed again. */
  readonly memory?: CourseMemory;
}

async function loadMedia(reading: Reading): Promise<ReadonlyMap<string, ParsedMedia>> {
  const read = await concurrently(reading.layout.media, (file) => reading.memory.media.recall(file, '', readMedia));
  return new Map(read.flatMap((media) => (media ? [[media.file, reading.take(media)] as const] : [])));
}

function indexOf(head: CourseHead, modules: readonly LoadedModule[], sources: Sources, glossary: Glossary, media: CourseIndex['media'], reading: Reading): CourseIndex {
  const ids = new UniqueIds(reading.report);
  const lessonPaths = new Map<string, string>();
  const lessons = modules.flatMap((module) => module.lessons);
  for (const { parsed, translations } of lessons) {
    ids.add(parsed.id);
    if (!parsed.id) continue;
    for (const { file } of [parsed, ...translations]) lessonPaths.set(file, parsed.id.name);
  }
  const isLost = reading.problems.some(({ code }) => code === 'missing-module-yaml') || reading.listing.refused.size > 0;
  return {
    courseId: head.id ?? 'course',
    lessons: { names: new Set(ids.keys()), isComplete: !isLost && lessons.every(({ parsed }) => parsed.id !== undefined) },
    lessonPaths,
    terms: glossary.names,
    sources: sources.names,
    sourceEntries: sources.entries,
    competencies: head.competencyNames,
    media,
    listing: reading.listing,
  };
}

function reportLoneCompetencies(head: CourseHead, lessons: readonly Lesson[], { report, hasErrors }: Reading): void {
  if (hasErrors) return;
  const taught = new Set(lessons.flatMap(({ competencies }) => competencies));
  for (const [code, place] of head.competencyPlaces) if (!taught.has(code)) report(place, competencyWithoutLesson(code));
}

/** What certificates show; most courses have none. */
const picturesOf = ({ certificate: { logo, signatories, layout } }: CourseHead): string[] =>
  [logo, ...(signatories ?? []).map(({ signature }) => signature), ...Object.values(layout?.images ?? {})].flatMap((picture) => picture ?? []);

/** SHA-256 over the paths and contents of all files that make the course; authors' notes are not among them. */
function versionOf(hashes: ReadonlyMap<string, string>, pictures: readonly string[]): string {
  const version = createHash('sha256');
  for (const [path, hash] of [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))) version.update(`${path}\0${hash}\n`);
  for (const picture of pictures) version.update(picture);
  return version.digest('hex').slice(0, 16);
}

const served = ({ file, hash, bytes, type }: ParsedMedia): MediaFile => ({ path: file, hash: hash.slice(0, 16), bytes, type });

async function assemble(folder: string, head: CourseHead, reading: Reading): Promise<WrittenCourse | undefined> {
  const { language, course } = head;
  const sources = readSources(reading);
  const glossary = readGlossary(language, reading);
  const media = await loadMedia(reading);
  const modules: LoadedModule[] = await loadModules(language, reading);
  const ofQuizzes = modules.flatMap(({ quiz }) => quiz?.from.banks ?? []);
  const exam: LoadedExam | undefined = await loadExam(language, reading, ofQuizzes.map(({ parsed }) => parsed.file));
  const quizIds = new UniqueIds(reading.report);
  const moduleIds = new UniqueIds(reading.report);
  for (const { id, quiz } of modules) {
    moduleIds.add(id);
    quizIds.add(quiz?.parsed.id);
  }
  quizIds.add(exam?.id);
  const { report } = reading;
  const index = indexOf(head, modules, sources, glossary, media, reading);
  const building: Building = { index, language, report, used: new Set(), questionIds: new UniqueIds(report) };
  const built = buildModules(modules, building);
  const builtExam = exam && buildExam(exam, head, building);
  if (!exam && head.competencyPlaces.size > 0) report(wholeFile('course.yaml'), missingExam());
  if (builtExam) reportSharedQuestions(modules, built.flatMap(({ quiz }) => quiz ?? []), builtExam, building);
  const used = new Set([...ofQuizzes, ...(exam?.banks ?? [])].map(({ parsed }) => parsed.file));
  const banks = [...used].flatMap((file) => reading.layout.banks.get(file) ?? []);
  reportTranslationGaps(reading.layout, banks, language, report);
  reportLoneCompetencies(head, built.flatMap(({ lessons }) => lessons), reading);
  for (const file of [...Object.keys(head.certificate.layout?.images ?? {}), ...head.certificate.pictures]) building.used.add(file);
  for (const file of media.keys()) if (!building.used.has(file) && !reading.hasErrors) report(wholeFile(file), unusedMedia());
  if (!course) return undefined;
  const { translations } = head;
  const written: Course = {
    id: course.id,
    version: versionOf(reading.hashes, picturesOf(head)),
    folder,
    title: translated(course.title, translations.map(([other, text]) => [other, text.title])),
    shortTitle: translated(course.short_title ?? course.title, translations.map(([other, text]) => [other, text.short_title ?? text.title])),
    summary: translated(course.summary, translations.map(([other, text]) => [other, text.summary])),
    language,
    level: course.level,
    status: course.status,
    requires: course.requires,
    hours: course.hours,
    onChange: course.on_change,
    competencies: competenciesOf(head),
    certificate: certificateTerms(head, course),
    modules: built,
    exam: builtExam,
    glossary: glossary.terms,
    sources: sources.entries,
    media: [...media.values()].map(served),
  };
  const quizzes = modules.flatMap(({ quiz }) => (quiz?.parsed.id ? [[quiz.parsed.file, quiz.parsed.id.name] as const] : []));
  const examFile = reading.layout.exam?.original.path;
  if (exam?.id && examFile !== undefined) quizzes.push([examFile, exam.id.name]);
  return { course: written, lessonFiles: index.lessonPaths, quizFiles: new Map(quizzes) };
}

function reportNoCourse(listing: CourseListing, problems: Problem[]): void {
  const report = reportInto(problems);
  const atRoot = [...listing.files.keys()].filter((path) => folderOf(path) === '');
  if (listing.files.size === 0 && listing.refused.size === 0) report(wholeFile('course.yaml'), emptyFolder());
  else report(wholeFile('course.yaml'), missingCourseYaml(nearest('course.yaml', atRoot)));
}

/** A translation keeps what it does not translate, also its mistakes: each is told once. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const told = new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.column} ${problem.message.id}`, problem]));
  return [...told.values()];
}

/**
 * Reads one course from its folder. Never throws for what is in the files: every mistake is a problem with its
 * file, line and column.
 */
export async function readCourse(folder: string, { memory = new CourseMemory(), ...formats }: ReadCourseOptions): Promise<CourseReading> {
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const listing = await listCourseFiles(folder, report);
  // Of an endless folder only a part was looked at: nothing that is missing in it can be called missing.
  if (problems.some(({ code }) => code === 'too-many-files')) return { requires: [], problems: problems.sort(compareProblems) };
  const laidOut: Problem[] = [];
  const layout = layOut(listing, reportInto(laidOut));
  // What the files of a folder are called is beside the point when it is no course.
  if (layout.course) problems.push(...laidOut);
  const reading = new Reading(listing, layout, formats, memory, problems);
  const head = layout.course && readHead(layout.course, reading);
  if (!head) reportNoCourse(listing, problems);
  const written = head && (await assemble(folder, head, reading));
  memory.sweep();
  return { course: reading.hasErrors ? undefined : written?.course, written, courseId: head?.id, requires: head?.requires ?? [], problems: withoutRepeats(problems).sort(compareProblems), stamp: stampOfListing(listing) };
}
