import { folderOf, knownNames, nameOf, type CourseLayout } from './course-layout.ts';
import type { Language } from './course.ts';
import { loadQuestions, type LoadedQuestions } from './load-questions.ts';
import { mentionAt, mentionsAt } from './mentions.ts';
import { wholeFile, type Place } from './mistake.ts';
import { bankTwice, missingBank, unusedBank } from './mistakes/assessment.ts';
import { unknownFile } from './mistakes/files.ts';
import { resolvePath } from './media-path.ts';
import type { Mention } from './parsed.ts';
import type { Reading } from './reading.ts';
import { valueOf } from './read-yaml.ts';
import { examSchema, examTranslationSchema, type ExamDocument } from './schema.ts';
import { nearest } from './spelling.ts';
import { foreign } from './translation-gaps.ts';

export interface LoadedExam {
  readonly id: Mention | undefined;
  /** Undefined where exam.yaml holds a mistake. */
  readonly exam: ExamDocument | undefined;
  readonly titles: readonly (readonly [Language, string | undefined])[];
  readonly banks: readonly LoadedQuestions[];
  /** False when a bank is missing or unreadable: then no question may be called missing. */
  readonly isComplete: boolean;
  readonly drawPlace: Place;
  readonly attemptsPlace: Place;
  /** The tags by which the exam chooses, and where they were written. */
  readonly tags: readonly Mention[];
}

/** Paths of the banks that the exam names and that exist. */
function bankPaths(named: readonly Mention[], { layout, report }: Reading): string[] {
  const paths: string[] = [];
  for (const { name, place } of named) {
    const path = resolvePath(name, place, report);
    if (path === undefined) continue;
    if (paths.includes(path)) report(place, bankTwice(name));
    else if (layout.banks.has(path)) paths.push(path);
    else report(place, missingBank(name, layout.banks.keys()));
  }
  return paths;
}

const stemOf = (path: string) => nameOf(path).replace(/\.[^.]+$/, '');

/** YAML that no exam names: a forgotten bank, or a name with a slip in it. */
export function reportUnusedYaml(layout: CourseLayout, used: readonly string[], { report }: Reading): void {
  for (const { original } of layout.banks.values()) {
    if (used.includes(original.path)) continue;
    const known = knownNames(folderOf(original.path));
    const isSlip = nearest(stemOf(original.path), known.map(stemOf)) !== undefined;
    if (folderOf(original.path) !== '' && !isSlip) report(wholeFile(original.path), unusedBank());
    else report(wholeFile(original.path), unknownFile(nameOf(original.path), known));
  }
}

export async function loadExam(own: Language, reading: Reading): Promise<LoadedExam | undefined> {
  const text = reading.layout.exam;
  if (!text) {
    reportUnusedYaml(reading.layout, [], reading);
    return undefined;
  }
  const document = reading.document(text.original);
  const exam = valueOf(document, examSchema, reading.report);
  const named = document ? mentionsAt(document, ['banks']) : [];
  const paths = bankPaths(named, reading);
  if (document) reportUnusedYaml(reading.layout, paths, reading);
  const titles: [Language, string | undefined][] = [];
  for (const [language, file] of foreign(text, own)) {
    const value = valueOf(reading.document(file), examTranslationSchema, reading.report);
    titles.push([language, value?.title]);
  }
  const texts = paths.flatMap((path) => reading.layout.banks.get(path) ?? []);
  const banks: LoadedQuestions[] = [];
  for (const bank of texts) {
    banks.push(loadQuestions(bank, 'bank', own, reading));
    await reading.turn();
  }
  const start = wholeFile(text.original.path);
  return {
    id: document && mentionAt(document, ['id']),
    exam,
    titles,
    banks,
    isComplete: named.length > 0 && paths.length === named.length && banks.every(({ parsed }) => parsed.isComplete),
    drawPlace: document?.placeOf(['draw', 'per_competency']) ?? start,
    attemptsPlace: document?.placeOf(['attempts']) ?? start,
    tags: document ? mentionsAt(document, ['tags']) : [],
  };
}
