import { extensionOf, extensionsOf, mediaKindOf } from './media-kinds.ts';
import { isAuthorLanguage } from '../web/i18n/language.ts';
import { LANGUAGES, type Language } from './course.ts';
import type { CourseFile, CourseListing } from './course-files.ts';
import { wholeFile, type Report } from './mistake.ts';
import { missingModuleYaml } from './mistakes/course.ts';
import { unknownFile, unknownLanguage, wrongExtension } from './mistakes/files.ts';
import { translationWithoutOriginal } from './mistakes/translations.ts';
import { nearest } from './spelling.ts';

/** A file and its translations. */
export interface Translatable {
  readonly original: CourseFile;
  readonly translations: ReadonlyMap<Language, CourseFile>;
}

export interface ModuleLayout {
  readonly folder: string;
  readonly module: Translatable;
  readonly lessons: readonly Translatable[];
  readonly quiz: Translatable | undefined;
}

/** Which file of a course is what, by name and folder alone. */
export interface CourseLayout {
  readonly course: Translatable | undefined;
  readonly sources: CourseFile | undefined;
  readonly glossary: Translatable | undefined;
  readonly exam: Translatable | undefined;
  readonly certificate: CourseFile | undefined;
  /** The look of its certificates. */
  readonly look: CourseFile | undefined;
  readonly modules: readonly ModuleLayout[];
  /** Every other YAML file: a question bank, if the exam names it. */
  readonly banks: ReadonlyMap<string, Translatable>;
  readonly media: readonly CourseFile[];
}

const ROOT_FILES = ['course.yaml', 'sources.yaml', 'glossary.yaml', 'exam.yaml', 'certificate.yaml', 'certificate-template.yaml'];
const MODULE_FILES = ['module.yaml', 'quiz.yaml'];
const UNTRANSLATED = ['sources.yaml', 'certificate.yaml', 'certificate-template.yaml'];

export const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
export const joinPath = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

const NAMED = /^(.+?)\.([a-z]{2})\.(md|yaml)$/;

/** Takes the language out of `name.en.md`; a file of the original language has none. */
function originalName(name: string): { name: string; language: string | undefined } {
  const [, stem, language, extension] = NAMED.exec(name) ?? [];
  return stem === undefined ? { name, language: undefined } : { name: `${stem}.${extension}`, language };
}

/** Pairs every text file with its translations. What translates nothing is reported. */
function pairTranslations(files: readonly CourseFile[], report: Report): Map<string, Translatable> {
  const originals = new Map(files.filter(({ path }) => originalName(nameOf(path)).language === undefined).map((file) => [file.path, file]));
  const translations = new Map<string, Map<Language, CourseFile>>();
  for (const file of files) {
    const { name, language } = originalName(nameOf(file.path));
    if (language === undefined) continue;
    const original = joinPath(folderOf(file.path), name);
    if (!isAuthorLanguage(language)) report(wholeFile(file.path), unknownLanguage(language, LANGUAGES));
    else if (UNTRANSLATED.includes(original)) report(wholeFile(file.path), unknownFile(nameOf(file.path), [name]));
    else if (!originals.has(original)) report(wholeFile(file.path), translationWithoutOriginal(original, siblings(originals, file)));
    else translations.set(original, (translations.get(original) ?? new Map<Language, CourseFile>()).set(language, file));
  }
  return new Map([...originals].map(([path, original]) => [path, { original, translations: translations.get(path) ?? new Map() }]));
}

const siblings = (files: ReadonlyMap<string, CourseFile>, { path }: CourseFile) =>
  [...files.keys()].filter((other) => folderOf(other) === folderOf(path) && extensionOf(other) === extensionOf(path));

/** `.yml`, `.YAML`, `.markdown`: what is meant is plain, but one spelling is enough. */
function betterExtension(path: string): string | undefined {
  const written = /\.([^./]+)$/.exec(path)?.[1] ?? '';
  const meant = /^ya?ml$/i.test(written) ? 'yaml' : /^(md|markdown|mdown)$/i.test(written) ? 'md' : undefined;
  return meant === undefined || meant === written ? undefined : nameOf(path).replace(/[^.]+$/, meant);
}

const moduleAbove = (folder: string, modules: ReadonlySet<string>): boolean =>
  folder !== '' && (modules.has(folder) || moduleAbove(folderOf(folder), modules));

const NO_LESSONS_INSIDE = /(^|\/)(bank|media)$/;

function reportLooseLessons(lessons: readonly Translatable[], modules: ReadonlySet<string>, listing: CourseListing, report: Report): void {
  const folders = new Set<string>();
  for (const { original } of lessons) {
    const folder = folderOf(original.path);
    if (folder === '' || modules.has(folder)) continue;
    if (moduleAbove(folder, modules) || NO_LESSONS_INSIDE.test(folder)) report(wholeFile(original.path), unknownFile('', []));
    else folders.add(folder);
  }
  for (const folder of folders) {
    const names = [...listing.files.keys()].filter((path) => folderOf(path) === folder && extensionOf(path) !== 'md').map(nameOf);
    report(wholeFile(joinPath(folder, 'module.yaml')), missingModuleYaml(nearest('module.yaml', names)));
  }
}

export function layOut(listing: CourseListing, report: Report): CourseLayout {
  const files = [...listing.files.values()];
  const known = new Set([...extensionsOf('picture', 'audio', 'video', 'document'), 'md', 'yaml']);
  for (const { path } of files) {
    const better = betterExtension(path);
    if (better !== undefined) report(wholeFile(path), wrongExtension(better));
    else if (!known.has(extensionOf(path))) report(wholeFile(path), unknownFile(nameOf(path), []));
  }
  const texts = files.filter(({ path }) => betterExtension(path) === undefined && ['md', 'yaml'].includes(extensionOf(path)));
  const isNote = ({ path }: CourseFile) => folderOf(path) === '' && extensionOf(path) === 'md';
  const paired = pairTranslations(texts.filter((file) => !isNote(file)), report);
  const folders = new Set([...paired.keys()].filter((path) => nameOf(path) === 'module.yaml' && folderOf(path) !== '').map(folderOf));
  const lessons = [...paired.values()].filter(({ original }) => extensionOf(original.path) === 'md');
  reportLooseLessons(lessons, folders, listing, report);
  const modules = [...folders].flatMap((folder) => {
    const module = paired.get(`${folder}/module.yaml`);
    const own = lessons.filter(({ original }) => folderOf(original.path) === folder);
    return module ? [{ folder, module, lessons: own, quiz: paired.get(`${folder}/quiz.yaml`) }] : [];
  });
  const isNamed = (path: string) =>
    ROOT_FILES.includes(path) || (folders.has(folderOf(path)) && MODULE_FILES.includes(nameOf(path)));
  return {
    course: paired.get('course.yaml'),
    sources: paired.get('sources.yaml')?.original,
    glossary: paired.get('glossary.yaml'),
    exam: paired.get('exam.yaml'),
    certificate: paired.get('certificate.yaml')?.original,
    look: paired.get('certificate-template.yaml')?.original,
    modules,
    banks: new Map([...paired].filter(([path]) => extensionOf(path) === 'yaml' && !isNamed(path))),
    media: files.filter(({ path }) => mediaKindOf(path) !== undefined),
  };
}

/** The names that a YAML file in a folder could have, for "did you mean". */
export const knownNames = (folder: string): readonly string[] => (folder === '' ? ROOT_FILES : MODULE_FILES);
