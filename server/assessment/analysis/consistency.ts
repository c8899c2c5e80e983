import { fieldName } from './contribution.ts';
import type { Sums } from './counter-model.ts';

/** How many reached how many right answers of how many questions. */
export interface ScoreCount {
  readonly questions: number;
  readonly right: number;
  readonly attempts: number;
}

export interface Consistency {
  readonly attempts: number;
  /** Share of the attempts that met the minimum. */
  readonly met: number;
  /** Share of learners whom a second, equivalent exam would judge alike, 0.5 to 1. */
  readonly agreement: number;
  /** The same beyond chance: Cohen's kappa. Undefined: everybody met it, or nobody. */
  readonly kappa: number | undefined;
}

/** The counts of a unit for one minimum, as `contribution.ts` writes them. */
export function scoreCounts(sums: Sums, minimum: number): ScoreCount[] {
  const prefix = `${fieldName(String(minimum))}_`;
  return Object.entries(sums).flatMap(([name, attempts]) => {
    if (!name.startsWith(prefix) || attempts <= 0) return [];
    const [questions = 0, right = 0] = name.slice(prefix.length).split('_').map(Number);
    return [{ questions, right, attempts }];
  });
}

/** What is this close is equal: 0.7 * 10 is not 7 in binary. */
const ROUNDING = 1e-9;

/** The least number of right answers that reaches a minimum in percent; a rounding error is no reason to ask for one more. */
export const cutOf = (questions: number, minimum: number): number => Math.max(0, Math.ceil((minimum / 100) * questions - ROUNDING));

/** P(X >= cut) for X of the binomial distribution B(n, p). */
export function upperTail(n: number, p: number, cut: number): number {
  if (cut <= 0) return 1;
  if (p <= 0) return 0;
  if (p >= 1) return cut <= n ? 1 : 0;
  let sum = 0;
  let term = (1 - p) ** n;
  for (let k = 0; k <= n; k += 1) {
    if (k >= cut) sum += term;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return Math.min(1, sum);
}

interface Moments {
  readonly attempts: number;
  readonly mean: number;
  readonly variance: number;
}

const momentsOf = (counts: readonly ScoreCount[]): Moments => {
  const attempts = counts.reduce((sum, count) => sum + count.attempts, 0);
  const mean = counts.reduce((sum, { right, attempts: n }) => sum + right * n, 0) / attempts;
  const variance = counts.reduce((sum, { right, attempts: n }) => sum + n * (right - mean) ** 2, 0) / attempts;
  return { attempts, mean, variance };
};

/**
 * Kuder & Richardson's formula 21 (1937, The theory of the estimation of test reliability, Psychometrika 2, 151-160):
 * KR21 = n / (n - 1) * (1 - M (n - M) / (n s^2)), from the mean M and the variance s^2 of the number right of n; kept
 * within 0 and 1.
 */
export function kr21(questions: number, { mean, variance }: Pick<Moments, 'mean' | 'variance'>): number {
  if (questions < 2 || variance <= 0) return 0;
  const value = (questions / (questions - 1)) * (1 - (mean * (questions - mean)) / (questions * variance));
  return Math.max(0, Math.min(1, value));
}

/**
 * Decision consistency from one administration (Subkoviak 1976, Estimating reliability from a single administration of a
 * criterion-referenced test, Journal of Educational Measurement 13, 265-276). The proportion that somebody with x of n
 * right would get of all such questions is estimated as p = a x / n + (1 - a) M / n, with a = KR21; the chance to reach the
 * cut is the binomial tail P = P(X >= c | n, p); two equivalent exams agree about this person with P^2 + (1 - P)^2, and the
 * mean of that over all is the agreement. With C = mean P, kappa = (agreement - (C^2 + (1 - C)^2)) / (1 - (C^2 + (1 - C)^2)).
 * Exams that asked different numbers of questions are worked out apart and averaged by their attempts. Undefined: nobody
 * has been examined.
 */
export function consistencyOf(counts: readonly ScoreCount[], minimum: number): Consistency | undefined {
  const lengths = [...new Set(counts.map(({ questions }) => questions))];
  let [attempts, met, agreeing, reaching] = [0, 0, 0, 0];
  for (const questions of lengths) {
    const own = counts.filter((count) => count.questions === questions);
    const moments = momentsOf(own);
    const reliability = kr21(questions, moments);
    const cut = cutOf(questions, minimum);
    for (const { right, attempts: n } of own) {
      const proportion = (reliability * right + (1 - reliability) * moments.mean) / questions;
      const chance = upperTail(questions, proportion, cut);
      agreeing += n * (chance ** 2 + (1 - chance) ** 2);
      reaching += n * chance;
      if (right >= cut) met += n;
    }
    attempts += moments.attempts;
  }
  if (attempts === 0) return undefined;
  const agreement = agreeing / attempts;
  const reached = reaching / attempts;
  const byChance = reached ** 2 + (1 - reached) ** 2;
  return { attempts, met: met / attempts, agreement, kappa: byChance < 1 - ROUNDING ? (agreement - byChance) / (1 - byChance) : undefined };
}
