/** Rows read at once from a list that turns out to hold more of the page than its share. */
const LEAST_READ = 8;

/** One of several lists in the same order: `size` rows of it behind a position; undefined: from its beginning. */
export type OrderedList<Row, Position> = (after: Position | undefined, size: number) => Promise<readonly Row[]>;

interface Merging<Row, Position> {
  readonly after: Position | undefined;
  readonly size: number;
  readonly positionOf: (row: Row) => Position;
  /** Negative: the first stands before the second. Equal positions are one and the same row. */
  readonly compare: (a: Position, b: Position) => number;
}

/** A list that is read in pieces, as far as it is needed. */
class Head<Row, Position> {
  readonly #list: OrderedList<Row, Position>;
  readonly #positionOf: (row: Row) => Position;
  #rows: readonly Row[] = [];
  #next = 0;
  #after: Position | undefined;
  #isRead = false;

  constructor(list: OrderedList<Row, Position>, { after, positionOf }: Merging<Row, Position>) {
    this.#list = list;
    this.#after = after;
    this.#positionOf = positionOf;
  }

  async first(size: number): Promise<Row | undefined> {
    if (this.#next >= this.#rows.length && !this.#isRead) {
      this.#rows = await this.#list(this.#after, size);
      this.#next = 0;
      this.#isRead = this.#rows.length < size;
      const last = this.#rows.at(-1);
      if (last !== undefined) this.#after = this.#positionOf(last);
    }
    return this.#rows[this.#next];
  }

  take(): void {
    this.#next += 1;
  }
}

/**
 * One page out of several lists that an index gives in order each, where no index gives all of them together: it
 * costs a few rows of each list, and never all of what the lists hold. A row that stands in two of them comes once.
 */
export async function mergedPage<Row, Position>(lists: readonly OrderedList<Row, Position>[], merging: Merging<Row, Position>): Promise<Row[]> {
  const { after, size, positionOf, compare } = merging;
  const [only] = lists;
  if (lists.length === 1 && only) return [...(await only(after, size))];
  const share = Math.min(size, Math.max(LEAST_READ, Math.ceil((2 * size) / lists.length)));
  const heads = lists.map((list) => new Head(list, merging));
  await Promise.all(heads.map((head) => head.first(share)));
  const page: Row[] = [];
  while (page.length < size) {
    const firsts: { head: Head<Row, Position>; row: Row; at: Position }[] = [];
    for (const head of heads) {
      const row = await head.first(share);
      if (row !== undefined) firsts.push({ head, row, at: positionOf(row) });
    }
    const [begin, ...rest] = firsts;
    if (!begin) break;
    const nearest = rest.reduce((best, one) => (compare(one.at, best.at) < 0 ? one : best), begin);
    page.push(nearest.row);
    for (const { head, at } of firsts) if (compare(at, nearest.at) === 0) head.take();
  }
  return page;
}

/** The order in which both engines keep texts: that of their bytes in UTF-8, which is not JavaScript's. */
export const compareTexts = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));
