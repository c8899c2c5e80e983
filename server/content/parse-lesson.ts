import type { CourseFile } from './course-files.ts';
import type { Language } from './course.ts';
import { reportInto, wholeFile, type Report } from './mistake.ts';
import { emptyLesson, missingFrontMatter, unclosedFrontMatter } from './mistakes/lesson.ts';
import { renderMarkdown } from './markdown/render-markdown.ts';
import { NOTHING, type Template } from './markdown/slots.ts';
import { mentionAt, mentionsAt } from './mentions.ts';
import type { ParsedLesson, ParsedLessonTranslation } from './parsed.ts';
import type { Problem } from './problem.ts';
import { readTextFile } from './read-file.ts';
import { lessonSchema, lessonTranslationSchema } from './schema.ts';
import { parseSimpleYaml } from './simple-yaml.ts';
import { validate } from './validate.ts';
import { parseYaml, type YamlDocument } from './yaml-document.ts';

interface LessonText {
  readonly frontMatter: string;
  readonly body: string;
  /** The body's first line in the file, from 1. */
  readonly bodyLine: number;
}

const OPENING = /^---[ \t]*\n/;
const CLOSING = /^---[ \t]*$/m;

function splitFrontMatter(text: string, file: string, report: Report): LessonText | undefined {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return report(wholeFile(file), missingFrontMatter());
  const rest = text.slice(opening.length);
  const closing = CLOSING.exec(rest);
  if (!closing) return report(wholeFile(file), unclosedFrontMatter());
  const frontMatter = rest.slice(0, closing.index);
  const body = rest.slice(closing.index + closing[0].length + 1);
  return { frontMatter: frontMatter.trimEnd(), body, bodyLine: frontMatter.split('\n').length + 2 };
}

function renderBody({ body, bodyLine }: LessonText, file: string, language: Language, report: Report): Template {
  if (body.trim() === '') report({ ...wholeFile(file), line: Math.max(1, bodyLine - 1) }, emptyLesson());
  return renderMarkdown({
    text: body,
    language,
    kind: 'lesson',
    place: (line, column) => ({ file, line: bodyLine + line, column: column + 1 }),
    report,
  });
}

interface LessonParts {
  readonly hash: string;
  readonly document: YamlDocument | undefined;
  readonly body: Template;
}

function readParts(file: CourseFile, language: Language, report: Report): LessonParts {
  const { text, hash } = readTextFile(file, report);
  const parts = text === undefined ? undefined : splitFrontMatter(text, file.path, report);
  if (!parts) return { hash, document: undefined, body: NOTHING };
  // An empty front matter is a map without keys: each missing one is reported.
  const head = parts.frontMatter.trim() === '' ? '{}' : parts.frontMatter;
  return { hash, document: parseSimpleYaml(head, file.path, 2) ?? parseYaml(head, file.path, 2, report), body: renderBody(parts, file.path, language, report) };
}

/** A lesson in the course's own language: front matter and Markdown. */
export function parseLesson(file: CourseFile, language: Language): ParsedLesson {
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const { hash, document, body } = readParts(file, language, report);
  const head = document && validate(lessonSchema, { document, path: [], value: document.value }, report);
  return {
    file: file.path,
    hash,
    problems,
    language,
    id: document && mentionAt(document, ['id']),
    head: head && { ...head, lead: head.lead },
    competencies: document ? mentionsAt(document, ['competencies']) : [],
    body,
  };
}

/** A translation of a lesson: of its front matter only title and lead are read. */
export function parseLessonTranslation(file: CourseFile, language: Language): ParsedLessonTranslation {
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const { hash, document, body } = readParts(file, language, report);
  const head = document && validate(lessonTranslationSchema, { document, path: [], value: document.value }, report);
  return {
    file: file.path,
    hash,
    problems,
    language,
    title: head?.title,
    lead: head?.lead,
    id: document && mentionAt(document, ['id']),
    body,
  };
}
