import { fileKindsAny, fileKindsLost, noFileKind } from '../notes/places-and-files.ts';
import type { Mistake } from '../../mistake.ts';

type Kind = 'photo' | 'pdf';

/** What Moodle's groups, ends of names and MIME types mean here: photos are JPEG or PNG, a document is a PDF. */
const PHOTOS = /^(?:image(?:\/(?:\*|jpe?g|png))?|web_image|optimised_image|\.(?:jpe?g|png))$/i;
const PDFS = /^(?:document|application\/pdf|\.pdf)$/i;

/**
 * Which of the kinds that a source allows can be sent here; none named: every one. Undefined: nothing that we take. The second is what
 * whoever imports is told.
 */
export function fileKinds(written: readonly string[]): { readonly accept: readonly Kind[] | undefined; readonly told: readonly Mistake[] } {
  if (written.length === 0) return { accept: ['photo', 'pdf'], told: [fileKindsAny()] };
  const accept: Kind[] = [];
  if (written.some((kind) => PHOTOS.test(kind))) accept.push('photo');
  if (written.some((kind) => PDFS.test(kind))) accept.push('pdf');
  if (accept.length === 0) return { accept: undefined, told: [noFileKind(written.join(', '))] };
  const others = written.filter((kind) => !PHOTOS.test(kind) && !PDFS.test(kind));
  return { accept, told: others.length > 0 ? [fileKindsLost(others.join(', '))] : [] };
}
