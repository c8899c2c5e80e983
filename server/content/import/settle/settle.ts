import type { Draft, DraftAnswer, ReadyQuestion } from '../imported.ts';
import { emptyText, pointsChanged, tagIgnored, typeNotTaken } from '../notes/questions.ts';
import type { Review } from '../review.ts';
import { settleChoice, settleTrueFalse } from './settle-choice.ts';
import { settleNumeric, settleShortText } from './settle-typed.ts';
import type { Settled, Settling } from './settling.ts';

const LEAST_POINTS = 0.25;
const MOST_POINTS = 100;
/** Tags that carry keys of ours; see `export/tags.ts`. */
const OUR_TAG = /^(?:competency|difficulty|lesson|source|scoring|options|unit|points|shuffle|order):/;

function settleAnswer(answer: DraftAnswer, settling: Settling): Settled | undefined {
  switch (answer.kind) {
    case 'choice':
      return settleChoice(answer, settling);
    case 'true-false':
      return settleTrueFalse(answer);
    case 'numeric':
      return settleNumeric(answer, settling);
    case 'short-text':
      return settleShortText(answer, settling);
    default:
      return settling.leaveOut(typeNotTaken(answer.kind));
  }
}

const joined = (texts: readonly (string | undefined)[]): string | undefined => texts.filter(Boolean).join('\n\n') || undefined;

/** A draft as a question of ours, or undefined after the review has been told why not. */
export function settle(draft: Draft, review: Review): ReadyQuestion | undefined {
  const label = draft.name ?? draft.text;
  const settling: Settling = {
    draft,
    note: (mistake) => review.add(draft.place, mistake, label),
    leaveOut: (mistake) => review.add(draft.place, mistake, label),
  };
  if (draft.text === '') return settling.leaveOut(emptyText());
  const settled = settleAnswer(draft.answer, settling);
  if (!settled) return undefined;
  const { points } = draft;
  const pointsFit = points === undefined || (points >= LEAST_POINTS && points <= MOST_POINTS);
  if (!pointsFit) settling.note(pointsChanged(points));
  for (const tag of draft.tags) if (!OUR_TAG.test(tag)) review.often(draft.place, tagIgnored(tag));
  return {
    draft: { ...draft, points: pointsFit ? points : undefined, feedback: joined([draft.feedback, ...(settled.moreFeedback ?? [])]) },
    type: settled.type,
    own: settled.own,
  };
}
