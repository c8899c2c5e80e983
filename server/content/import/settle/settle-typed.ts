import type { NumericAnswer, ShortTextAnswer, WeightedText, WeightedNumber } from '../imported.ts';
import { caseIgnored, everythingRight, feedbackLost, noAnswer, onlyWildcards, partialCreditLost, rightFeedbackMoved, severalFullAnswers, wildcardLeftOut } from '../notes/questions.ts';
import { tagValue, type Settled, type Settling } from './settling.ts';

const FULL = 99.9;
const NOTHING = 0.1;

/** Feedback of right answers goes to all of the question, where it is read by everybody; told. */
function movedFeedback(right: readonly (WeightedText | WeightedNumber)[], settling: Settling): string[] {
  const texts = [...new Set(right.flatMap(({ feedback }) => feedback || []))];
  if (texts.length > 0) settling.note(rightFeedbackMoved());
  return texts;
}

/** Answers that earned a part or nothing count as wrong here; what was said to them has no place. */
function tellOthers(others: readonly { text: string; weight: number; feedback: string | undefined }[], settling: Settling): void {
  for (const { text, weight, feedback } of others) {
    if (weight > NOTHING) settling.note(partialCreditLost(text, weight));
    if (feedback) settling.note(feedbackLost(`${text}: ${feedback}`));
  }
}

export function settleNumeric(answer: NumericAnswer, settling: Settling): Settled | undefined {
  const right = answer.answers.filter(({ weight }) => weight >= FULL);
  const [first, second] = right;
  if (!first) return settling.leaveOut(noAnswer());
  if (second) return settling.leaveOut(severalFullAnswers());
  tellOthers(answer.answers.filter((one) => !right.includes(one)).map((one) => ({ ...one, text: String(one.value) })), settling);
  const unit = answer.unit ?? tagValue(settling, 'unit');
  return {
    type: 'numeric',
    own: {
      answer: first.value,
      ...(first.tolerance !== 0 && { tolerance: first.tolerance }),
      ...(unit && { unit }),
      ...(answer.otherwise && { feedback_wrong: answer.otherwise }),
    },
    moreFeedback: movedFeedback(right, settling),
  };
}

/** Moodle's answers: `*` stands for anything, `\*` for an asterisk. */
const WILDCARD = /(?<!\\)\*/;
const literal = (text: string) => text.replaceAll('\\*', '*');

/** Moodle's wildcards taken out; undefined when nothing is left of the key. */
function withoutWildcards(answer: ShortTextAnswer, settling: Settling): ShortTextAnswer | undefined {
  const { answers } = answer;
  const anything = answers.find(({ text }) => text.trim() === '*');
  if (anything && anything.weight > NOTHING) return settling.leaveOut(everythingRight());
  const others = answers.filter((answer) => answer !== anything);
  const wild = others.filter(({ text }) => WILDCARD.test(text));
  const plain = others.filter((answer) => !wild.includes(answer));
  if (!plain.some(({ weight }) => weight >= FULL) && wild.some(({ weight }) => weight >= FULL)) return settling.leaveOut(onlyWildcards());
  for (const { text, feedback } of wild) {
    settling.note(wildcardLeftOut(text));
    if (feedback) settling.note(feedbackLost(`${text}: ${feedback}`));
  }
  return { ...answer, answers: plain.map((one) => ({ ...one, text: literal(one.text) })), otherwise: answer.otherwise ?? anything?.feedback };
}

export function settleShortText(written: ShortTextAnswer, settling: Settling): Settled | undefined {
  const answer = written.wildcards ? withoutWildcards(written, settling) : written;
  if (!answer) return undefined;
  const right = answer.answers.filter(({ weight, text }) => weight >= FULL && text.trim() !== '');
  if (right.length === 0) return settling.leaveOut(noAnswer());
  tellOthers(answer.answers.filter((one) => !right.includes(one)), settling);
  if (answer.caseSensitive) settling.note(caseIgnored());
  return {
    type: 'short-text',
    own: { answers: [...new Set(right.map(({ text }) => text.trim()))], ...(answer.otherwise && { feedback_wrong: answer.otherwise }) },
    moreFeedback: movedFeedback(right, settling),
  };
}
