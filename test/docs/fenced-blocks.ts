import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A fenced block of a Markdown file. The info string is a language and words, `yaml file=course.yaml`. */
export interface FencedBlock {
  readonly language: string;
  /** `name=value` words of the info string; a word alone has the value ''. */
  readonly marks: Readonly<Record<string, string>>;
  /** What stands between the fences, with the line break at its end. */
  readonly text: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

export const ROOT = join(import.meta.dirname, '../..');

const OPENING = /^(`{3,})(\S*) ?(.*)$/;

export function fencedBlocks(markdown: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  const lines = markdown.split('\n');
  for (let line = 0; line < lines.length; line += 1) {
    const [, fence, language = '', info = ''] = OPENING.exec(lines[line] ?? '') ?? [];
    if (fence === undefined) continue;
    const end = lines.indexOf(fence, line + 1);
    if (end < 0) throw new Error(`The fence in line ${line + 1} is not closed`);
    const words = info.split(' ').filter((word) => word !== '');
    const marks = Object.fromEntries(words.map((word) => [word.split('=')[0] ?? '', word.split('=')[1] ?? '']));
    blocks.push({ language, marks, text: `${lines.slice(line + 1, end).join('\n')}\n`, line: line + 1 });
    line = end;
  }
  return blocks;
}

export const readDocument = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** Writes every block that names its file below `folder`, as a reader would who copies them; a file that is shown twice is a fault. */
export function writeFiles(blocks: readonly FencedBlock[], folder: string): void {
  for (const { marks, text } of blocks) {
    if (!marks.file) continue;
    const file = join(folder, marks.file);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
}
