import { GAP_MARK, type ClozeAnswer, type ClozeGap, type MatchingAnswer, type OrderingAnswer } from '../imported.ts';
import { clozeInstruction, emptyOption, gapWeightsLost, sameOrder } from '../notes/questions.ts';
import { settleChoice } from './settle-choice.ts';
import { settleNumeric, settleShortText } from './settle-typed.ts';
import type { Settled, Settling } from './settling.ts';

/** Letters name rows and items, digits what is chosen from: an id tells nothing of the key. */
const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);
const alphabetical = new Intl.Collator('id', { numeric: true });
const unique = (texts: readonly string[]) => [...new Set(texts)];

export function settleMatching({ pairs, distractors, perPart }: MatchingAnswer, settling: Settling): Settled | undefined {
  const texts = unique([...pairs.map(({ right }) => right), ...distractors]).toSorted(alphabetical.compare);
  const empty = [...pairs.map(({ right }) => right), ...distractors].indexOf('');
  if (empty >= 0) return settling.leaveOut(emptyOption(empty + 1));
  const idOf = (text: string) => String(texts.indexOf(text) + 1);
  return {
    type: 'matching',
    own: {
      rows: pairs.map(({ left, right }, index) => ({ id: letter(index), text: left, answer: idOf(right) })),
      options: texts.map((text) => ({ id: idOf(text), text })),
      ...(perPart && { scoring: 'per-part' }),
    },
  };
}

/** Items are written in another order than the right one, since the order of ids can be read in the page. */
export function settleOrdering({ items, scoring }: OrderingAnswer, settling: Settling): Settled | undefined {
  if (unique(items).length !== items.length) return settling.leaveOut(sameOrder());
  const sorted = items.toSorted(alphabetical.compare);
  const shown = sorted.every((item, index) => item === items[index]) ? sorted.toReversed() : sorted;
  return {
    type: 'ordering',
    own: {
      items: shown.map((text, index) => ({ id: letter(index), text })),
      order: items.map((item) => letter(shown.indexOf(item))),
      ...(scoring !== 'all-or-nothing' && { scoring }),
    },
  };
}

function settleGap({ answer }: ClozeGap, settling: Settling): Settled | undefined {
  switch (answer.kind) {
    case 'choice':
      return settleChoice(answer, settling);
    case 'numeric':
      return settleNumeric(answer, settling);
    case 'short-text':
      return settleShortText(answer, settling);
  }
}

/** The text becomes the passage; above it stands what to do. */
export function settleCloze({ gaps, perPart }: ClozeAnswer, settling: Settling): Settled | undefined {
  const settled = gaps.map((gap) => settleGap(gap, { ...settling, draft: { ...settling.draft, tags: [] } }));
  const known = settled.filter((gap) => gap !== undefined);
  if (known.length !== gaps.length) return undefined;
  if (new Set(gaps.map(({ weight }) => weight)).size > 1) settling.note(gapWeightsLost(gaps.map(({ weight }) => weight)));
  settling.note(clozeInstruction());
  const idOf = (index: number) => `g${index + 1}`;
  return {
    type: 'cloze',
    text: 'Lengkapi teks berikut.',
    own: {
      passage: settling.draft.text.replaceAll(GAP_MARK, (_mark, index: string) => `[[${idOf(Number(index))}]]`),
      gaps: known.map(({ type, own }, index) => ({ id: idOf(index), type, ...own })),
      ...(perPart && { scoring: 'per-part' }),
    },
    moreFeedback: known.flatMap(({ moreFeedback }) => moreFeedback ?? []),
  };
}
