import { NotFound } from '../../errors.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import type { ClassRecord } from './class-model.ts';

/**
 * The classes that a trainer is confined to, archived ones too, so that putting one away shows nobody else's learners.
 * Undefined: confined to none. That holds for administrators, whose regions confine them, and for trainers whom no class names.
 */
export type TrainerScope = readonly Pick<ClassRecord, '_id' | 'course'>[] | undefined;

type Classes = Pick<Administration, 'classes'>;

export async function trainerScope({ classes }: Classes, viewer: Viewer): Promise<TrainerScope> {
  if (viewer.role !== 'trainer') return undefined;
  const own = await classes.selectOfTrainer(viewer.id);
  return own.length === 0 ? undefined : own;
}

/** The courses that this scope leaves of these. */
export const coursesWithin = <C extends { readonly id: string }>(scope: TrainerScope, courses: readonly C[]): readonly C[] =>
  scope === undefined ? courses : courses.filter(({ id }) => scope.some(({ course }) => course === id));

/** Which of these are within the scope: each a learner in a course. */
export async function withinScope<R extends { readonly learner: string; readonly course: string }>({ classes }: Classes, scope: TrainerScope, rows: readonly R[]): Promise<R[]> {
  if (scope === undefined) return [...rows];
  const idsOf = ({ learner, course }: R): string[] => scope.filter((own) => own.course === course).map(({ _id }) => `${_id}:${learner}`);
  const found = new Set((await classes.selectMembersByIds(rows.flatMap(idsOf))).map(({ _id }) => _id));
  return rows.filter((row) => idsOf(row).some((id) => found.has(id)));
}

/** Throws `NotFound` with this sentence for a learner beyond the viewer's classes. */
export async function requireWithinScope(needs: Classes, viewer: Viewer, row: { readonly learner: string; readonly course: string }, sentence: string): Promise<void> {
  if ((await withinScope(needs, await trainerScope(needs, viewer), [row])).length === 0) throw new NotFound(sentence);
}
