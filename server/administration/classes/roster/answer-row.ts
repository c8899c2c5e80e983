import { setImmediate as nextTurn } from 'node:timers/promises';
import { nameKeyOf } from '../../../accounts/names.ts';
import type { Administration } from '../../administration.ts';
import { bringingOf } from './bringer.ts';
import { judgeRow } from './judge-row.ts';
import type { Answers, RosterRecord, RosterRow } from './roster-model.ts';

/** What can be said of many rows at once: each is the one person it may be, or each is somebody new. */
export const SIMPLE_ANSWERS = ['same', 'new'] as const;
export type SimpleAnswer = (typeof SIMPLE_ANSWERS)[number];

/** Rows that are decided together. */
const BATCH = 500;

/** Whoever says nothing of a row leaves it out for now. */
const NOTHING = '';

async function decide({ rosters, rosterRows }: Administration, roster: RosterRecord, row: RosterRow, said: string): Promise<void> {
  const same = said.startsWith('same:') ? said.slice('same:'.length) : undefined;
  const decision = said === 'new' ? 'new' : row.candidates?.find((id) => id === same);
  if (decision === undefined && said !== NOTHING) return;
  const before = await rosterRows.decide(row._id, decision);
  const change = Number(decision !== undefined) - Number(before?.wasDecided ?? decision !== undefined);
  if (change !== 0) await rosters.count(roster._id, { decided: change });
}

function answersFrom(row: RosterRow, said: string): Answers | undefined {
  if (row.question === 'region') return { ...row.answers, region: row.regions?.find((code) => `region:${code}` === said) };
  if (row.question === 'phone' && said === 'without-phone') return { ...row.answers, phone: 'none' };
  if (row.question === 'namesake' && said === 'other') return { ...row.answers, namesake: 'other' };
  return undefined;
}

/** An unclear row that somebody has said something of is judged again, and may ask the next thing. */
async function clarify({ accounts, rosters, rosterRows }: Administration, roster: RosterRecord, row: RosterRow, said: string): Promise<void> {
  const answers = answersFrom(row, said);
  if (!answers || Object.values(answers).every((answer) => answer === undefined)) return;
  const typed = { line: row.line, name: row.name, village: row.village ?? '', region: answers.region ?? row.regionCode ?? row.typed?.region ?? '', phone: row.phone ?? row.typed?.phone ?? '', organisation: row.organisation ?? '' };
  const known = await accounts.bulk.selectNamed([nameKeyOf(row.name)]);
  const judged = judgeRow(typed, bringingOf(roster), known, answers);
  const [was, is] = [row.fate, judged.fate];
  if ((await rosterRows.judgeAgain(row._id, was, judged)) && was !== is) await rosters.count(roster._id, { [`counts.${was}`]: -1, [`counts.${is}`]: 1 });
}

/** The word for a row of which nothing else is said; of several people whom it may be none is guessed. */
function simpleWord({ candidates = [] }: RosterRow, answer: SimpleAnswer | undefined): string {
  const [only, ...others] = candidates;
  if (answer === 'new') return 'new';
  return answer === 'same' && only !== undefined && others.length === 0 ? `same:${only}` : NOTHING;
}

/** The same for all rows that wait because they may be somebody who is there; those stay undecided for which it says nothing. */
export async function answerAll({ rosters, rosterRows }: Administration, roster: RosterRecord, answer: SimpleAnswer): Promise<{ readonly decided: number; readonly left: number }> {
  let [decided, left] = [0, 0];
  for (let line = 0; ; ) {
    const rows = await rosterRows.selectUndecided(roster._id, line, BATCH);
    const last = rows.at(-1);
    if (!last) return { decided, left };
    line = last.line;
    const words = rows.map((row) => ({ row: row._id, decision: simpleWord(row, answer).replace(/^same:/, '') })).filter(({ decision }) => decision !== NOTHING);
    const changed = await rosterRows.decideMany(words);
    if (changed > 0) await rosters.count(roster._id, { decided: changed });
    decided += changed;
    left += rows.length - words.length;
    await nextTurn();
  }
}

/** Its kabupaten or kota was left empty, and nobody has said which it is. */
export const isWithoutRegion = ({ question, typed }: RosterRow): boolean => question === 'region' && typed?.region === '';

/** Says of all rows that name no kabupaten or kota which it is; how many were answered. */
export async function answerEmptyRegions(administration: Administration, roster: RosterRecord, said: string): Promise<number> {
  let answered = 0;
  for (let line = 0; ; ) {
    const rows = await administration.rosterRows.selectPage(roster._id, 'unclear', { direction: 'forward', from: line }, BATCH);
    const last = rows.at(-1);
    if (!last) return answered;
    line = last.line;
    for (const row of rows.filter((one) => one.account === undefined && isWithoutRegion(one) && one.regions?.some((code) => `region:${code}` === said))) {
      await clarify(administration, roster, row, said);
      answered += 1;
    }
    await nextTurn();
  }
}

/** What somebody said of rows of a list, by their lines; `rest`: of those of these of which nothing is said. What fits no row, or comes too late, changes nothing. */
export async function answerRows(administration: Administration, roster: RosterRecord, said: ReadonlyMap<number, string>, rest?: SimpleAnswer): Promise<void> {
  for (const row of await administration.rosterRows.selectLines(roster._id, [...said.keys()])) {
    const word = said.get(row.line) ?? NOTHING;
    if (row.account !== undefined) continue;
    if (row.fate === 'perhaps') await decide(administration, roster, row, word === NOTHING ? simpleWord(row, rest) : word);
    if (row.fate === 'unclear') await clarify(administration, roster, row, word);
  }
}
