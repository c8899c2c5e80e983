import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { TEXT_LIMIT } from './read-file.ts';

export interface SourceLine {
  readonly number: number;
  readonly text: string;
  /** The line that is meant. */
  readonly isMeant: boolean;
}

const AROUND = 1;
const LONGEST_LINE = 160;

/** The lines around a place in a course's file; none where there is no such text. Never leaves the course's folder. */
export async function sourceExcerpt(folder: string, file: string, line: number): Promise<SourceLine[]> {
  if (!/\.(md|yaml)$/.test(file)) return [];
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
    if (!path.startsWith(root + sep) || (await stat(path)).size > TEXT_LIMIT) return [];
    const lines = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
    const from = Math.max(0, line - 1 - AROUND);
    return lines.slice(from, line + AROUND).map((text, index) => ({ number: from + index + 1, text: text.slice(0, LONGEST_LINE), isMeant: from + index + 1 === line }));
  } catch {
    // The file went while it was being looked at: its problem is told without its lines.
    return [];
  }
}
