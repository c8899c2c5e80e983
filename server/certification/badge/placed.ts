import { UNITS_PER_MM } from '../pdf/art/sketch.ts';

/** Line art that was drawn around its own origin, with the origin at a place in millimetres. */
export const placed = (operators: string, x: number, y: number): string => {
  const by = [x * UNITS_PER_MM, y * UNITS_PER_MM];
  let count = 0;
  return operators
    .split(/(\s+)/)
    .map((word, index, words) => {
      if (word.trim() === '') return word;
      if (!/^-?\d+$/.test(word) || !isPath(words, index)) {
        count = 0;
        return word;
      }
      count += 1;
      return String(Math.round(Number(word) + (by[(count - 1) % 2] ?? 0)));
    })
    .join('');
};

/** Numbers before `m`, `l` or `c` are places; those before `rg` are an ink. */
const isPath = (words: readonly string[], from: number): boolean => {
  const operator = words.slice(from).find((word) => /^[a-zA-Z*]+$/.test(word));
  return operator === 'm' || operator === 'l' || operator === 'c';
};
