import { hash } from 'node:crypto';

/** Around the number of a fixed part while a page is written: a page's own template is written before what stands around it. No text of ours holds U+0000 (`mount.ts`, `content/read-file.ts`). */
const MARK = '\0';

const NOTHING = Buffer.alloc(0);

let collecting: FixedHtml[] | undefined;

/**
 * HTML that is the same for every reader, such as a lesson's text: encoded and hashed once, and not once for each page. A
 * template writes it like all other text.
 */
export class FixedHtml {
  readonly #html: string;
  #bytes: Buffer | undefined;
  #digest: Buffer | undefined;

  constructor(html: string) {
    this.#html = html;
  }

  get bytes(): Buffer {
    return (this.#bytes ??= Buffer.from(this.#html));
  }

  get digest(): Buffer {
    return (this.#digest ??= hash('sha1', this.#html, 'buffer'));
  }

  toString(): string {
    if (!collecting) return this.#html;
    return `${MARK}${collecting.push(this) - 1}${MARK}`;
  }
}

/** A part that may itself hold fixed parts, written once. */
export function fixedHtml(write: () => string): FixedHtml {
  const around = collecting;
  collecting = undefined;
  try {
    return new FixedHtml(write());
  } finally {
    collecting = around;
  }
}

/** A page in the order of its parts. */
export type Pieces = readonly (string | FixedHtml)[];

/** What a template writes, its fixed parts by themselves. */
export function piecesOf(write: () => string): Pieces {
  const fixed: FixedHtml[] = [];
  collecting = fixed;
  let text: string;
  try {
    text = write();
  } finally {
    collecting = undefined;
  }
  if (fixed.length === 0) return [text];
  // Every second piece is the number of a part.
  return text.split(MARK).map((piece, index) => (index % 2 === 0 ? piece : partOf(fixed, piece)));
}

function partOf(fixed: readonly FixedHtml[], number: string): FixedHtml {
  const part = fixed[Number(number)];
  if (!part) throw new TypeError('A page holds U+0000');
  return part;
}

/** A page as it is sent, and a name of its content. Text is encoded once for both. */
export function encode(pieces: Pieces): { readonly bytes: readonly Buffer[]; readonly digest: string } {
  const bytes = pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece.bytes));
  const named = pieces.map((piece, index) => (typeof piece === 'string' ? (bytes[index] ?? NOTHING) : piece.digest));
  return { bytes, digest: hash('sha1', Buffer.concat(named), 'base64url') };
}
