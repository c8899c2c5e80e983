import { folderOf, knownNames, nameOf, type CourseLayout } from './course-layout.ts';
import type { Language } from './course.ts';
import { loadBanks, type LoadedBanks } from './load-banks.ts';
import { mentionAt } from './mentions.ts';
import { wholeFile, type Place } from './mistake.ts';
import { unusedBank } from './mistakes/assessment.ts';
import { unknownFile } from './mistakes/files.ts';
import type { Mention } from './parsed.ts';
import type { Reading } from './reading.ts';
import { valueOf } from './read-yaml.ts';
import { examSchema, examTranslationSchema, type ExamDocument } from './schema.ts';
import { nearest } from './spelling.ts';
import { foreign } from './translation-gaps.ts';

export interface LoadedExam extends LoadedBanks {
  readonly id: Mention | undefined;
  /** Undefined where exam.yaml holds a mistake. */
  readonly exam: ExamDocument | undefined;
  readonly titles: readonly (readonly [Language, string | undefined])[];
  readonly drawPlace: Place;
  readonly attemptsPlace: Place;
}

const stemOf = (path: string) => nameOf(path).replace(/\.[^.]+$/, '');

/** YAML that no quiz and no exam names: a forgotten bank, or a name with a slip in it. */
export function reportUnusedYaml(layout: CourseLayout, used: readonly string[], { report }: Reading): void {
  for (const { original } of layout.banks.values()) {
    if (used.includes(original.path)) continue;
    const known = knownNames(folderOf(original.path));
    const isSlip = nearest(stemOf(original.path), known.map(stemOf)) !== undefined;
    if (folderOf(original.path) !== '' && !isSlip) report(wholeFile(original.path), unusedBank());
    else report(wholeFile(original.path), unknownFile(nameOf(original.path), known));
  }
}

/** `usedByQuizzes`: paths of the banks that quizzes name. */
export async function loadExam(own: Language, reading: Reading, usedByQuizzes: readonly string[]): Promise<LoadedExam | undefined> {
  const text = reading.layout.exam;
  if (!text) {
    reportUnusedYaml(reading.layout, usedByQuizzes, reading);
    return undefined;
  }
  const document = reading.document(text.original);
  const exam = valueOf(document, examSchema, reading.report);
  const loaded = await loadBanks(document, own, reading);
  const used = [...usedByQuizzes, ...loaded.banks.map(({ parsed }) => parsed.file)];
  if (document) reportUnusedYaml(reading.layout, used, reading);
  const titles: [Language, string | undefined][] = [];
  for (const [language, file] of foreign(text, own)) {
    const value = valueOf(reading.document(file), examTranslationSchema, reading.report);
    titles.push([language, value?.title]);
  }
  const start = wholeFile(text.original.path);
  return {
    id: document && mentionAt(document, ['id']),
    exam,
    titles,
    ...loaded,
    isComplete: loaded.named.length > 0 && loaded.isComplete,
    drawPlace: document?.placeOf(['draw', 'per_competency']) ?? start,
    attemptsPlace: document?.placeOf(['attempts']) ?? start,
  };
}
