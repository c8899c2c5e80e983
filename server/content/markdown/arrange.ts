import type { StateCore, Token } from 'markdown-it';
import {
  brokenLink, headingInBlock, levelOneHeading, pictureInText, rawHtml, skippedHeadingLevel, sourceInQuestion, unusedFootnote,
} from '../mistakes/lesson.ts';
import { documentOf, type MarkdownDocument, type Spot } from './markdown-document.ts';
import { softHyphens } from './soft-hyphens.ts';

/** Where the character `offset` of an inline text stands: the parser has joined its lines without their indents. */
function spotIn(document: MarkdownDocument, content: string, firstLine: number, offset: number): Spot {
  let line = firstLine;
  let start = 0;
  for (let end = content.indexOf('\n'); end >= 0 && end < offset; end = content.indexOf('\n', start)) {
    start = end + 1;
    line++;
  }
  const end = content.indexOf('\n', start);
  const indent = document.line(line).indexOf(content.slice(start, end < 0 ? undefined : end));
  return { line, column: indent < 0 ? 0 : indent + offset - start };
}

function placeChildren(document: MarkdownDocument, inline: Token, firstLine: number): void {
  for (const child of inline.children ?? []) {
    const offset = child.meta?.['offset'];
    if (typeof offset !== 'number') continue;
    const spot = spotIn(document, inline.content, firstLine, offset);
    document.setSpot(child, spot);
    if (child.type === 'raw_html' && !child.content.startsWith('</')) document.report(spot.line, spot.column, rawHtml(child.content.slice(0, 30)));
    if (child.type === 'source_ref' && !document.isLesson) document.report(spot.line, spot.column, sourceInQuestion());
  }
}

const isFigure = (inline: Token) => inline.children?.length === 1 && inline.children[0]?.type === 'image';

function reportPicturesInText(document: MarkdownDocument, inline: Token, firstLine: number): void {
  for (const child of inline.children ?? []) {
    if (child.type !== 'image') continue;
    const offset = child.meta?.['offset'];
    const spot = spotIn(document, inline.content, firstLine, typeof offset === 'number' ? offset : 0);
    document.report(spot.line, spot.column, pictureInText());
  }
}

const plainText = (inline: Token | undefined) =>
  (inline?.children ?? []).filter(({ type }) => type === 'text' || type === 'code_inline').map(({ content }) => content).join('');

/** A stable mark for a heading: its words, so that a link to it survives edits of the text around it. */
function anchorOf(document: MarkdownDocument, text: string): string {
  const slug = text.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  // The prefix keeps headings apart from the ids of the page around the lesson.
  const wanted = `bagian-${slug || document.anchors.size + 1}`;
  let anchor = wanted;
  for (let copy = 2; document.anchors.has(anchor); copy++) anchor = `${wanted}-${copy}`;
  document.anchors.add(anchor);
  return anchor;
}

function arrangeHeading(document: MarkdownDocument, open: Token, inline: Token | undefined, close: Token | undefined): void {
  const line = open.map?.[0] ?? 0;
  const level = Number(open.tag.slice(1));
  if (level === 1) {
    document.report(line, 0, levelOneHeading());
    open.tag = 'h2';
    if (close) close.tag = 'h2';
  }
  if (open.level > 0) return document.report(line, 0, headingInBlock());
  const rank = Math.max(2, level);
  if (document.isLesson && rank > document.headingLevel + 1) document.report(line, 0, skippedHeadingLevel(document.headingLevel, level));
  document.headingLevel = rank;
  open.attrSet('id', anchorOf(document, plainText(inline)));
}

/** Its parts are bounded, so that a text full of brackets is looked through once. */
const BROKEN_LINK = /!?\[[^[\]]{0,500}\]\(\s{0,9}[^)\s]{1,500}\s[^)]{0,500}\)/;

/** Before anything but brackets and themselves. */
const withoutBackslashes = (source: string): string => source.replaceAll(/\\(?![[\]()\\])/g, '');

function reportBrokenLinks(document: MarkdownDocument, inline: Token, firstLine: number): void {
  for (const child of inline.children ?? []) {
    const found = child.type === 'text' ? BROKEN_LINK.exec(child.content)?.[0] : undefined;
    // Whose brackets stand behind a backslash wants to be read as text.
    if (found === undefined || !withoutBackslashes(inline.content).includes(found)) continue;
    const spot = spotIn(document, inline.content, firstLine, Math.max(0, inline.content.indexOf(found)));
    document.report(spot.line, spot.column, brokenLink(found.slice(0, 60)));
  }
}

function countMentions(document: MarkdownDocument, inline: Token): void {
  for (const child of inline.children ?? []) {
    const label = child.meta?.['label'];
    if (child.type !== 'source_ref' || typeof label !== 'string' || document.mentions.has(label)) continue;
    document.mentions.set(label, { count: 0, spot: document.spotOf(child) });
  }
}

function hyphenate(inline: Token): void {
  for (const child of inline.children ?? []) if (child.type === 'text') child.content = softHyphens(child.content);
}

const RUNNING = new Set(['paragraph_open', 'td_open', 'source_definition']);

/**
 * After the parser: gives every link, picture and heading its place, turns a paragraph that is one picture into a
 * figure, takes the definitions of sources out of the text, and puts soft hyphens into Indonesian running text.
 */
export function arrange(state: StateCore): void {
  const document = documentOf(state.env);
  const hyphens = document.isLesson && document.source.language === 'id';
  const { tokens } = state;
  const kept: Token[] = [];
  let line = 0;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    line = token.map?.[0] ?? line;
    if (token.type === 'heading_open') arrangeHeading(document, token, tokens[index + 1], tokens[index + 2]);
    if (token.type === 'source_definition') return;
    if (token.type === 'paragraph_close' && before && isFigure(before)) return;
    if (token.type === 'inline') {
      placeChildren(document, token, line);
      reportBrokenLinks(document, token, line);
      if (hyphens && before && RUNNING.has(before.type)) hyphenate(token);
      if (before?.type === 'source_definition') return;
      if (document.isLesson) countMentions(document, token);
      if (isFigure(token) && before?.type === 'paragraph_open') {
        kept.pop();
        token.type = 'figure';
      } else reportPicturesInText(document, token, line);
    }
    kept.push(token);
  });
  for (const [label, { line: at }] of document.definitions) {
    if (!document.mentions.has(label)) document.report(at, 0, unusedFootnote(label));
  }
  state.tokens = kept;
}
