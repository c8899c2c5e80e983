import { createHash } from 'node:crypto';
import type { PdfFile } from './pdf-file.ts';
import { type Dictionary, array, dictionary, hexadecimal, name, text } from './syntax.ts';

/** A file that lies in the document (ISO 32000-1, 7.11.4; as an associated file, ISO 19005-3, 6.8). */
export interface AttachedFile {
  /** ASCII. */
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

/**
 * Entries of the catalog that name the files. They stand in the document as they are, not deflated: a signed credential
 * hardly shrinks, and a page that looks for it in a PDF finds it without unpacking anything.
 */
export const attachFiles = (file: PdfFile, files: readonly AttachedFile[], modified: string): Dictionary => {
  if (files.length === 0) return {};
  const specifications = files.map((attached) => {
    const checksum = createHash('md5').update(attached.bytes).digest();
    const stream = file.stream(
      {
        Type: name('EmbeddedFile'),
        Subtype: name(attached.type.replace('/', '#2F')),
        Params: dictionary({ Size: attached.bytes.length, ModDate: modified, CheckSum: hexadecimal(checksum) }),
      },
      attached.bytes,
    );
    const entries = { Type: name('Filespec'), F: text(attached.name), UF: text(attached.name), Desc: text(attached.description) };
    return file.add(dictionary({ ...entries, AFRelationship: name('Data'), EF: dictionary({ F: stream, UF: stream }) }));
  });
  const names = files.flatMap((attached, index) => [text(attached.name), specifications[index] ?? 'null']);
  return { AF: array(specifications), Names: dictionary({ EmbeddedFiles: dictionary({ Names: array(names) }) }) };
};
