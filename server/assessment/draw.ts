import type { Question, Quiz } from '../content/course.ts';
import { shuffled, type Random } from './random.ts';

/** What of a question the draw looks at. */
type Drawable = Pick<Question, 'id' | 'competency' | 'difficulty'>;

export interface DrawOrder {
  /** An exam: the units of competency to be sat; left out: all. */
  readonly units?: readonly string[] | undefined;
  /** Ids of the questions of the attempt before: not drawn again while others of their unit are left. */
  readonly avoid?: ReadonlySet<string>;
  readonly random: Random;
}

const groupBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

type Counts = ReadonlyMap<string, number>;
const NOTHING: Counts = new Map();

/**
 * How many to take from each group so that the counts differ as little as the groups' sizes allow; whom the
 * remainder goes to is decided by `elsewhere`, what other shares hold of each group, and then left to chance. `taken`
 * says what has been taken from a group before.
 */
function shareOut(sizes: ReadonlyMap<string, number>, count: number, random: Random, taken: Counts = NOTHING, elsewhere: Counts = NOTHING) {
  const names = shuffled([...sizes.keys()], random);
  const shares = new Map(names.map((name) => [name, 0]));
  const total = (name: string) => (shares.get(name) ?? 0) + (taken.get(name) ?? 0);
  const other = (name: string) => (shares.get(name) ?? 0) + (elsewhere.get(name) ?? 0);
  for (let given = 0; given < count; given += 1) {
    let poorest: string | undefined;
    for (const name of names) {
      if ((shares.get(name) ?? 0) >= (sizes.get(name) ?? 0)) continue;
      if (poorest === undefined || total(name) < total(poorest) || (total(name) === total(poorest) && other(name) < other(poorest))) poorest = name;
    }
    if (poorest === undefined) break;
    shares.set(poorest, (shares.get(poorest) ?? 0) + 1);
  }
  return shares;
}

const sizesOf = <T>(groups: ReadonlyMap<string, readonly T[]>) => new Map([...groups].map(([name, group]) => [name, group.length]));

const byDifficulty = ({ difficulty }: Drawable): string => difficulty;

/** `count` of the questions, balanced over difficulty: with `before` from the same unit, and as far as that leaves a choice with `others`. */
function takeBalanced<Q extends Drawable>(questions: readonly Q[], count: number, random: Random, before: readonly Q[], others: readonly Q[]): Q[] {
  const groups = groupBy(questions, byDifficulty);
  const shares = shareOut(sizesOf(groups), count, random, sizesOf(groupBy(before, byDifficulty)), sizesOf(groupBy(others, byDifficulty)));
  return [...groups].flatMap(([difficulty, group]) => shuffled(group, random).slice(0, shares.get(difficulty)));
}

/** Fresh questions first; those of the attempt before only when nothing else is left. `others`: what other units have given. */
function takeFromUnit<Q extends Drawable>(questions: readonly Q[], count: number, { avoid, random }: Required<Pick<DrawOrder, 'avoid' | 'random'>>, others: readonly Q[]): Q[] {
  const fresh = takeBalanced(questions.filter((question) => !avoid.has(question.id)), count, random, [], others);
  if (fresh.length >= count) return fresh;
  const seen = questions.filter((question) => avoid.has(question.id));
  return [...fresh, ...takeBalanced(seen, count - fresh.length, random, fresh, [...others, ...fresh])];
}

/** Units with the least choice of difficulty first, so that the others can even things out; among equals by chance. */
function takeFromAll<Q extends Drawable>(groups: ReadonlyMap<string, readonly Q[]>, shares: Counts, order: Required<Pick<DrawOrder, 'avoid' | 'random'>>): Q[] {
  const choice = (questions: readonly Q[]) => new Set(questions.map(byDifficulty)).size;
  const units = shuffled([...groups], order.random).sort(([, one], [, other]) => choice(one) - choice(other));
  const drawn: Q[] = [];
  for (const [unit, questions] of units) drawn.push(...takeFromUnit(questions, shares.get(unit) ?? 0, order, drawn));
  return drawn;
}

const sharesOf = (draw: Quiz['draw'], sizes: ReadonlyMap<string, number>, random: Random): ReadonlyMap<string, number> => {
  if (!draw) return sizes;
  if ('count' in draw) return shareOut(sizes, draw.count, random);
  return new Map([...sizes.keys()].map((unit) => [unit, draw.perCompetency]));
};

/** How many questions an attempt of these units will have, by unit; of a `count` nobody knows it beforehand. */
export function countDrawn({ questions, draw }: Pick<Quiz, 'questions' | 'draw'>, units?: readonly string[]) {
  const asked = units ? questions.filter((question) => units.includes(question.competency)) : questions;
  const sizes = sizesOf(groupBy(asked, (question) => question.competency));
  const perUnit = new Map([...sizes].map(([unit, size]) => [unit, draw && 'perCompetency' in draw ? Math.min(size, draw.perCompetency) : size]));
  const all = [...perUnit.values()].reduce((sum, size) => sum + size, 0);
  return { total: draw && 'count' in draw ? Math.min(draw.count, all) : all, perUnit };
}

/**
 * The questions of one attempt, in the order they are asked: all of them, `count` balanced over competency and
 * difficulty, or `perCompetency` of each unit to be sat, balanced over difficulty: within each unit, and over all. Where there are fewer than
 * asked for, all there are. The same `random` gives the same draw.
 */
export function drawQuestions<Q extends Drawable>(
  quiz: { readonly questions: readonly Q[] } & Pick<Quiz, 'draw' | 'shuffle'>,
  { units, avoid = new Set(), random }: DrawOrder,
): Q[] {
  const asked = units ? quiz.questions.filter((question) => units.includes(question.competency)) : quiz.questions;
  const groups = groupBy(asked, (question) => question.competency);
  const shares = sharesOf(quiz.draw, sizesOf(groups), random);
  const drawn = takeFromAll(groups, shares, { avoid, random });
  if (quiz.shuffle) return shuffled(drawn, random);
  const ids = new Set(drawn.map((question) => question.id));
  return asked.filter((question) => ids.has(question.id));
}
