const MEGABYTE = 1024 * 1024;

/** What an import takes in; beyond it a clear word, before memory is spent. */
export const LIMITS = {
  /** The file itself. */
  source: 20 * MEGABYTE,
  /** Characters of one text of a question, as Markdown: some ten printed pages. */
  prose: 20_000,
  questions: 5000,
  /** Answers, pairs or gaps of one question; several times what any type holds. */
  parts: 100,
  /** HTML elements of one text, XML elements of one question. */
  elements: 5000,
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
