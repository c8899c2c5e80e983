import { caseStudy } from './case.ts';
import { cloze } from './cloze.ts';
import { essay } from './essay.ts';
import { fileTask } from './file.ts';
import { hotspot } from './hotspot.ts';
import { matching } from './matching.ts';
import { multiple } from './multiple.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import type { QuestionType } from './question-type.ts';
import { shortText } from './short-text.ts';
import { single } from './single.ts';
import { trueFalse } from './true-false.ts';

/** Every kind of question; a new one is a file beside these and a line here. */
const types = [
  single, multiple, trueFalse, numeric, shortText,
  matching, ordering, cloze, hotspot, caseStudy, essay, fileTask,
] as const satisfies readonly QuestionType[];

const known = new Map<string, QuestionType>(types.map((type) => [type.type, type]));
export const questionTypes: ReadonlyMap<string, QuestionType> = known;

/** For plug-ins, at start: see `load-plugins.ts`. */
export const addQuestionType = (type: QuestionType): void => void known.set(type.type, type);

/** The type of a question of a course that has been read: its type is known. */
export const typeOf = (question: { readonly type: string }): QuestionType => {
  const type = questionTypes.get(question.type);
  if (!type) throw new TypeError(`No question type "${question.type}"`);
  return type;
};
