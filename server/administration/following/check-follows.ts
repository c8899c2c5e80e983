import { addState } from './contribution.ts';
import { countFollows, settledStep, take } from './count-follows.ts';
import { counterId } from './counter-store.ts';
import { findStates } from './find-states.ts';
import type { FollowRecord, FollowState, FollowStep } from './follow-model.ts';
import type { Following } from './following.ts';

const PAGE = 200;
/** Counters that one step sets. */
const COUNTERS_AT_ONCE = 100;
/** Learners go on meanwhile; what changes more often than this is looked at the next time. */
const MOST_TRIES = 5;

async function* pagesOf<T extends { readonly _id: string }>(select: (after: string | undefined, size: number) => Promise<T[]>): AsyncGenerator<T[]> {
  for (let last: string | undefined; ; ) {
    const page = await select(last, PAGE);
    yield page;
    last = page.at(-1)?._id;
    if (page.length < PAGE) return;
  }
}

const same = (a: FollowState | undefined, b: FollowState | undefined): boolean =>
  a?.region === b?.region && a?.place === b?.place && (a?.unmarked ?? 0) === (b?.unmarked ?? 0) && JSON.stringify(a?.units.map(({ code, met }) => [code, met])) === JSON.stringify(b?.units.map(({ code, met }) => [code, met]));

/** Members whom nobody follows: of classes older than this, or brought in by a restore. */
async function* unfollowed({ classes, follows }: Following, repair: boolean): AsyncGenerator<string> {
  for await (const members of pagesOf(classes.selectPageOfAll)) {
    const known = new Set((await follows.selectSome(members.map(({ _id }) => _id))).map(({ _id }) => _id));
    for (const member of members) {
      if (known.has(member._id)) continue;
      yield member._id;
      if (repair) await follows.aroundMembers(member.class, [member.learner], () => Promise.resolve());
    }
  }
}

/** Members who stand elsewhere than is counted, and of whom nobody is told that. */
async function* astray(following: Following, repair: boolean): AsyncGenerator<string> {
  for await (const page of pagesOf(following.follows.selectPage)) {
    const found = await findStates(following, page);
    const isWrong = (record: FollowRecord): boolean => record.due === undefined && found.has(record._id) && !same(record.counted, found.get(record._id)?.state);
    const wrong = page.filter(isWrong).map(({ _id }) => _id);
    yield* wrong;
    if (repair && wrong.length > 0) await following.follows.markNow(wrong);
  }
}

/** What the counters should hold, from what each member is counted as; by counter. */
async function sumsNow({ follows, classes }: Following) {
  const sums: Parameters<typeof addState>[0] = new Map();
  const courses = new Map<string, string | undefined>();
  for await (const page of pagesOf(follows.selectPage)) {
    for (const { class: classId, counted } of page) {
      if (!courses.has(classId)) courses.set(classId, (await classes.selectOptionalClass(classId))?.course);
      const course = courses.get(classId);
      if (counted && course !== undefined) addState(sums, classId, course, counted, 1);
    }
  }
  return sums;
}

const outline = (counts: Iterable<readonly [string, number]>): string => JSON.stringify([...counts].filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Counters that differ from the sum of their members, as they should be. */
async function wrongCounters(check: Following): Promise<FollowStep['counters']> {
  const right = await sumsNow(check);
  const wrong: FollowStep['counters'] = [];
  for await (const page of pagesOf(check.counters.selectPage)) {
    for (const { _id, group, region, counts } of page) {
      const sum = right.get(_id);
      right.delete(_id);
      if (outline(Object.entries(counts)) !== outline(sum?.counts ?? [])) wrong.push({ group, region, counts: [...(sum?.counts ?? [])], set: true });
    }
  }
  for (const { group, region, counts } of right.values()) wrong.push({ group, region, counts: [...counts], set: true });
  return wrong;
}

/** Sets them, as steps of the journal, so that nobody's count comes between; false where somebody was counted meanwhile. */
async function setCounters(check: Following, after: number, wrong: FollowStep['counters']): Promise<boolean> {
  for (let begin = 0, step = after; begin < wrong.length; begin += COUNTERS_AT_ONCE, step += 1) {
    if (!(await take(check, step, { members: [], counters: wrong.slice(begin, begin + COUNTERS_AT_ONCE) }))) return false;
  }
  return true;
}

async function* miscounted(check: Following, repair: boolean): AsyncGenerator<string> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const step = await settledStep(check);
    const wrong = await wrongCounters(check);
    if (step !== (await settledStep(check))) continue;
    if (!repair || (await setCounters(check, step, wrong))) {
      yield* wrong.map(({ group, region }) => counterId(group, region));
      return;
    }
  }
}

/**
 * Compares what is kept of followed classes with what it is derived from; with `repair` it is derived anew. Gives the ids of
 * members (`class:learner`) and counters (`group@region`) that differ or differed. May run beside a server.
 */
export async function* recountFollows(check: Following, repair: boolean): AsyncGenerator<string> {
  yield* unfollowed(check, repair);
  yield* astray(check, repair);
  if (repair) await countFollows(check);
  yield* miscounted(check, repair);
}
