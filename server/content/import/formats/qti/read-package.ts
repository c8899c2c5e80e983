import { posix } from 'node:path';
import { wholeFile } from '../../../mistake.ts';
import type { Draft } from '../../imported.ts';
import { decodeSource } from '../../decode-source.ts';
import { itemUnreadable, packageFileMissing, packagePart, zipWithoutManifest } from '../../notes/files.ts';
import { typeNotTaken } from '../../notes/questions.ts';
import type { ReadingSource } from '../../reading-source.ts';
import { Unreadable } from '../../unreadable.ts';
import { descendants, parseXml, type XmlElement } from '../../xml-tree.ts';
import { readQtiItem } from './read-item.ts';

type Files = ReadonlyMap<string, Buffer>;
const MANIFEST = 'imsmanifest.xml';
const ITEM = /^imsqti_item_xmlv2p[0-9]/;

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A file of the package by an address in `from`; undefined when it leads out of the package or nowhere. */
function fileAt(files: Files, from: string, address: string): Buffer | undefined {
  const path = posix.normalize(posix.join(posix.dirname(from), address.replace(/[?#].*$/, '')));
  return path.startsWith('..') ? undefined : (files.get(path.normalize('NFC')) ?? files.get(decoded(path).normalize('NFC')));
}

async function* readItem(path: string, files: Files, source: ReadingSource): AsyncGenerator<Draft | undefined> {
  const own = { ...source, file: path };
  const bytes = files.get(path);
  if (!bytes) return yield source.review.add(wholeFile(path), packageFileMissing(path));
  let root: XmlElement;
  try {
    root = await parseXml(decodeSource(bytes, path, source.review));
  } catch (problem) {
    // One broken item loses no other.
    if (!(problem instanceof Unreadable)) throw problem;
    return yield source.review.add(wholeFile(path), itemUnreadable(problem.sentence));
  }
  if (root.name === 'assessmentItem') yield* readQtiItem(root, own, (address) => fileAt(files, path, address));
  else yield source.review.add(wholeFile(path), typeNotTaken(root.name));
}

/** A content package of QTI 2.1 or 2.2: the items that its manifest names, in that order. Throws `Unreadable`. */
export async function* readQtiPackage(files: Files, source: ReadingSource): AsyncGenerator<Draft | undefined> {
  const manifest = files.get(MANIFEST);
  if (!manifest) throw zipWithoutManifest();
  const root = await parseXml(decodeSource(manifest, MANIFEST, source.review));
  for (const { attributes, line, column } of descendants(root, new Set(['resource']))) {
    const { type = '', href = '' } = attributes;
    const path = decoded(href).replace(/^\.\//, '').normalize('NFC');
    if (ITEM.test(type)) yield* readItem(path, files, source);
    else if (/^imsqti_(?:item|xml)|^imsqti/.test(type) && !/test/.test(type)) yield source.review.add({ file: MANIFEST, line, column }, typeNotTaken(type), path);
    else if (/test/.test(type)) source.review.add({ file: MANIFEST, line, column }, packagePart(`${path} (${type})`));
  }
}
