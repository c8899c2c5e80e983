import { Invalid, NotFound } from '../../errors.ts';
import type { Language } from '../../web/i18n/language.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Assessment } from '../assessment.ts';
import { answeredWith } from '../answers.ts';
import type { AttemptRecord } from '../attempt-model.ts';
import type { AttemptOutline } from '../attempt-store.ts';
import { selectOwnOutline } from '../submit-answer.ts';
import type { PhoneEvent } from './sync-form.ts';

/** Whose notes are applied, and in which language what is refused is said. */
export interface Applying {
  readonly assessment: Assessment;
  readonly viewer: Viewer;
  readonly language: Language;
}

export type Of<Kind extends PhoneEvent['kind']> = Extract<PhoneEvent, { kind: Kind }>;

/** What became of one note. `arrived`: it counts now, or did already (then with `why` nothing changed). `later`: something has to arrive first. `refused`: it changes nothing, and `why`. */
export interface Verdict {
  readonly state: 'arrived' | 'later' | 'refused';
  readonly why?: string;
}

export const ARRIVED: Verdict = { state: 'arrived' };
/** What came again, or too late to change anything, is acknowledged as well: the phone need not keep it. */
export const ALREADY: Verdict = { state: 'arrived', why: 'Sudah sampai sebelumnya, jadi tidak ada yang berubah.' };
export const refused = (why: string): Verdict => ({ state: 'refused', why });

const NEEDS_NETWORK = 'Ujian dan kuis dengan batas waktu dikerjakan dengan jaringan.';

/** What a note cannot have meant is said; what the storage cannot do now is thrown on: nothing is acknowledged then. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T | Verdict> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof Invalid || problem instanceof NotFound) return refused(problem.message);
    throw problem;
  }
}

/** Only what the learner may do without a network. */
export async function offlineOutline({ assessment, viewer }: Applying, id: string): Promise<AttemptOutline> {
  const outline = await selectOwnOutline(assessment, viewer.id, id);
  const { quiz } = await assessment.asked.of(outline);
  if (outline.deadline || quiz.kind === 'exam') throw new Invalid(NEEDS_NETWORK);
  return outline;
}

/** The last of what a device has said of a question that has arrived; 0: nothing. */
export const arrivedFrom = (attempt: AttemptRecord, question: string, device: string): number => answeredWith(attempt, question)?.seen?.[device] ?? 0;
