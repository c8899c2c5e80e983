import type { RegradeEffect, RegradeRecord } from '../assessment/regrading/regrade-model.ts';
import type { Administration } from './administration.ts';
import { withinScope, type TrainerScope } from './classes/trainer-scope.ts';
import { PAGE_SIZE, type ListPage } from './list-page.ts';

/** A page stops looking after so many effects on learners of other classes. */
const MOST_LOOKED_THROUGH = 2000;

/** Whether a viewer confined to these classes has to do with a regrade at all: their course's. */
export const inScope = (scope: TrainerScope, { course }: Pick<RegradeRecord, 'course'>): boolean => scope === undefined || scope.some((own) => own.course === course);

/** What a regrade means, the gravest first: for everybody, or for members of the viewer's classes. */
export async function selectEffectsWithin(administration: Administration, scope: TrainerScope, { _id, course }: RegradeRecord, after: string | undefined): Promise<ListPage<RegradeEffect, string>> {
  const found: RegradeEffect[] = [];
  let from = after;
  let lookedThrough = 0;
  let more = true;
  while (more && found.length <= PAGE_SIZE && lookedThrough < MOST_LOOKED_THROUGH) {
    const effects = await administration.assessment.regrades.selectEffects(_id, from, PAGE_SIZE + 1);
    const reached = await withinScope(administration, scope, effects.map((effect) => ({ effect, learner: effect.learner, course })));
    found.push(...reached.map(({ effect }) => effect));
    from = effects.at(-1)?.place;
    lookedThrough += effects.length;
    more = effects.length > PAGE_SIZE;
  }
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, previous: undefined, next: found.length > PAGE_SIZE ? rows.at(-1)?.place : more ? from : undefined };
}
