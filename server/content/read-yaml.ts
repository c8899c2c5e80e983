import type { z } from 'zod';
import type { CourseFile } from './course-files.ts';
import { reportInto, type Report } from './mistake.ts';
import type { ParsedFile } from './parsed.ts';
import type { Problem } from './problem.ts';
import { readTextFile } from './read-file.ts';
import { validate } from './validate.ts';
import { parseYaml, type YamlDocument } from './yaml-document.ts';

export interface ParsedYaml extends ParsedFile {
  /** Undefined when it is no YAML; that is among the problems. */
  readonly document: YamlDocument | undefined;
}

/** A YAML file and the places of what it says; not yet compared with a schema. */
export function readYaml(file: CourseFile): ParsedYaml {
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const { text, hash } = readTextFile(file, report);
  const document = text === undefined ? undefined : parseYaml(text, file.path, 1, report);
  return { file: file.path, hash, problems, document };
}

/** The validated content of a document, or undefined after its faults were reported. */
export const valueOf = <T>(document: YamlDocument | undefined, schema: z.ZodType<T>, report: Report): T | undefined =>
  document && validate(schema, { document, path: [], value: document.value }, report);
