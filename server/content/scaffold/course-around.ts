import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { idsTaken } from '../ids/course-ids.ts';
import type { TakenIds } from '../ids/give-ids.ts';
import { textAt } from '../ids/missing-ids.ts';

/** The course that something new goes into, as far as its files can be read. */
export interface CourseAround {
  readonly folder: string;
  /** Learners see it: what is new has to wait as a draft. */
  readonly isVisible: boolean;
  /** Code of its first unit of competency. */
  readonly competency: string | undefined;
  readonly taken: TakenIds;
}

/** The course that a folder is, or lies in; undefined where there is none. */
export async function courseAround(folder: string): Promise<CourseAround | undefined> {
  let place = resolve(folder);
  while (!existsSync(join(place, 'course.yaml'))) {
    if (dirname(place) === place) return undefined;
    place = dirname(place);
  }
  const { contents } = parseDocument(await readFile(join(place, 'course.yaml'), 'utf8'), { prettyErrors: false });
  const units = isMap(contents) ? contents.get('competencies') : undefined;
  const first = isSeq(units) ? units.items[0] : undefined;
  const code = isMap(first) ? textAt(first, 'code') : '';
  const status = isMap(contents) ? textAt(contents, 'status') : '';
  return { folder: place, isVisible: status !== 'draft', competency: code === '' ? undefined : code, taken: await idsTaken(place) };
}

const numberOf = (name: string): number => Number(/^(\d+)/.exec(name)?.[1] ?? 0);

/** `03-`: behind everything that is numbered in this folder. */
export async function nextNumber(folder: string): Promise<string> {
  const last = Math.max(0, ...(await readdir(folder)).map(numberOf));
  return String(last + 1).padStart(2, '0');
}

/** The id of a module's first lesson, for the questions that lead back to it. */
export async function firstLessonOf(module: string): Promise<string | undefined> {
  const names = (await readdir(module)).filter((name) => name.endsWith('.md') && !/\.[a-z]{2}\.md$/.test(name)).toSorted();
  for (const name of names) {
    const id = /^id: *([a-z][a-z0-9-]+) *$/m.exec(await readFile(join(module, name), 'utf8'))?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}
