const MEGABYTE = 1024 * 1024;

/** What an import takes in; beyond it a clear word, before memory is spent. */
export const LIMITS = {
  /** The file itself. */
  source: 20 * MEGABYTE,
  /** A text or XML without its pictures would hold ten thousand questions. */
  text: 20 * MEGABYTE,
  questions: 5000,
  /** Of a ZIP: entries, all of them unpacked, and how many times smaller packing may have made one. */
  entries: 2000,
  unpacked: 60 * MEGABYTE,
  ratio: 200,
  /** As for any picture of a course. */
  picture: 20 * MEGABYTE,
  svg: MEGABYTE,
  /** As for any text file of a course. */
  yaml: MEGABYTE,
  /** Of elements inside each other. */
  depth: 100,
} as const;
