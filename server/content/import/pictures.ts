import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { say, type Sentence } from '../mistake.ts';
import type { Problem } from '../problem.ts';
import { readSvg } from '../svg.ts';
import { decodeText } from '../source-text.ts';
import type { MediaFile } from './imported.ts';
import { LIMITS } from './limits.ts';
import { cleanSvg } from './markup/clean-svg.ts';
import { slugOf } from './identify.ts';
import { Unreadable } from './unreadable.ts';

const HASH_LENGTH = 8;
const STEM_LENGTH = 40;
const KINDS: Readonly<Record<string, string>> = { png: 'png', jpg: 'jpg', gif: 'gif', webp: 'webp', avif: 'avif' };

export type Kept = { readonly path: string; readonly cleaned: boolean } | { readonly refused: Sentence };

/** What a picture is by its bytes alone. */
function kindOf(bytes: Buffer): string | undefined {
  try {
    const { type = '', width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? KINDS[type] : undefined;
  } catch {
    // The library throws on what it does not know.
    return undefined;
  }
}

const looksLikeSvg = (bytes: Buffer) => /<svg[\s>]/i.test(bytes.subarray(0, 4096).toString('latin1'));

async function cleanedSvg(bytes: Buffer): Promise<{ bytes: Buffer; changed: boolean } | Sentence> {
  if (bytes.length > LIMITS.svg) return say('SVG-nya lebih dari 1 MB', 'the SVG is larger than 1 MB');
  const problems: Problem[] = [];
  const text = decodeText(bytes, 'svg', () => undefined);
  try {
    const cleaned = text === undefined ? undefined : await cleanSvg(text);
    if (!cleaned) return say('SVG-nya tidak terbaca', 'the SVG cannot be read');
    readSvg(cleaned.text, 'svg', (place, found) => void problems.push({ ...place, ...found }));
    // The checker has the last word.
    const [first] = problems;
    return first ? first.message : { bytes: Buffer.from(cleaned.text), changed: cleaned.changed };
  } catch (problem) {
    if (problem instanceof Unreadable) return say('SVG-nya rusak', 'the SVG is broken');
    throw problem;
  }
}

/** The pictures that questions show, each kept once under a name that its content decides. */
export class Pictures {
  readonly #files = new Map<string, MediaFile>();
  readonly #known = new Map<string, Kept>();

  files(): MediaFile[] {
    return [...this.#files.values()];
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Where a picture of this name and content is kept from now on, or why it is not. */
  async keep(name: string, bytes: Buffer): Promise<Kept> {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, HASH_LENGTH);
    const known = this.#known.get(hash);
    if (known) return known;
    const kept = await this.#store(name, hash, bytes);
    this.#known.set(hash, kept);
    return kept;
  }

  async #store(name: string, hash: string, bytes: Buffer): Promise<Kept> {
    if (bytes.length === 0) return { refused: say('berkasnya kosong', 'the file is empty') };
    if (bytes.length > LIMITS.picture) return { refused: say('lebih besar dari 20 MB', 'it is larger than 20 MB') };
    const kind = kindOf(bytes);
    const pathOf = (extension: string) => `media/${slugOf(name.replace(/^.*[\\/]|\.[^.]*$/g, ''), STEM_LENGTH) || 'gambar'}-${hash}.${extension}`;
    if (kind) {
      this.#files.set(pathOf(kind), { path: pathOf(kind), bytes });
      return { path: pathOf(kind), cleaned: false };
    }
    if (!looksLikeSvg(bytes)) return { refused: say('isinya bukan gambar yang dikenal', 'its content is no picture that is known') };
    const svg = await cleanedSvg(bytes);
    if (!('bytes' in svg)) return { refused: svg };
    this.#files.set(pathOf('svg'), { path: pathOf('svg'), bytes: svg.bytes });
    return { path: pathOf('svg'), cleaned: svg.changed };
  }
}
