import type { StateBlock } from 'markdown-it';

export const BLOCK_NAMES = ['note', 'warning', 'case', 'check', 'audio', 'video', 'download'] as const;
export type BlockName = (typeof BLOCK_NAMES)[number];

export const isBlockName = (name: string): name is BlockName => BLOCK_NAMES.some((known) => known === name);

const OPENING = /^:{3,}\s*([^\s:]\S*)\s*(.*)$/;
const CLOSING = /^:{3,}\s*$/;
const FENCE = /^(`{3,}|~{3,})/;

export const isBlockLine = (line: string) => line.startsWith(':::');

export interface Opening {
  readonly name: string;
  readonly rest: string;
}

export function readOpening(line: string): Opening | undefined {
  const found = OPENING.exec(line);
  return found ? { name: found[1] ?? '', rest: (found[2] ?? '').trim() } : undefined;
}

export interface Extent {
  /** The line after the last line of content. */
  readonly end: number;
  readonly closed: boolean;
  /** The line of a `---` between question and answer. */
  readonly divider: number | undefined;
  /** The block that begins inside this one, where there is one. */
  readonly nested: { readonly name: string; readonly line: number } | undefined;
}

/** The trimmed text of a line of the parser's state. */
export const lineText = (state: StateBlock, line: number) =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();

/** How far the block reaches whose content begins at `start`; what stands in code fences is content. */
export function findExtent(state: StateBlock, start: number, last: number): Extent {
  let fence = '';
  let divider: number | undefined;
  for (let line = start; line < last; line++) {
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return { end: line, closed: false, divider, nested: undefined };
    const text = lineText(state, line);
    const mark = FENCE.exec(text)?.[1];
    if (mark !== undefined && (fence === '' || text.startsWith(fence))) fence = fence === '' ? mark : '';
    if (fence !== '') continue;
    if (CLOSING.test(text)) return { end: line, closed: true, divider, nested: undefined };
    const opening = readOpening(text);
    if (opening) return { end: line, closed: false, divider, nested: { name: opening.name, line } };
    if (divider === undefined && text === '---') divider = line;
  }
  return { end: last, closed: false, divider, nested: undefined };
}
