import type { Draft, DraftAnswer, ReadyQuestion } from '../imported.ts';
import type { QuestionFormats } from '../../question-format.ts';
import { LIMITS } from '../limits.ts';
import { emptyText, pointsChanged, tagIgnored, textTooLong, tooManyParts, typeNotTaken } from '../notes/questions.ts';
import type { Review } from '../review.ts';
import { settleChoice, settleTrueFalse } from './settle-choice.ts';
import { settleHotspot } from './settle-hotspot.ts';
import { settleEssay, settleFile } from './settle-marked.ts';
import { settleCloze, settleMatching, settleOrdering } from './settle-parts.ts';
import { settleNumeric, settleShortText } from './settle-typed.ts';
import type { Settled, Settling } from './settling.ts';

const LEAST_POINTS = 0.25;
const MOST_POINTS = 100;
/** Tags that carry keys of ours; see `export/tags.ts`. */
const OUR_TAG = /^(?:competency|difficulty|lesson|source|scoring|options|unit|points|shuffle|order|region|picture|rubric):/;

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
    case 'matching':
      return settleMatching(answer, settling);
    case 'ordering':
      return settleOrdering(answer, settling);
    case 'cloze':
      return settleCloze(answer, settling);
    case 'essay':
      return settleEssay(answer, settling);
    case 'file':
      return settleFile(answer, settling);
    case 'hotspot':
      return settleHotspot(answer, settling);
  }
}

/** Whether some text inside is longer than a question may be. */
const isTooLong = (value: unknown): boolean =>
  typeof value === 'string' ? value.length > LIMITS.prose : typeof value === 'object' && value !== null && Object.values(value).some(isTooLong);

const listsOf = (value: unknown): readonly unknown[][] =>
  typeof value !== 'object' || value === null ? [] : Object.values(value).flatMap((inner) => (Array.isArray(inner) ? [inner, ...inner.flatMap(listsOf)] : listsOf(inner)));

/** The length of the longest list inside an answer. */
const partsOf = (answer: DraftAnswer): number => listsOf(answer).reduce((most, list) => Math.max(most, list.length), 0);

const joined = (texts: readonly (string | undefined)[]): string | undefined => texts.filter(Boolean).join('\n\n') || undefined;

/** A draft as a question of ours, or undefined after the review has been told why not. */
export function settle(draft: Draft, formats: QuestionFormats, review: Review): ReadyQuestion | undefined {
  const label = draft.name ?? draft.text;
  const settling: Settling = {
    draft,
    note: (mistake) => review.add(draft.place, mistake, label),
    leaveOut: (mistake) => review.add(draft.place, mistake, label),
  };
  if (draft.text === '') return settling.leaveOut(emptyText());
  if (isTooLong([draft.text, draft.feedback, draft.answer])) return settling.leaveOut(textTooLong(LIMITS.prose));
  if (partsOf(draft.answer) > LIMITS.parts) return settling.leaveOut(tooManyParts(LIMITS.parts));
  const { kind } = draft.answer;
  if (kind !== 'choice' && !formats.has(kind)) return settling.leaveOut(typeNotTaken(kind));
  const settled = settleAnswer(draft.answer, settling);
  if (!settled) return undefined;
  const { points } = draft;
  const pointsFit = points === undefined || (points >= LEAST_POINTS && points <= MOST_POINTS);
  if (!pointsFit) settling.note(pointsChanged(points));
  for (const tag of draft.tags) if (!OUR_TAG.test(tag)) review.often(draft.place, tagIgnored(tag));
  return {
    draft: { ...draft, text: settled.text ?? draft.text, points: pointsFit ? points : undefined, feedback: joined([draft.feedback, ...(settled.moreFeedback ?? [])]) },
    type: settled.type,
    own: settled.own,
  };
}
