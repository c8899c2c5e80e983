import { NotFound } from '../errors.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';

/** An attempt belongs to who sits it; to everybody else it does not exist, whatever their role. */
export async function selectOwnAttempt({ attempts }: Assessment, viewer: Viewer, id: string): Promise<AttemptRecord> {
  const attempt = await attempts.selectOptional(id);
  if (!attempt || attempt.learner !== viewer.id) throw new NotFound('Percobaan ini tidak ada.');
  return attempt;
}
