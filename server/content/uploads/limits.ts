const MEGABYTE = 1024 * 1024;

/** What a course sent as a ZIP may be; beyond it a clear word, before memory is spent. */
export const COURSE_ZIP = {
  /** The ZIP itself. */
  source: 40 * MEGABYTE,
  entries: 5000,
  unpacked: 100 * MEGABYTE,
} as const;
