import { nameKeyOf } from '../../../accounts/names.ts';
import type { Administration } from '../../administration.ts';
import { bringerOf } from './bringer.ts';
import { judgeRow } from './judge-row.ts';
import type { Answers, RosterRecord, RosterRow } from './roster-model.ts';

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
  const typed = { line: row.line, name: row.name, village: row.village ?? '', region: answers.region ?? row.regionCode ?? row.typed?.region ?? '', phone: row.phone ?? row.typed?.phone ?? '' };
  const known = await accounts.bulk.selectNamed([nameKeyOf(row.name)]);
  const judged = judgeRow(typed, { viewer: bringerOf(roster), regionCode: roster.regionCode }, known, answers);
  const [was, is] = [row.fate, judged.fate];
  if ((await rosterRows.judgeAgain(row._id, was, judged)) && was !== is) await rosters.count(roster._id, { [`counts.${was}`]: -1, [`counts.${is}`]: 1 });
}

/** What somebody said of rows of a list, by their lines. What fits no row, or comes too late, changes nothing. */
export async function answerRows(administration: Administration, roster: RosterRecord, said: ReadonlyMap<number, string>): Promise<void> {
  for (const row of await administration.rosterRows.selectLines(roster._id, [...said.keys()])) {
    const word = said.get(row.line) ?? NOTHING;
    if (row.account !== undefined) continue;
    if (row.fate === 'perhaps') await decide(administration, roster, row, word);
    if (row.fate === 'unclear') await clarify(administration, roster, row, word);
  }
}
