import { setImmediate as letOthersRun } from 'node:timers/promises';
import { stepOf, type Move } from './contribution.ts';
import { findStates, type Found } from './find-states.ts';
import type { FollowRecord, FollowStep } from './follow-model.ts';
import { LONGEST_WRITE_MS } from './follow-store.ts';
import type { Following } from './following.ts';

/** Members that one step moves: some tens of milliseconds of work. */
const BATCH = 100;

const isWriting = ({ begun, ended, waited }: FollowRecord): boolean => begun > ended && waited !== begun;

const moveOf = (record: FollowRecord, { state, course, lastAt }: Found, now: Date): Move => ({
  record,
  state,
  course,
  since: record.since && record.place === state?.place ? record.since : record.counted ? now : lastAt,
  again: isWriting(record) ? new Date(now.getTime() + LONGEST_WRITE_MS) : undefined,
});

/** A member of whom nothing can be said now: looked at again when somebody moves. */
const unmoved = (record: FollowRecord): Move => ({ record, state: record.counted, course: '', since: record.since ?? new Date(), again: undefined });

/** Takes a step that is written down; as often as it is taken, it counts once. */
async function carryOut({ follows, counters }: Following, number: number, work: FollowStep): Promise<void> {
  for (const counter of work.counters) await counters.apply(counter, number);
  await Promise.all(work.members.map((member) => follows.move(member, number)));
  await counters.end(number);
}

/** Writes a step down and takes it; false where another was written down first. */
export async function take(following: Following, after: number, work: FollowStep): Promise<boolean> {
  if (!(await following.counters.begin(after, work))) return false;
  await carryOut(following, after + 1, work);
  return true;
}

/** The number of the last step, all of it taken: what a crash has left half-way is done first. */
export async function settledStep(following: Following): Promise<number> {
  const { number, work } = await following.counters.selectJournal();
  if (work) await carryOut(following, number, work);
  return number;
}

/**
 * Looks at every member whom something has happened to, and moves the counters by what has changed. A step is written down
 * before it is taken, and each counter and member knows the last step that it holds: whoever dies in between, and
 * however many do this at once, everybody is counted once. Gives how many were looked at.
 */
export async function countFollows(following: Following, now: () => Date = () => new Date()): Promise<number> {
  let looked = 0;
  for (;;) {
    const step = await settledStep(following);
    const due = await following.follows.selectDue(now(), BATCH);
    if (due.length === 0) return looked;
    const found = await findStates(following, due);
    const moves = due.map((record) => {
      const one = found.get(record._id);
      return one ? moveOf(record, one, now()) : unmoved(record);
    });
    if (await take(following, step, stepOf(moves))) looked += due.length;
    await letOthersRun();
  }
}
