/** How wide a text is at one point of size, in the unit of `Room.width`. */
export type Measure = (text: string) => number;

/** The room for one text, and how it gives way when that is narrow: smaller, then two lines, then smaller again. */
export interface Room {
  readonly width: number;
  /** Points: the size of a short text. */
  readonly size: number;
  /** Points: one line goes down to here before it is broken. */
  readonly smallest: number;
  /** Points: what two lines have at most. Left out: the text stays on one line, however small. */
  readonly twoLines?: number;
}

export interface Fitted {
  readonly lines: readonly string[];
  /** Points. */
  readonly size: number;
}

type Pair = readonly [string, string];

/** Sizes are quarters of a point, rounded down, so that nothing touches the edge. */
const quarter = (points: number): number => Math.floor(points * 4) / 4;
/**
 * Rather than smaller than this share of its size on two lines, a text is broken after an abbreviation, and rather
 * than smaller still inside a word.
 */
const READABLE = 0.5;

/** Sets a text on one line or on two balanced ones. No text, however long, is wider than its room. */
export const fitLines = (text: string, measure: Measure, room: Room): Fitted => {
  const sizeOf = (lines: readonly string[], largest: number): number =>
    Math.min(largest, quarter(room.width / Math.max(0.001, ...lines.map(measure))));
  const oneLine = { lines: [text], size: sizeOf([text], room.size) };
  const largest = room.twoLines;
  if (largest === undefined || oneLine.size >= room.smallest) return oneLine;
  for (const pairs of [breaksBetweenNames(text), breaksBetweenWords(text)]) {
    const lines = narrowest(pairs, measure);
    const size = lines ? sizeOf(lines, largest) : 0;
    if (lines && size >= READABLE * largest) return { lines, size };
  }
  const lines = narrowest(breaksAnywhere(text), measure) ?? [text];
  return { lines, size: sizeOf(lines, largest) };
};

/** The pair whose longer line is shortest: the balanced one. */
const narrowest = (pairs: readonly Pair[], measure: Measure): Pair | undefined =>
  pairs
    .map((pair) => ({ pair, width: Math.max(...pair.map(measure)) }))
    .reduce<{ pair: Pair; width: number } | undefined>(
      (best, next) => (best && best.width <= next.width ? best : next),
      undefined,
    )?.pair;

const breaksBetweenWords = (text: string): readonly Pair[] => {
  const words = text.split(' ');
  return words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
};

/** "Dra. Hj." belongs to what follows it. */
const breaksBetweenNames = (text: string): readonly Pair[] => breaksBetweenWords(text).filter(([first]) => !first.endsWith('.'));

/** A letter keeps its marks. */
const GRAPHEMES = new Intl.Segmenter('id', { granularity: 'grapheme' });

const breaksAnywhere = (text: string): readonly Pair[] => {
  const characters = Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
  return characters.slice(1).map((_, index) => [
    characters
      .slice(0, index + 1)
      .join('')
      .trim(),
    characters
      .slice(index + 1)
      .join('')
      .trim(),
  ]);
};
