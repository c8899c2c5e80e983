/** One question of a GIFT file as it stands there. */
export interface GiftBlock {
  /** From 1: the first line that is no comment. */
  readonly line: number;
  readonly text: string;
  readonly category: string | undefined;
  /** Of comments before it: `[id:...]` and `[tag:...]`. */
  readonly id: string | undefined;
  readonly tags: readonly string[];
}

const ID = /\[id:((?:\\\]|[^\][{}])+)\]/;
const TAG = /\[tag:((?:\\\]|[^\][{}<>])+)\]/g;
const CATEGORY = /^\s*\$CATEGORY:\s*(.*)$/i;
const unbracketed = (text: string) => text.replaceAll('\\]', ']').trim();

/**
 * Questions are parted by empty lines, `//` begins a comment line (docs.moodle.org, GIFT format). Every line end is
 * `\n` here.
 */
export function splitGift(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  let category: string | undefined;
  let lines: string[] = [];
  let first = 0;
  let comments: string[] = [];
  const close = () => {
    if (lines.length > 0) {
      const notes = comments.join('\n');
      const id = ID.exec(notes)?.[1];
      blocks.push({ line: first, text: lines.join('\n'), category, id: id && unbracketed(id), tags: [...notes.matchAll(TAG)].map(([, tag = '']) => unbracketed(tag)) });
    }
    lines = [];
    comments = [];
  };
  text.split('\n').forEach((line, index) => {
    const named = CATEGORY.exec(line)?.[1];
    if (line.trim() === '') {
      // Comments stand before their question, an empty line between does not part them from it.
      if (lines.length > 0) close();
    } else if (line.trim().startsWith('//')) comments.push(line.trim());
    else if (named !== undefined && lines.length === 0) {
      category = named.trim();
      comments = [];
    } else {
      if (lines.length === 0) first = index + 1;
      lines.push(line);
    }
  });
  close();
  return blocks;
}
