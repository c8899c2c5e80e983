import { posix } from 'node:path';
import type { CourseIndex } from './course-index.ts';
import { folderOf, nameOf } from './course-layout.ts';
import { extensionOf, extensionsOf, type MediaKind } from './media-kinds.ts';
import type { Place, Report } from './mistake.ts';
import { absolutePath, backslashPath, fileNameCase, missingFile, pathOutside, wrongMediaKind } from './mistakes/references.ts';
import type { ParsedMedia } from './read-media.ts';

/** A path as written in `file`, from the course's folder on; undefined after a report when it leads elsewhere. */
export function resolvePath(written: string, place: Place, report: Report): string | undefined {
  if (/^(?:[/\\]|[a-z]:)/i.test(written)) return report(place, absolutePath(written));
  if (written.includes('\\')) return report(place, backslashPath(written));
  const path = posix.normalize(posix.join(folderOf(place.file), written.normalize('NFC')));
  if (path === '..' || path.startsWith('../')) return report(place, pathOutside(written));
  return path;
}

/** From the folder of the file that names it, as an author would write it. */
const fromHere = (place: Place, path: string) => posix.relative(folderOf(place.file), path);

/** Says what is wrong with a path that leads to no file. */
export function reportMissingFile(index: CourseIndex, path: string, written: string, place: Place, report: Report): void {
  // A link or unreadable file: its own problem has been reported.
  if (index.listing.refused.has(path)) return;
  const all = [...index.listing.files.keys()];
  const other = all.find((candidate) => candidate.toLowerCase() === path.toLowerCase());
  if (other !== undefined) return report(place, fileNameCase(written, fromHere(place, other)));
  const same = all.find((candidate) => nameOf(candidate) === nameOf(path));
  const similar = all.filter((candidate) => extensionOf(candidate) === extensionOf(path)).map((candidate) => fromHere(place, candidate));
  report(place, missingFile(written, similar, same && fromHere(place, same)));
}

/** The media file that an author names, of one of the wanted kinds; undefined after a report. */
export function findMedia(
  index: CourseIndex,
  written: string,
  wanted: readonly MediaKind[],
  place: Place,
  report: Report,
): ParsedMedia | undefined {
  const path = resolvePath(written, place, report);
  if (path === undefined) return undefined;
  const media = index.media.get(path);
  if (media && wanted.includes(media.kind)) return media;
  if (media || index.listing.files.has(path)) report(place, wrongMediaKind(written, extensionsOf(...wanted)));
  else reportMissingFile(index, path, written, place, report);
  return undefined;
}

/** The address of a media file. Its own hash is part of it: it may be kept for ever, and changes with the file alone. */
export const mediaUrl = (courseId: string, { file, hash }: ParsedMedia) =>
  `/courses/${courseId}/media/${hash.slice(0, 16)}/${file.split('/').map(encodeURIComponent).join('/')}`;
