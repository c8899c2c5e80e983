import { posix } from 'node:path';
import { folderOf } from './course-layout.ts';
import type { Language } from './course.ts';
import { loadQuestions, type LoadedQuestions } from './load-questions.ts';
import { mentionsAt } from './mentions.ts';
import { bankTwice, missingBank, unknownTag } from './mistakes/assessment.ts';
import type { Building } from './build-questions.ts';
import { resolvePath } from './media-path.ts';
import type { Mention, ParsedQuestion } from './parsed.ts';
import type { Reading } from './reading.ts';
import type { YamlDocument } from './yaml-document.ts';

/** The banks that a quiz or an exam draws from. */
export interface LoadedBanks {
  readonly named: readonly Mention[];
  readonly banks: readonly LoadedQuestions[];
  /** False when a bank is missing or unreadable: then no question may be called missing. */
  readonly isComplete: boolean;
  /** The tags by which questions are chosen, and where they were written. */
  readonly tags: readonly Mention[];
}

/** Paths of the banks that are named and exist. A path leads on from the file that names it. */
function bankPaths(named: readonly Mention[], { layout, report }: Reading): string[] {
  const paths: string[] = [];
  for (const { name, place } of named) {
    const path = resolvePath(name, place, report);
    if (path === undefined) continue;
    const known = () => [...layout.banks.keys()].map((bank) => posix.relative(folderOf(place.file), bank));
    if (paths.includes(path)) report(place, bankTwice(name));
    else if (layout.banks.has(path)) paths.push(path);
    else report(place, missingBank(name, known()));
  }
  return paths;
}

export async function loadBanks(document: YamlDocument | undefined, own: Language, reading: Reading): Promise<LoadedBanks> {
  const named = document ? mentionsAt(document, ['banks']) : [];
  const paths = bankPaths(named, reading);
  const banks: LoadedQuestions[] = [];
  for (const bank of paths.flatMap((path) => reading.layout.banks.get(path) ?? [])) {
    banks.push(loadQuestions(bank, 'bank', own, reading));
    await reading.turn();
  }
  const isComplete = paths.length === named.length && banks.every(({ parsed }) => parsed.isComplete);
  return { named, banks, isComplete, tags: document ? mentionsAt(document, ['tags']) : [] };
}

/** The banks without the questions that are not chosen; one that holds a mistake stays, since its tags are not known. */
export function chosenBanks<Loaded extends LoadedBanks>(all: Loaded, { report }: Pick<Building, 'report'>): Loaded {
  const { tags } = all;
  if (tags.length === 0) return all;
  const known = new Set(all.banks.flatMap(({ parsed }) => parsed.questions.flatMap(({ compiled }) => compiled?.common.tags ?? [])));
  if (all.isComplete) for (const tag of tags) if (!known.has(tag.name)) report(tag.place, unknownTag(tag.name, known));
  const wanted = new Set(tags.map(({ name }) => name));
  const isChosen = ({ compiled }: ParsedQuestion): boolean => !compiled || compiled.common.tags.some((tag) => wanted.has(tag));
  return { ...all, banks: all.banks.map((bank) => ({ ...bank, parsed: { ...bank.parsed, questions: bank.parsed.questions.filter(isChosen) } })) };
}
