import type { AlikeMinimums } from './mistakes/assessment.ts';

/** A unit as its exam asks it: how many questions, all worth the same. */
export interface AskedUnit {
  readonly code: string;
  /** Percent. */
  readonly minimum: number;
  readonly asked: number;
}

const ROUNDING = 1e-9;

const neededOf = ({ minimum, asked }: AskedUnit): number => Math.ceil((minimum * asked) / 100 - ROUNDING);

/**
 * Units whose minimums differ on paper and not in the exam: 70, 75 and 80 percent of five questions are all four. Where a
 * question can be partly right they differ a little; nobody who reads them would guess how.
 */
export function findAlikeMinimums(units: readonly AskedUnit[]): readonly (AlikeMinimums & { readonly code: string })[] {
  const groups = new Map<string, AskedUnit[]>();
  for (const unit of units) {
    const key = `${unit.asked}:${neededOf(unit)}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()].flatMap((alike) => {
    const minimums = [...new Set(alike.map(({ minimum }) => minimum))].sort((a, b) => a - b);
    const lowest = alike.find(({ minimum }) => minimum === minimums[0]);
    if (!lowest || minimums.length < 2) return [];
    const needed = neededOf(lowest);
    return [{ code: lowest.code, minimums, asked: lowest.asked, needed, honest: Math.floor((needed * 100) / lowest.asked + ROUNDING) }];
  });
}
