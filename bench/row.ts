/** One line of the table; `ratio` has to reach `bar`. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly ratio: number;
  readonly bar: number;
  readonly ok: boolean;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const rounded = (value: number): number => (value < 100 ? Math.round(value * 10) / 10 : Math.round(value));

/** What is to be at most `limit`. */
export function atMost(name: string, value: number, unit: string, limit: number): Row {
  const ratio = limit / value;
  return { name, value: rounded(value), unit, limit, ratio, bar: 1, ok: ratio >= 1 };
}

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);

/**
 * Requests a second of both, measured in turn, so that a noisy neighbour strikes both; the median of the rounds'
 * ratios counts. One round before them warms both up.
 */
export async function beside(name: string, bar: number, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Row> {
  await ours();
  await theirs();
  const rounds: { value: number; limit: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ value: await ours(), limit: await theirs() });
  const ratio = median(rounds.map(({ value, limit }) => value / limit));
  const value = Math.round(median(rounds.map((round) => round.value)));
  const limit = Math.round(median(rounds.map((round) => round.limit)));
  return { name, value, unit: 'requests/s', limit, ratio, bar, ok: ratio >= bar };
}
