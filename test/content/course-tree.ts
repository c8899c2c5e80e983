import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { certificateTemplateNames } from '../../server/certification/pdf/certificate-templates.ts';
import { layoutFormat } from '../../server/certification/pdf/declared/layout-format.ts';
import type { CourseReading } from '../../server/content/read-course.ts';
import { readCourse } from '../../server/content/read-course.ts';
import type { Problem } from '../../server/content/problem.ts';

/** A small course that uses everything the format has, without a single problem. */
export const EXAMPLE = join(import.meta.dirname, '../fixtures/courses/cuci-tangan');

/** New content, an edit of the old content, null to remove, or whatever a function does with the folder. */
export type Change = string | Buffer | null | ((text: string) => string);
export type Changes = Readonly<Record<string, Change>>;

export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bimtek-content-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function applyChanges(folder: string, changes: Changes): void {
  for (const [path, change] of Object.entries(changes)) {
    const file = join(folder, path);
    if (change === null) rmSync(file, { recursive: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      const content = typeof change === 'function' ? change(readFileSync(file, 'utf8')) : change;
      if (typeof change === 'function' && content === readFileSync(file, 'utf8')) throw new Error(`The edit of ${path} changed nothing`);
      writeFileSync(file, content);
    }
  }
}

export function copyExample(folder: string, changes: Changes = {}): void {
  cpSync(EXAMPLE, folder, { recursive: true });
  applyChanges(folder, changes);
}

/** Replaces the first occurrence; throws where there is none, so that no test passes by accident. */
export const edit =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    if (typeof from === 'string' ? !text.includes(from) : !from.test(text)) throw new Error(`"${String(from)}" is not in the file`);
    return text.replace(from, () => to);
  };

export const append = (more: string) => (text: string) => `${text.trimEnd()}\n\n${more}\n`;

export const readExample = (folder: string): Promise<CourseReading> => readCourse(folder, { formats: questionTypes, templates: certificateTemplateNames, layouts: layoutFormat });

/** `file:line:column severity code`, as the command line orders it. */
export const shown = ({ file, line, column, severity, code }: Problem) => `${file}:${line}:${column} ${severity} ${code}`;

/** The example with some changes, read from a folder of its own; `prepare` does what is no change of a file. */
export async function readChanged(changes: Changes, prepare?: (folder: string) => void): Promise<CourseReading> {
  const { folder, remove } = temporaryFolder();
  try {
    copyExample(folder, changes);
    prepare?.(folder);
    return await readExample(folder);
  } finally {
    remove();
  }
}

export const exists = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
