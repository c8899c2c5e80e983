/** An author's mistake is data: where it is, what is wrong, what to write instead. */
export type Severity = 'error' | 'warning';

export interface Problem {
  /** Path relative to the folder that was checked, with `/`. */
  readonly file: string;
  /** From 1; 1 where the whole file is meant. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  /** Fixed name, e.g. `unknown-key`: tests and documentation refer to it. */
  readonly code: string;
  /** What is wrong, Indonesian and English. */
  readonly message: Readonly<Record<'id' | 'en', string>>;
  /** What to write instead. */
  readonly hint?: Readonly<Record<'id' | 'en', string>>;
}
