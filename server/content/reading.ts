import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CourseFile, CourseListing } from './course-files.ts';
import type { CourseLayout } from './course-layout.ts';
import type { CourseMemory } from './course-memory.ts';
import type { Report } from './mistake.ts';
import { reportInto } from './mistake.ts';
import type { ParsedFile } from './parsed.ts';
import type { Problem } from './problem.ts';
import type { CourseFormats, LayoutFormat, QuestionFormats } from './question-format.ts';
import { readYaml } from './read-yaml.ts';
import type { YamlDocument } from './yaml-document.ts';

const LONGEST_TURN_MS = 12;

/** One reading of one course: what its parts share while they are put together. */
export class Reading {
  readonly listing: CourseListing;
  readonly layout: CourseLayout;
  readonly formats: QuestionFormats;
  /** Names of certificate templates; undefined: not known here. */
  readonly templates: readonly string[] | undefined;
  readonly layouts: LayoutFormat | undefined;
  readonly memory: CourseMemory;
  readonly problems: Problem[];
  readonly report: Report;
  /** Path and content of every file that makes the course. */
  readonly #hashes = new Map<string, string>();
  #turnBegan = performance.now();

  constructor(listing: CourseListing, layout: CourseLayout, { formats, templates, layouts }: CourseFormats, memory: CourseMemory, problems: Problem[]) {
    this.listing = listing;
    this.layout = layout;
    this.formats = formats;
    this.templates = templates;
    this.layouts = layouts;
    this.memory = memory;
    this.problems = problems;
    this.report = reportInto(problems);
  }

  /**
   * Lets others have their turn when this reading has gone on for a while: a large course that is copied in must not
   * hold up the pages of those who learn.
   */
  async turn(): Promise<void> {
    if (performance.now() - this.#turnBegan < LONGEST_TURN_MS) return;
    await nextTurn();
    this.#turnBegan = performance.now();
  }

  /** Takes over what a file said by itself. */
  take<T extends ParsedFile>(parsed: T): T {
    this.problems.push(...parsed.problems);
    this.#hashes.set(parsed.file, parsed.hash);
    return parsed;
  }

  document(file: CourseFile): YamlDocument | undefined {
    return this.take(this.memory.documents.recall(file, '', readYaml)).document;
  }

  get hashes(): ReadonlyMap<string, string> {
    return this.#hashes;
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
