import type { Course, Question } from '../content/course.ts';
import { withSmallerPictures } from '../learning/pictures/picture-html.ts';

/** The same value with each of its texts changed; it is what an author wrote, so it holds texts, numbers, lists and fields only. */
function changed<Value>(value: Value, change: (text: string) => string): Value {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part);
    if (Array.isArray(part)) return part.map(walk);
    return typeof part === 'object' && part !== null ? Object.fromEntries(Object.entries(part).map(([name, one]) => [name, walk(one)])) : part;
  };
  return walk(value) as Value;
}

type Shown = Pick<Question, 'text' | 'feedback' | 'body'>;

const shown = new WeakMap<Question, Map<boolean, Shown>>();

/**
 * What a page shows of a question, its photographs in the sizes and formats that a phone reads; made once for as long as the question is
 * held. `kept`: as a phone keeps it, each picture in one size.
 */
export function shownOf(question: Question, course: Course, kept = false): Shown {
  const forms = shown.get(question) ?? new Map<boolean, Shown>();
  shown.set(question, forms);
  const known = forms.get(kept);
  if (known) return known;
  const smaller = (html: string): string => (html.includes('<img ') ? withSmallerPictures(html, course, kept, 'question') : html);
  const { text, feedback, body } = question;
  const made = changed({ text, feedback, body }, smaller);
  forms.set(kept, made);
  return made;
}
