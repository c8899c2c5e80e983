import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { SittingRecord } from '../sittings/sitting-model.ts';
import type { SittingStore } from '../sittings/sitting-store.ts';

/** All that one learner has sat of one quiz, the earliest first. */
export interface LearnerSittings {
  readonly quiz: string;
  readonly learner: string;
  readonly sittings: readonly SittingRecord[];
}

/** Whole learners; `cursor` is the place of the last sitting among them. */
export interface ScannedPage {
  readonly groups: readonly LearnerSittings[];
  readonly cursor: string;
}

const grouped = (sittings: readonly SittingRecord[]): LearnerSittings[] => {
  const groups: { quiz: string; learner: string; sittings: SittingRecord[] }[] = [];
  for (const sitting of sittings) {
    const last = groups.at(-1);
    if (last?.quiz === sitting.quiz && last.learner === sitting.learner) last.sittings.push(sitting);
    else groups.push({ quiz: sitting.quiz, learner: sitting.learner, sittings: [sitting] });
  }
  return groups;
};

/**
 * Every sitting of a course, learner by learner, behind `after`. Pages are small enough that what is done with one does
 * not keep others waiting, and between two of them whoever waits is served.
 */
export async function* scanCourse(sittings: SittingStore, course: string, after: string | undefined, size: number): AsyncGenerator<ScannedPage> {
  let last = after;
  let unfinished: readonly SittingRecord[] = [];
  for (;;) {
    const page = await sittings.selectPageWithin([course], last, size);
    const isEnd = page.length < size;
    const groups = grouped([...unfinished, ...page]);
    // The last learner's sittings may go on behind the page.
    unfinished = isEnd ? [] : (groups.pop()?.sittings ?? []);
    const cursor = groups.at(-1)?.sittings.at(-1)?.place;
    if (cursor !== undefined) yield { groups, cursor };
    if (isEnd) return;
    last = page.at(-1)?.place;
    await letOthersRun();
  }
}
