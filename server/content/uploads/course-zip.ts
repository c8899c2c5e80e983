import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { isIgnoredName, listCourseFiles } from '../course-files.ts';
import { readZip } from '../import/read-zip.ts';
import { Unreadable } from '../import/unreadable.ts';
import { say } from '../mistake.ts';
import { COURSE_ZIP } from './limits.ts';

const LONGEST_NAME = 200;

const badName = (path: string): Unreadable =>
  new Unreadable(say(
    `Nama "${path.slice(0, 80)}" di dalam ZIP tidak dapat dipakai. Pakai huruf, angka, tanda hubung, dan titik, paling panjang 200 huruf.`,
    `The name "${path.slice(0, 80)}" in the ZIP cannot be used. Use letters, digits, hyphens and dots, at most 200 letters.`,
  ));

const noCourse = (): Unreadable =>
  new Unreadable(say(
    'ZIP ini tidak berisi course.yaml. Buat ZIP dari folder pelatihannya.',
    'This ZIP holds no course.yaml. Make the ZIP of the course’s folder.',
  ));

/** What no file system of ours or of Windows takes, and what would look like another name. */
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const UNUSABLE = /[\u0000-\u001F\u007F<>:"|?*\u200B-\u200F\u202A-\u202E\u2066-\u2069]|^\s|[\s.]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Folders of file managers and of version control, and whatever the checker ignores. */
const isIgnored = (path: string): boolean => path.split('/').some((name) => isIgnoredName(name) || name === '__MACOSX');

function checkNames(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  const all = new Set(paths);
  for (const path of paths) {
    const names = path.split('/');
    if (names.some((name) => name === '' || name.length > LONGEST_NAME || UNUSABLE.test(name))) throw badName(path);
    // A file where another needs a folder.
    if (names.some((_, index) => index > 0 && all.has(names.slice(0, index).join('/')))) throw badName(path);
    const folded = path.toLowerCase();
    if (seen.has(folded)) throw badName(path);
    seen.set(folded, path);
  }
}

/** The files of a course in a ZIP, whether it was made of the folder or of what is in it. Throws `Unreadable`. */
export async function readCourseZip(zip: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = [...(await readZip(zip, COURSE_ZIP))].filter(([path]) => !isIgnored(path));
  const heads = files.map(([path]) => path).filter((path) => path === 'course.yaml' || /^[^/]+\/course\.yaml$/.test(path));
  const head = heads.find((path) => path === 'course.yaml') ?? (heads.length === 1 ? heads[0] : undefined);
  if (head === undefined) throw noCourse();
  const folder = head.slice(0, head.length - 'course.yaml'.length);
  const inside = files.filter(([path]) => path.startsWith(folder)).map(([path, bytes]) => [path.slice(folder.length), bytes] as const);
  checkNames(inside.map(([path]) => path));
  return new Map(inside);
}

export async function writeCourseFiles(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes, { flag: 'wx' });
  }
}

/** The same content has the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** Sends all files of a course, notes of its authors included, as a ZIP that can be sent back. */
export async function sendCourseZip(folder: string, name: string, out: NodeJS.WritableStream): Promise<void> {
  const { files } = await listCourseFiles(folder, () => undefined);
  const zip = new ZipFile();
  for (const { path, absolute } of files.values()) zip.addReadStreamLazy(`${name}/${path}`, { mtime: NO_TIME }, (give) => give(null, createReadStream(absolute)));
  zip.end();
  await pipeline(zip.outputStream, out);
}
