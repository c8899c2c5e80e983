/** A scenario as a graph of scenes, and the ways through it. Pure; `check` has seen to it that no way leads in a circle. */
export interface Choice {
  readonly id: string;
  /** The scene that follows; left out: the story ends. */
  readonly to?: string | undefined;
  /** Unit of competency -> points, which may be below 0. */
  readonly scores: Readonly<Record<string, number>>;
}
export interface Scene<C extends Choice = Choice> {
  readonly id: string;
  readonly choices: readonly C[];
}

export interface Step<S, C> {
  readonly scene: S;
  readonly choice: C;
  /** The path up to here. */
  readonly path: string;
}

const BETWEEN = '/';
const stepName = (scene: string, choice: string): string => `${scene}.${choice}`;
export const pathTo = (path: string, scene: string, choice: string): string =>
  path === '' ? stepName(scene, choice) : path + BETWEEN + stepName(scene, choice);

/** Whether a path goes on where another has come to, or is the same. */
export const goesOn = (before: string, next: string): boolean => before === '' || next === before || next.startsWith(before + BETWEEN);

/** The steps of a path and the scene it has come to; undefined: the scenario has no such path. */
export function walk<C extends Choice, S extends Scene<C>>(scenes: readonly S[], path: string) {
  const steps: Step<S, C>[] = [];
  let scene = scenes[0];
  for (const name of path === '' ? [] : path.split(BETWEEN)) {
    const choice = scene?.choices.find(({ id }) => scene && stepName(scene.id, id) === name);
    if (!scene || !choice) return undefined;
    steps.push({ scene, choice, path: pathTo(steps.at(-1)?.path ?? '', scene.id, choice.id) });
    scene = choice.to === undefined ? undefined : scenes.find(({ id }) => id === choice.to);
  }
  return { steps, next: scene };
}

export const sumOf = (choices: readonly Pick<Choice, 'scores'>[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { scores } of choices) for (const [unit, points] of Object.entries(scores)) sums[unit] = (sums[unit] ?? 0) + points;
  return sums;
};

const total = (choice: Choice): number => Object.values(choice.scores).reduce((sum, points) => sum + points, 0);

/** The most points that can still be had from a scene on; `known` keeps what has been worked out. */
export function bestFrom(scenes: readonly Scene[], id: string | undefined, known = new Map<string, number>()): number {
  if (id === undefined) return 0;
  const before = known.get(id);
  if (before !== undefined) return before;
  const scene = scenes.find((one) => one.id === id);
  const best = scene ? Math.max(...scene.choices.map((choice) => total(choice) + bestFrom(scenes, choice.to, known))) : 0;
  known.set(id, best);
  return best;
}

export const isBest = (scenes: readonly Scene[], scene: Scene, choice: Choice): boolean =>
  total(choice) + bestFrom(scenes, choice.to) === bestFrom(scenes, scene.id);

/** The way with the most points; of several equal ones the first. */
export function bestPath<C extends Choice, S extends Scene<C>>(scenes: readonly S[]): C[] {
  const choices: C[] = [];
  let scene = scenes[0];
  while (scene) {
    const choice: C | undefined = scene.choices.find((one) => scene && isBest(scenes, scene, one));
    if (!choice) break;
    choices.push(choice);
    scene = scenes.find(({ id }) => id === choice.to);
  }
  return choices;
}

/** How many ways lead through the scenario; Infinity where one leads in a circle. */
export function countPaths(scenes: readonly Scene[], id = scenes[0]?.id, on: readonly string[] = [], known = new Map<string, number>()): number {
  if (id === undefined) return 1;
  if (on.includes(id)) return Number.POSITIVE_INFINITY;
  const before = known.get(id);
  if (before !== undefined) return before;
  const scene = scenes.find((one) => one.id === id);
  const count = scene ? scene.choices.reduce((sum, { to }) => sum + (to === undefined ? 1 : countPaths(scenes, to, [...on, id], known)), 0) : 1;
  known.set(id, count);
  return count;
}

/** Every way to the end, with the chance that somebody goes it who chooses blindly. */
export function* allPaths<C extends Choice>(scenes: readonly Scene<C>[], id = scenes[0]?.id, gone: readonly C[] = [], chance = 1): Generator<{ choices: readonly C[]; chance: number }> {
  const scene = scenes.find((one) => one.id === id);
  if (!scene) return yield { choices: gone, chance };
  for (const choice of scene.choices) {
    const next = [...gone, choice];
    const each = chance / scene.choices.length;
    if (choice.to === undefined) yield { choices: next, chance: each };
    else yield* allPaths(scenes, choice.to, next, each);
  }
}
