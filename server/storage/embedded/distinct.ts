import { compare } from './compare.ts';
import { partsOf, valuesAt } from './path.ts';
import type { Found } from './select.ts';
import type { Tagged } from './tagged.ts';
import { untag } from './tagging.ts';

/** Each value once, elements of lists one by one, in the order of MongoDB's index keys. */
export function distinctValues(found: readonly Found[], path: string): unknown[] {
  const parts = partsOf(path);
  const values: Tagged[] = [];
  for (const { document } of found) {
    for (const value of valuesAt(document, parts)) {
      if (Array.isArray(value)) values.push(...value);
      else if (value !== undefined) values.push(value);
    }
  }
  return values
    .sort(compare)
    .filter((value, i) => i === 0 || compare(value, values[i - 1]) !== 0)
    .map(untag);
}
