import type { StateBlock, Token } from 'markdown-it';
import { blockInQuestion, blockWithoutFile, caseWithoutQuestion, emptyBlock, missingTranscript, nestedBlock, selfCheckWithoutAnswer, strayBlockEnd, unclosedBlock, unknownBlock } from '../mistakes/lesson.ts';
import { BLOCK_NAMES, findExtent, isBlockLine, isBlockName, lineText, readOpening, type BlockName } from './block-syntax.ts';
import { documentOf, type MarkdownDocument } from './markdown-document.ts';

/** The content of one block: lines `start` up to and without `end`. */
interface Block {
  readonly state: StateBlock;
  readonly document: MarkdownDocument;
  readonly name: BlockName;
  readonly line: number;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly divider: number | undefined;
}

/** HTML of our own; `nesting` tells the parser that what follows is inside. */
function markup(state: StateBlock, html: string, nesting: 1 | 0 | -1 = 0): void {
  state.push('markup', '', nesting).content = html;
}

function inline(state: StateBlock, text: string, line: number): void {
  const token = state.push('inline', '', 0);
  token.content = text;
  token.map = [line, line + 1];
  token.children = [];
}

function heading(block: Block, opening: string, title = block.title): void {
  if (title === '') return;
  markup(block.state, opening);
  inline(block.state, title, block.line);
  markup(block.state, '</h3>\n');
}

const isBlank = (state: StateBlock, start: number, end: number) => state.skipEmptyLines(start) >= end;

/** Lets the parser read some lines and returns the tokens they became. */
function content({ state }: Block, start: number, end: number): Token[] {
  const { lineMax, parentType } = state;
  const first = state.tokens.length;
  state.lineMax = end;
  state.parentType = 'paragraph_container';
  state.md.block.tokenize(state, start, end);
  state.lineMax = lineMax;
  state.parentType = parentType;
  return state.tokens.slice(first);
}

function framed(block: Block, opening: string, titleOpening: string, closing: string): void {
  markup(block.state, opening, 1);
  heading(block, titleOpening);
  content(block, block.start, block.end);
  markup(block.state, closing, -1);
}

function caseStudy(block: Block): void {
  const { state, document } = block;
  markup(state, `<section class="case">\n<p class="case-label">${document.labels.case}</p>\n`, 1);
  heading(block, '<h3>');
  const tokens = content(block, block.start, block.end);
  const last = tokens.at(-1);
  const question = tokens.findLast((token) => token.type === 'paragraph_open');
  if (last?.type === 'paragraph_close' && question?.level === last.level) question.attrJoin('class', 'case-question');
  else document.report(block.line, 0, caseWithoutQuestion());
  markup(state, '</section>\n', -1);
}

function selfCheck(block: Block): void {
  const { state, document, start, end, divider } = block;
  if (divider === undefined || isBlank(state, start, divider) || isBlank(state, divider + 1, end)) {
    document.report(block.line, 0, selfCheckWithoutAnswer());
  }
  markup(state, '<section class="self-check">\n', 1);
  heading(block, '<h3>', block.title || document.labels.check);
  content(block, start, divider ?? end);
  markup(state, `<details>\n<summary>${document.labels.answer}</summary>\n`);
  if (divider !== undefined) content(block, divider + 1, end);
  markup(state, '</details>\n</section>\n', -1);
}

/** `media/salam.mp3 Judul` is a path and a title. */
function fileAndTitle(block: Block): { path: string; title: string } | undefined {
  const [path = '', ...words] = block.title.split(/\s+/);
  if (path === '') return block.document.report(block.line, 0, blockWithoutFile(block.name));
  return { path, title: words.join(' ') };
}

function player(block: Block, element: 'audio' | 'video'): void {
  const { state, document, line } = block;
  const file = fileAndTitle(block);
  if (!file) return;
  if (isBlank(state, block.start, block.end)) document.report(line, 0, missingTranscript(element));
  markup(state, '<figure class="media">\n<figcaption>', 1);
  inline(state, file.title || file.path.slice(file.path.lastIndexOf('/') + 1), line);
  const what = { path: file.path, element, place: document.source.place(line, 0) };
  const weight = document.open({ kind: 'weight', ...what });
  const slot = document.open({ kind: 'player', ...what });
  markup(state, `${weight}</figcaption>\n${slot}\n<details class="transcript">\n<summary>${document.labels.transcript}</summary>\n`);
  content(block, block.start, block.end);
  markup(state, '</details>\n</figure>\n', -1);
}

function download(block: Block): void {
  const { state, document, line } = block;
  const file = fileAndTitle(block);
  if (!file) return;
  const slot = document.open({ kind: 'download', ...file, place: document.source.place(line, 0) });
  markup(state, `<p class="download">${slot}</p>\n`);
  content(block, block.start, block.end);
}

const render = {
  note: (block) => framed(block, '<aside class="note">\n', '<h3 class="note-title">', '</aside>\n'),
  warning: (block) => framed(block, '<section class="caution">\n', '<h3 class="caution-title">', '</section>\n'),
  case: caseStudy,
  check: selfCheck,
  audio: (block) => player(block, 'audio'),
  video: (block) => player(block, 'video'),
  download,
} as const satisfies Record<BlockName, (block: Block) => void>;

const needsContent: readonly BlockName[] = ['note', 'warning', 'case'];

/** The block rule for `::: name title` ... `:::`. */
export function blockRule(state: StateBlock, line: number, last: number, silent: boolean): boolean {
  const text = lineText(state, line);
  if (!isBlockLine(text) || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  if (silent) return true;
  const document = documentOf(state.env);
  state.line = line + 1;
  const opening = readOpening(text);
  if (!document.isLesson || !opening) {
    document.report(line, 0, document.isLesson ? strayBlockEnd() : blockInQuestion());
    return true;
  }
  const { end, closed, divider, nested } = findExtent(state, line + 1, last);
  if (nested) document.report(nested.line, 0, nestedBlock(nested.name, opening.name));
  else if (!closed) document.report(line, 0, unclosedBlock(opening.name));
  const name = opening.name.toLowerCase();
  const block = { state, document, line, title: opening.rest, start: line + 1, end, divider };
  if (!isBlockName(name)) {
    document.report(line, 0, unknownBlock(opening.name, BLOCK_NAMES));
    content({ ...block, name: 'note' }, line + 1, end);
  } else {
    if (needsContent.includes(name) && isBlank(state, line + 1, end)) document.report(line, 0, emptyBlock(name));
    render[name]({ ...block, name });
  }
  state.line = closed ? end + 1 : end;
  return true;
}
