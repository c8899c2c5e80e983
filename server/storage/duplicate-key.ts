/** MongoDB's error code for a value that has to be unique and is there already; the embedded engine gives the same. */
const DUPLICATE_KEY = 11000;

export const isDuplicateKey = (problem: unknown): boolean =>
  typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === DUPLICATE_KEY;
