import { join, relative, resolve, sep } from 'node:path';
import { certificateTemplateNames } from '../certification/pdf/certificate-templates.ts';
import { layoutFormat } from '../certification/pdf/declared/layout-format.ts';
import { courseFoldersIn, holdsModules } from '../content/course-folders.ts';
import { CourseShelf, type FolderProblems } from '../content/course-shelf.ts';
import type { Problem } from '../content/problem.ts';
import type { QuestionFormats } from '../content/question-format.ts';
import { VersionKeeper } from '../content/version-keeper.ts';

const NO_VERSIONS = new VersionKeeper(
  {
    save: () => Promise.resolve(),
    latest: () => Promise.resolve(undefined),
    load: () => Promise.resolve(undefined),
    knownIds: () => Promise.resolve([]),
  },
  () => {},
);

/** The problems of one folder, their files named from where the command was given. */
export const placedIn = ({ folder, problems }: FolderProblems, given: string): Problem[] =>
  problems.map((problem) => ({ ...problem, file: join(given, relative(given, folder), problem.file).replaceAll('\\', '/') }));

/** One folder that is checked, once or again and again: what did not change is not parsed again. */
export class FolderCheck {
  readonly given: string;
  readonly #faults: unknown[] = [];
  readonly #shelf: CourseShelf;

  constructor(given: string, formats: QuestionFormats) {
    this.given = given;
    this.#shelf = new CourseShelf({ formats, templates: certificateTemplateNames, layouts: layoutFormat }, NO_VERSIONS, (fault) => this.#faults.push(fault));
  }

  /** `changed`: paths that changed since the last look; left out: anything may have. Undefined: the folder cannot be read. */
  async look(changed?: ReadonlySet<string>): Promise<{ problems: Problem[]; courses: number } | undefined> {
    const { given } = this;
    const inside = await courseFoldersIn(given);
    if (!inside) return undefined;
    const isOneCourse = inside.includes(given) || inside.length === 0 || (await holdsModules(given));
    const folders = isOneCourse ? [given] : inside;
    const touched = changed && new Set(folders.filter((folder) => [...changed].some((path) => `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`))));
    await this.#shelf.read(folders, touched);
    if (this.#faults.length > 0) throw this.#faults[0];
    const found = this.#shelf.arrange().problems.flatMap((entry) => placedIn(entry, given));
    // Which other courses there will be beside a single one is not known here.
    const problems = isOneCourse ? found.filter(({ code }) => code !== 'requires-unknown-course') : found;
    return { problems, courses: folders.length };
  }
}
