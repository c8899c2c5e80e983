import { randomId } from '../../accounts/random-id.ts';
import { Conflict, NotFound } from '../../errors.ts';
import type { Assessment, Regrading } from '../assessment.ts';
import { countSittings } from '../analysis/count-sittings.ts';
import { applyRegrade } from './apply-regrade.ts';
import { previewRegrade } from './preview-regrade.ts';
import type { RegradeRecord, RegradeState } from './regrade-model.ts';
import type { Progress } from './regrade-store.ts';
import { emptySummary } from './summary.ts';
import { undoRegrade } from './undo-regrade.ts';

export interface Decision {
  /** Account id, or the name given on the command line. */
  readonly by: string;
  readonly reason: string;
}

export async function selectRegrade({ regrades }: Pick<Assessment, 'regrades'>, id: string): Promise<RegradeRecord> {
  const regrade = await regrades.selectOptional(id);
  if (!regrade) throw new NotFound('Penilaian ulang ini tidak ada.');
  return regrade;
}

/** Begins a preview of a course by the keys that are published now; `workOn` does it. Throws `NotFound` for an unknown course. */
export async function beginPreview({ learning, regrades, now }: Regrading, courseId: string, by: string): Promise<string> {
  const course = learning.courses.course(courseId);
  if (!course) throw new NotFound('Pelatihan ini tidak ada.');
  const _id = randomId();
  const at = now();
  await regrades.create({
    _id, course: courseId, version: course.version, from: [], state: 'previewing', at, summary: emptySummary(), changed: 0,
    history: [{ to: 'previewing', at, by, reason: '' }],
    schemaVersion: 1,
  });
  return _id;
}

/** Says yes to a preview; `workOn` does the rest. Throws `Conflict` where the keys are no longer those of the preview. */
export async function beginApplying({ learning, regrades, now }: Regrading, { _id, course, version }: RegradeRecord, { by, reason }: Decision): Promise<void> {
  if (learning.courses.course(course)?.version !== version) throw new Conflict('Pelatihan ini sudah berubah sejak pratinjau. Buat pratinjau baru.');
  if (await regrades.decide(_id, ['previewed'], { to: 'applying', at: now(), by, reason })) return;
  throw new Conflict('Penilaian ulang ini sudah diputuskan, atau pratinjaunya belum selesai.');
}

/** Takes an applied regrade back; `workOn` does it. Throws `Conflict` while a later one of the same course stands. */
export async function beginUndoing({ regrades, now }: Regrading, regrade: RegradeRecord, { by, reason }: Decision): Promise<void> {
  const later = await regrades.selectLater(regrade);
  if (later.some(({ state }) => state === 'applied' || state === 'applying' || state === 'undoing')) {
    throw new Conflict('Ada penilaian ulang yang lebih baru di pelatihan ini. Batalkan yang terbaru dahulu.');
  }
  if (await regrades.decide(regrade._id, ['applied'], { to: 'undoing', at: now(), by, reason })) return;
  throw new Conflict('Hanya penilaian ulang yang sudah diterapkan yang dapat dibatalkan.');
}

/** What a piece of work is, and what it ends in. */
const WORK = {
  previewing: { carryOut: previewRegrade, ends: 'previewed' },
  applying: { carryOut: applyRegrade, ends: 'applied' },
  undoing: { carryOut: undoRegrade, ends: 'undone' },
} as const satisfies Partial<Record<RegradeState, unknown>>;

const isWork = (state: RegradeState): state is keyof typeof WORK => Object.hasOwn(WORK, state);

/**
 * Does what is under way, from where it was left, and ends it; nothing where there is nothing to do or somebody else is
 * at it. Killed at any moment, it is gone on with after the lease has run out (`RegradeWork.resume`); stopped by
 * `signal`, it ends after the page under way.
 */
export async function workOn(assessment: Regrading, id: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
  const { regrades, now } = assessment;
  const worker = randomId();
  const regrade = await regrades.claim(id, worker, now());
  if (!regrade || !isWork(regrade.state)) return;
  const save = async (progress: Progress): Promise<boolean> => (await regrades.progress(id, worker, now(), progress)) && !signal?.aborted;
  // The counters are told of what was there before, so that what is changed now replaces it.
  if (regrade.state !== 'previewing') await countSittings(assessment);
  const { carryOut, ends } = WORK[regrade.state];
  try {
    if (await carryOut(assessment, regrade, save)) await regrades.finish(id, worker, ends);
  } finally {
    await regrades.release(id, worker);
  }
}
