import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { duplicateFootnote } from '../mistakes/lesson.ts';
import { isBlockLine, lineText } from './block-syntax.ts';
import { documentOf } from './markdown-document.ts';

const REFERENCE = /^\[\^([^\s\]]+)\]/;
const DEFINITION = /^\[\^([^\s\]]+)\]:\s*(.*)$/;
const TAG = /^<(?:\/?[a-z][^<>]*>|!--|!\w|\?)/i;

/** `[^S1]`: a mention of a source. */
export function sourceReference(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  const found = REFERENCE.exec(state.src.slice(state.pos, state.pos + 80));
  if (!found) return false;
  if (!silent) state.push('source_ref', '', 0).meta = { label: found[1], offset: state.pos };
  state.pos += found[0].length;
  return true;
}

/** HTML stays text (`html: false`), but the author is told: nobody writes a tag to see it. */
export function rawHtml(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '<') return false;
  const found = TAG.exec(state.src.slice(state.pos, state.pos + 500));
  if (!found) return false;
  if (!silent) {
    const token = state.push('raw_html', '', 0);
    token.content = found[0];
    token.meta = { offset: state.pos };
  }
  state.pos += found[0].length;
  return true;
}

/** `[^1]: text` at the beginning of a line, up to an empty line: what a mention of that label means in this lesson. */
export function sourceDefinition(state: StateBlock, line: number, last: number, silent: boolean): boolean {
  const found = DEFINITION.exec(lineText(state, line));
  if (!found || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  if (silent) return true;
  const label = found[1] ?? '';
  const lines = [found[2] ?? ''];
  let next = line + 1;
  while (next < last && !state.isEmpty(next) && !DEFINITION.test(lineText(state, next)) && !isBlockLine(lineText(state, next))) {
    lines.push(lineText(state, next++));
  }
  const document = documentOf(state.env);
  if (document.definitions.has(label)) document.report(line, 0, duplicateFootnote(label));
  const token = state.push('source_definition', '', 0);
  token.meta = { label };
  const text = state.push('inline', '', 0);
  text.content = lines.join('\n');
  text.map = [line, next];
  text.children = [];
  document.definitions.set(label, { line, tokens: text.children });
  state.line = next;
  return true;
}

/** Makes the rules for links and pictures note where in the text they began. */
export function rememberOffsets(markdown: MarkdownIt): void {
  for (const rule of markdown.inline.ruler.__rules__.filter(({ name }) => ['link', 'image', 'autolink'].includes(name))) {
    const read = rule.fn;
    markdown.inline.ruler.at(rule.name, (state, silent) => {
      const offset = state.pos;
      const first = state.tokens.length;
      if (!read(state, silent)) return false;
      const token = state.tokens.slice(first).find(({ type }) => type === 'link_open' || type === 'image');
      if (token) token.meta = { ...token.meta, offset };
      return true;
    });
  }
}
