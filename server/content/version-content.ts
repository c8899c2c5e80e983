import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip, gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Course, Module, Quiz } from './course.ts';

const decompress = promisify(gunzip);

/** The course without its modules and exam, then the exam, then each module: JSON, one a line. */
function* lines(course: Course): Generator<string> {
  const { modules, exam, ...head } = course;
  yield `${JSON.stringify(head)}\n`;
  yield `${JSON.stringify(exam ?? null)}\n`;
  for (const module of modules) yield `${JSON.stringify(module)}\n`;
}

/**
 * A course as gzipped JSON lines. A thousand lessons are ten megabytes: made at once they would hold up every page for
 * as long as that takes, and stay in memory.
 */
export const packCourse = (course: Course): Promise<Buffer> => buffer(Readable.from(lines(course)).pipe(createGzip()));

/** Written by `packCourse` and by nobody else: trusted as it is. */
export async function unpackCourse(content: Uint8Array): Promise<Course> {
  const [first = '', second = '', ...rest] = (await decompress(content)).toString('utf8').trimEnd().split('\n');
  const head: Omit<Course, 'modules' | 'exam'> = JSON.parse(first);
  const exam: Quiz | null = JSON.parse(second);
  const modules: Module[] = rest.map((line): Module => JSON.parse(line));
  return { ...head, exam: exam ?? undefined, modules };
}
