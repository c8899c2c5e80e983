import type { Problem, Severity } from './problem.ts';

/** One sentence in both languages that a person may read. */
export type Sentence = Problem['message'];

/** A problem without its place: what is wrong and what to write instead. */
export type Mistake = Pick<Problem, 'code' | 'severity' | 'message' | 'hint'>;

/** Where in the files; `line` and `column` from 1, `file` relative to the course's folder with `/`. */
export type Place = Pick<Problem, 'file' | 'line' | 'column'>;

/** Returns undefined, so that whoever has nothing better to give can return the report. */
export type Report = (place: Place, mistake: Mistake) => undefined;

export const say = (id: string, en: string): Sentence => ({ id, en });

const mistake =
  (severity: Severity) =>
  (code: string, message: Sentence, hint?: Sentence): Mistake =>
    hint ? { code, severity, message, hint } : { code, severity, message };

/** Keeps the course from being published in this state. */
export const error = mistake('error');

/** Worth mending; the course is published all the same. */
export const warning = mistake('warning');

export const wholeFile = (file: string): Place => ({ file, line: 1, column: 1 });

export const reportInto =
  (problems: Problem[]): Report =>
  (place, found) => {
    problems.push({ file: place.file, line: place.line, column: place.column, ...found });
  };

const byName = new Intl.Collator('id', { numeric: true });

/** Files and folders as people number them: `2-b` before `10-a`. */
export const compareNames = (a: string, b: string) => byName.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

export const compareProblems = (a: Problem, b: Problem) =>
  compareNames(a.file, b.file) ||
  a.line - b.line ||
  a.column - b.column ||
  compareNames(a.severity, b.severity) ||
  compareNames(a.code, b.code);
