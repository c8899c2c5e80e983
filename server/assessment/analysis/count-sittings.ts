import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Assessment } from '../assessment.ts';
import type { GradedSitting, SittingRecord } from '../sittings/sitting-model.ts';
import { addTo, contributionOf, type Contribution } from './contribution.ts';

/** Sittings that one update of a counter takes in: some milliseconds of work. */
const BATCH = 25;

export type Counting = Pick<Assessment, 'sittings' | 'counters' | 'asked'>;

const contributionBy = async ({ asked }: Counting, sitting: SittingRecord, graded: GradedSitting): Promise<Contribution> => {
  const version = await asked.of({ ...sitting, gradedBy: graded.gradedBy }).catch(() => undefined);
  // Its version is not to be had: it tells of no question, and keeps none of the others waiting.
  if (!version) return new Map();
  const { course, questions } = version;
  return contributionOf({ sitting, graded, questions, competencies: course.competencies });
};

/** What a sitting adds to what the counters hold of it already. */
async function newsOf(counting: Counting, sitting: SittingRecord): Promise<Contribution> {
  const news: Contribution = new Map();
  addTo(news, await contributionBy(counting, sitting, sitting));
  if (sitting.counted) addTo(news, await contributionBy(counting, sitting, sitting.counted), -1);
  return news;
}

/**
 * Adds sittings of one quiz to its counter, each once. The counter's update names whom it added; who comes next first
 * tells those sittings so, and only then looks who is left: a crash between the two leaves nothing to chance, and of
 * two processes one adds and the other begins again.
 */
async function countTogether(counting: Counting, course: string, quiz: string, ids: readonly string[]): Promise<void> {
  const { sittings, counters } = counting;
  const counter = await counters.select(course, quiz);
  await sittings.settle(counter.counting);
  const waiting = (await sittings.selectByIds(ids)).filter((sitting) => sitting.uncounted !== undefined);
  if (waiting.length === 0) return;
  const sum: Contribution = new Map();
  for (const sitting of waiting) addTo(sum, await newsOf(counting, sitting));
  const counted = waiting.map(({ _id, revision }) => ({ id: _id, revision }));
  if (await counters.add(counter, sum, counted)) await sittings.settle(counted);
}

/** Counts what has not been counted; gives how many sittings were looked at. */
export async function countSittings(counting: Counting): Promise<number> {
  let looked = 0;
  for (;;) {
    if (await counting.counters.isRebuilding()) return looked;
    const waiting = await counting.sittings.selectUncounted(BATCH);
    const byQuiz = new Map<string, SittingRecord[]>();
    for (const sitting of waiting) {
      const key = `${sitting.course}:${sitting.quiz}`;
      byQuiz.set(key, [...(byQuiz.get(key) ?? []), sitting]);
    }
    for (const group of byQuiz.values()) {
      const [first] = group;
      if (first) await countTogether(counting, first.course, first.quiz, group.map((sitting) => sitting._id));
    }
    looked += waiting.length;
    if (waiting.length < BATCH) return looked;
    await letOthersRun();
  }
}
