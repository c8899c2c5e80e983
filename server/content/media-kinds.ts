export type MediaKind = 'picture' | 'audio' | 'video' | 'document';

const kinds = {
  svg: ['picture', 'image/svg+xml'],
  png: ['picture', 'image/png'],
  jpg: ['picture', 'image/jpeg'],
  jpeg: ['picture', 'image/jpeg'],
  webp: ['picture', 'image/webp'],
  avif: ['picture', 'image/avif'],
  gif: ['picture', 'image/gif'],
  mp3: ['audio', 'audio/mpeg'],
  m4a: ['audio', 'audio/mp4'],
  ogg: ['audio', 'audio/ogg'],
  opus: ['audio', 'audio/ogg'],
  wav: ['audio', 'audio/wav'],
  mp4: ['video', 'video/mp4'],
  webm: ['video', 'video/webm'],
  pdf: ['document', 'application/pdf'],
  docx: ['document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['document', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  odt: ['document', 'application/vnd.oasis.opendocument.text'],
  ods: ['document', 'application/vnd.oasis.opendocument.spreadsheet'],
  csv: ['document', 'text/csv; charset=utf-8'],
  txt: ['document', 'text/plain; charset=utf-8'],
  zip: ['document', 'application/zip'],
} as const satisfies Record<string, readonly [MediaKind, string]>;

type Extension = keyof typeof kinds;

const isExtension = (text: string): text is Extension => Object.hasOwn(kinds, text);

export const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** What a file is for, by its extension; undefined: not served. HTML and scripts are never among them. */
export function mediaKindOf(path: string): { readonly kind: MediaKind; readonly type: string } | undefined {
  const extension = extensionOf(path);
  if (!isExtension(extension)) return undefined;
  const [kind, type] = kinds[extension];
  return { kind, type };
}

export const extensionsOf = (...wanted: readonly MediaKind[]): string[] =>
  Object.entries(kinds).flatMap(([extension, [kind]]) => (wanted.includes(kind) ? [extension] : []));
