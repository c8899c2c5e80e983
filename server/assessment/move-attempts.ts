import { countSittings } from './analysis/count-sittings.ts';
import type { Assessment } from './assessment.ts';
import { attemptsOf } from './attempts-of.ts';
import { attemptId } from './attempt-id.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { filesOfAttempt } from './answer-files.ts';
import { finishAttempt, type GradedAttempt } from './finish-attempt.ts';
import { markingId } from './marking-store.ts';
import { recountOne } from './recount-standings.ts';
import { placeOf } from './sittings/place.ts';
import { Conflict } from '../errors.ts';

/** The place behind this person's attempts of the same quiz; the one it has where it was moved before. */
async function place(assessment: Assessment, { _id: movedFrom, ...attempt }: GradedAttempt, into: string): Promise<AttemptRecord> {
  const own = await assessment.attempts.selectAll(into, attempt.course, attempt.quiz);
  const moved = own.find((each) => each.movedFrom === movedFrom);
  if (moved) return moved;
  for (let number = Math.max(0, ...own.map((each) => each.number)) + 1; ; number += 1) {
    const kept = await assessment.attempts.createOnce({ ...attempt, _id: attemptId(into, attempt.course, attempt.quiz, number), learner: into, number, movedFrom });
    // Somebody has begun an attempt of this number at the same moment: the next one is free.
    if (kept.movedFrom === movedFrom) return kept;
  }
}

async function copyMarkings({ markings }: Assessment, old: GradedAttempt, moved: GradedAttempt): Promise<void> {
  const waiting = old.result.waiting ?? [];
  for (const question of new Set([...waiting, ...Object.keys(old.marks ?? {})])) {
    await markings.enqueue(moved, question);
    if (!waiting.includes(question)) await markings.settle(markingId(moved, question), moved.learner);
  }
}

/** Copies one attempt with all that hangs on it. Doing it twice does it once. */
async function copy(assessment: Assessment, old: GradedAttempt, into: string): Promise<void> {
  const { attempts, files, regrades, sittings } = assessment;
  const kept = await place(assessment, old, into);
  await attempts.rememberMove(old._id, kept._id);
  const moved = { ...old, ...kept, finishedAt: old.finishedAt, result: old.result };
  for await (const key of filesOfAttempt(files, old._id)) {
    const bytes = await files.get(key);
    if (bytes) await files.put(key.replace(`/a-${old._id}/`, `/a-${kept._id}/`), bytes);
  }
  const sitting = await sittings.selectOptional(old._id);
  // The counters hold it under its old name: it must not be added under the new one.
  if (sitting?.uncounted) throw new Conflict('Hitungan butir soal sedang berjalan. Coba gabungkan lagi sebentar lagi.');
  if (sitting) await sittings.keepOnce({ ...sitting, _id: kept._id, learner: into, number: kept.number, place: placeOf(kept) });
  await regrades.moveChanges(old._id, kept._id, placeOf(kept));
  await copyMarkings(assessment, old, moved);
}

async function remove({ attempts, files, markings, sittings }: Assessment, old: GradedAttempt): Promise<void> {
  await markings.remove([...new Set([...(old.result.waiting ?? []), ...Object.keys(old.marks ?? {})])].map((question) => markingId(old, question)));
  for await (const key of filesOfAttempt(files, old._id)) await files.delete(key);
  await sittings.remove(old._id);
  await attempts.remove(old._id);
}

/**
 * All attempts of one account become another's, behind those that it has of the same quiz; what is open is ended first. All are copied
 * before the first goes, and the last goes first, so that a crash anywhere leaves a row without a gap: it may be repeated.
 */
export async function moveAttempts(assessment: Assessment, from: string, into: string): Promise<void> {
  await countSittings(assessment);
  const old: GradedAttempt[] = [];
  for await (const attempt of attemptsOf(assessment, from)) old.push(await finishAttempt(assessment, attempt));
  old.sort((a, b) => a.number - b.number);
  await countSittings(assessment);
  for (const attempt of old) await copy(assessment, attempt, into);
  const { learning, standings, attempts, asked } = assessment;
  for (const enrolment of await learning.enrolments.selectOfLearner(from)) {
    const { course } = enrolment;
    const theirs = await standings.select(from, course);
    const told = ({ quiz, at, by }: (typeof theirs.grants)[number]): string => `${quiz}:${at.getTime()}:${by}`;
    await standings.change(into, course, ({ grants, extraTime, renewal }) => {
      const known = new Set(grants.map(told));
      const both = [...grants, ...theirs.grants.filter((grant) => !known.has(told(grant)))];
      const [time, begun] = [extraTime ?? theirs.extraTime, renewal ?? theirs.renewal];
      return { grants: both, ...(time && { extraTime: time }), ...(begun && { renewal: begun }) };
    });
    await recountOne({ attempts, standings, asked, learning, latest: async (id) => learning.courses.course(id) }, { ...enrolment, learner: into });
    await standings.remove(from, course);
  }
  for (const attempt of old.toReversed()) await remove(assessment, attempt);
}
