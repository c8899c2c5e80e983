import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listCourseFiles } from '../../../content/course-files.ts';
import type { FolderProblems } from '../../../content/catalogue.ts';
import type { LayoutSource } from '../../../content/course.ts';
import { error, reportInto, say, wholeFile } from '../../../content/mistake.ts';
import type { Problem } from '../../../content/problem.ts';
import { readLayout } from '../../../content/read-layout.ts';
import { readYaml } from '../../../content/read-yaml.ts';
import { layoutFormat } from './layout-format.ts';

/** The one file that a folder of a look must have; pictures lie beside it. */
export const LOOK_FILE = 'template.yaml';

export interface ReadLook {
  readonly name: string;
  /** Undefined when any problem is an error. */
  readonly source: LayoutSource | undefined;
  readonly checked: FolderProblems;
}

const NAME = /^[a-z][a-z0-9-]{1,59}$/;

async function readLook(folder: string): Promise<ReadLook> {
  const name = basename(folder);
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const listing = await listCourseFiles(folder, report);
  const file = listing.files.get(LOOK_FILE);
  if (!NAME.test(name)) report(wholeFile(LOOK_FILE), error('bad-id', say(`Nama folder "${name}" tidak dapat dipakai.`, `A folder cannot be named "${name}".`), say('Pakai huruf kecil, angka, dan "-".', 'Use small letters, digits and "-".')));
  if (!file) report(wholeFile(LOOK_FILE), error('missing-template-yaml', say(`Folder ini tidak berisi ${LOOK_FILE}.`, `This folder holds no ${LOOK_FILE}.`)));
  const parsed = file && readYaml(file);
  problems.push(...(parsed?.problems ?? []));
  const source = readLayout(parsed?.document, listing.files, layoutFormat, report);
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return { name, source: isBroken ? undefined : source, checked: { folder, problems } };
}

/** `views/certificates` of this installation, compiled or not. */
export function siteLooksFolder(): string {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  return join(root, 'views', 'certificates');
}

/** Every look in a folder of looks, in the order of names; a folder that is not there holds none. */
export async function readLooks(folder: string): Promise<ReadLook[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort();
  const looks: ReadLook[] = [];
  for (const name of names) looks.push(await readLook(join(folder, name)));
  return looks;
}
