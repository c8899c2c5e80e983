import type { FollowRecord, FollowState, FollowStep } from './follow-model.ts';
import { countersOf } from './groups.ts';

/** A dot would divide the path of an update; codes of units contain no `~`. */
const plain = (code: string): string => code.replaceAll('.', '~').replaceAll('$', '~');

export const placeKey = (place: string): string => `at-${place}`;
export const satKey = (code: string): string => `sat-${plain(code)}`;
export const metKey = (code: string): string => `met-${plain(code)}`;
export const UNMARKED = 'unmarked';

/** What one learner adds to each counter. */
function* keysOf({ place, units, unmarked }: FollowState): Generator<readonly [key: string, count: number]> {
  yield [placeKey(place), 1];
  if (unmarked) yield [UNMARKED, unmarked];
  for (const { code, met } of units) {
    yield [satKey(code), 1];
    if (met) yield [metKey(code), 1];
  }
}

type Sums = Map<string, { readonly group: string; readonly region: string; readonly counts: Map<string, number> }>;

/** Adds (or takes away, with -1) a member's state to every counter that it belongs in. */
export function addState(sums: Sums, classId: string, course: string, state: FollowState, sign: 1 | -1): void {
  for (const { group, region } of countersOf(classId, course, state.region)) {
    const id = `${group}@${region}`;
    const sum = sums.get(id) ?? { group, region, counts: new Map<string, number>() };
    sums.set(id, sum);
    for (const [key, count] of keysOf(state)) sum.counts.set(key, (sum.counts.get(key) ?? 0) + sign * count);
  }
}

export interface Move {
  readonly record: FollowRecord;
  /** Undefined: a member no more. */
  readonly state: FollowState | undefined;
  readonly since: Date;
  readonly again: Date | undefined;
  /** The class's. */
  readonly course: string;
}

/** One step: whoever moved, and by how much each counter changes; what comes to nought is left out. */
export function stepOf(moves: readonly Move[]): FollowStep {
  const sums: Sums = new Map();
  for (const { record, state, course } of moves) {
    if (record.counted) addState(sums, record.class, course, record.counted, -1);
    if (state) addState(sums, record.class, course, state, 1);
  }
  const counters = [...sums.values()].map(({ group, region, counts }) => ({ group, region, counts: [...counts].filter(([, value]) => value !== 0) }));
  return {
    members: moves.map(({ record, state, since, again }) => ({ id: record._id, begun: record.begun, ended: record.ended, since, ...(state && { state }), ...(again && { again }) })),
    counters: counters.filter(({ counts }) => counts.length > 0),
  };
}
