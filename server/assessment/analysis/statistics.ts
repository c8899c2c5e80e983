import { SECONDS_CLASSES, SHARE, fieldName } from './contribution.ts';
import type { Sums } from './counter-model.ts';

/** A coefficient where there is something to work it out from: with no spread there is no correlation. */
export type Coefficient = number | undefined;

/** What the sums of one question say. */
export interface ItemFigures {
  /** Attempts that contained the question. */
  readonly attempts: number;
  /** 0 to 1, see `difficultyOf`. */
  readonly difficulty: number;
  /** -1 to 1, see `discriminationOf`. */
  readonly discrimination: Coefficient;
  /** Share of the attempts that left it unanswered. */
  readonly blank: number;
  readonly options: readonly OptionFigures[];
  readonly time: TimeFigures | undefined;
}

export interface OptionFigures {
  readonly id: string;
  readonly attempts: number;
  /** Of the attempts that contained the question, 0 to 1. */
  readonly share: number;
  /** -1 to 1, see `optionCorrelationOf`. */
  readonly correlation: Coefficient;
}

export interface TimeFigures {
  readonly attempts: number;
  /** Seconds. */
  readonly mean: number;
  /** Attempts in each class of `SECONDS_CLASSES`, and in the open one behind them. */
  readonly classes: readonly number[];
}

const at = (sums: Sums, name: string): number => (Object.hasOwn(sums, name) ? (sums[name] ?? 0) : 0);

/** Below it a product of two standard deviations is a rounding error; a real one of whole numbers is far above. */
const LEAST_SPREAD = 0.1;

/** Pearson's product-moment correlation from sums over `n` pairs; divided by `n` early, so that nothing large cancels. */
function correlation(n: number, x: number, xx: number, y: number, yy: number, xy: number): Coefficient {
  if (n < 2) return undefined;
  const [meanX, meanY] = [x / n, y / n];
  const spread = Math.sqrt((xx / n - meanX * meanX) * (yy / n - meanY * meanY));
  // Every attempt earned the same: what is left of the spread is rounding.
  if (!(spread > LEAST_SPREAD)) return undefined;
  return Math.max(-1, Math.min(1, (xy / n - meanX * meanY) / spread));
}

/**
 * The item difficulty index p (Lord & Novick 1968, Statistical Theories of Mental Test Scores, ch. 15): the mean share of
 * the points that was earned, 0 to 1; for a question that is right or wrong, the share of right answers. High is easy.
 */
export const difficultyOf = (sums: Sums): number => (at(sums, 'n') > 0 ? at(sums, 'x') / at(sums, 'n') / SHARE : 0);

/**
 * The corrected item discrimination: the correlation between what a question earned and what the rest of the attempt
 * earned, the question itself left out, so that it does not correlate with itself (Henrysson 1963, Correction of item-total
 * correlations in item analysis, Psychometrika 28, 211-218). For a question that is right or wrong it is the
 * point-biserial r_pb = (M1 - M0) / s * sqrt(p q), with the mean rest scores of those who were right and wrong. The
 * rest is taken as a share of its points, since attempts draw different questions.
 */
export const discriminationOf = (sums: Sums): Coefficient =>
  correlation(at(sums, 'n'), at(sums, 'x'), at(sums, 'xx'), at(sums, 'r'), at(sums, 'rr'), at(sums, 'xr'));

/**
 * The point-biserial correlation between choosing an option and the rest score (Haladyna 2004, Developing and Validating
 * Multiple-Choice Test Items, 3rd ed., ch. 9): a key has to be above, a distractor below nought.
 */
export const optionCorrelationOf = (sums: Sums, option: string): Coefficient => {
  const chosen = at(sums, `o:${fieldName(option)}`);
  const rest = at(sums, `or:${fieldName(option)}`);
  return correlation(at(sums, 'n'), chosen * SHARE, chosen * SHARE * SHARE, at(sums, 'r'), at(sums, 'rr'), rest * SHARE);
};

const timeOf = (sums: Sums): TimeFigures | undefined => {
  const classes = Array.from({ length: SECONDS_CLASSES.length + 1 }, (_, index) => at(sums, `t:${index}`));
  const attempts = classes.reduce((sum, count) => sum + count, 0);
  return attempts === 0 ? undefined : { attempts, mean: at(sums, 't') / attempts, classes };
};

/** The figures of a question; `options`: ids of those it offers, also of those that nobody chose. */
export function figuresOf(sums: Sums, options: readonly string[]): ItemFigures {
  const attempts = at(sums, 'n');
  const share = (count: number): number => (attempts > 0 ? count / attempts : 0);
  return {
    attempts,
    difficulty: difficultyOf(sums),
    discrimination: discriminationOf(sums),
    blank: share(at(sums, 'blank')),
    options: options.map((id) => {
      const chosen = at(sums, `o:${fieldName(id)}`);
      return { id, attempts: chosen, share: share(chosen), correlation: optionCorrelationOf(sums, id) };
    }),
    time: timeOf(sums),
  };
}
