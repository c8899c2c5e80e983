import type { MarkdownIt, StateInline } from 'markdown-it';

/** Brackets inside each other in the text of one link: nobody writes so many. */
const DEEPEST = 32;

/**
 * The end of a link's text that begins at `start`, -1 where there is none: as markdown-it's own, which looks through all that follows
 * for each bracket that is never closed, and so takes a minute for a line of nothing else. Here a text whose brackets lie deeper than
 * anybody writes is no link.
 */
function parseLinkLabel(state: StateInline, start: number, disableNested = false): number {
  const { pos: before, posMax: end } = state;
  state.pos = start + 1;
  let level = 1;
  let found = -1;
  while (state.pos < end && level <= DEEPEST) {
    const character = state.src[state.pos];
    if (character === ']') {
      level -= 1;
      if (level === 0) {
        found = state.pos;
        break;
      }
    }
    const previous = state.pos;
    state.md.inline.skipToken(state);
    if (character !== '[') continue;
    // A bracket that led no further than itself is text; one that led further is a link.
    if (previous === state.pos - 1) level += 1;
    else if (disableNested) break;
  }
  state.pos = before;
  return found;
}

export function boundLinkLabels(markdown: MarkdownIt): void {
  markdown.helpers.parseLinkLabel = parseLinkLabel;
}
