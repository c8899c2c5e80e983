import type { AnswerRecord, MarkRecord } from './attempt-model.ts';

/**
 * Stands where an answer stood that a person marks. It is no empty answer, so that grading anew by another key, and the counters of the
 * questions, find what they found before.
 */
export const ERASED = '-';

export const withErased = (answers: Readonly<Record<string, AnswerRecord>>, questions: readonly string[]): Record<string, AnswerRecord> =>
  Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, { ...answer, device: '', seen: {}, ...(questions.includes(question) && { response: ERASED }) }]));

/** The points stay, the words about them go. */
export const withoutComments = (marks: Readonly<Record<string, MarkRecord>>): Record<string, MarkRecord> =>
  Object.fromEntries(
    Object.entries(marks).map(([question, { earlier, ...mark }]) => [
      question,
      { ...mark, comment: '', ...(mark.reason !== undefined && { reason: '' }), ...(earlier && { earlier: earlier.map((before) => ({ ...before, comment: '', ...(before.reason !== undefined && { reason: '' }) })) }) },
    ]),
  );
