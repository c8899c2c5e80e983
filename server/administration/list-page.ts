import { z } from 'zod';
import type { Translate } from '../web/i18n/translate.ts';
import { addressOf, type Filters } from './list-address.ts';

export const PAGE_SIZE = 50;
const LARGEST_ROW = 10_000_000;

/** Where a page of a list begins: behind or before a position that its store understands; undefined: at the beginning. */
export interface Place<Position> {
  readonly direction: 'forward' | 'backward';
  readonly from: Position | undefined;
}

/** The part of an address that says which page of a list: `after=` or `before=`, and which number its first row has. */
export const pageQuery = <Position>(position: z.ZodType<Position, string>) => ({
  after: position.optional().catch(undefined),
  before: position.optional().catch(undefined),
  row: z.coerce.number().int().min(1).max(LARGEST_ROW).catch(1).default(1),
});

export const placeOf = <Position>({ after, before }: { after?: Position | undefined; before?: Position | undefined }): Place<Position> =>
  before === undefined ? { direction: 'forward', from: after } : { direction: 'backward', from: before };

/** A page of rows in the list's own order, and where the pages beside it begin; undefined: there is none. */
export interface ListPage<Row, Position> {
  readonly rows: readonly Row[];
  readonly previous: Position | undefined;
  readonly next: Position | undefined;
}

/** `found` stands in the direction of reading and holds one row more than a page where there is more. */
export function pageOf<Row, Position>(found: readonly Row[], place: Place<Position>, positionOf: (row: Row) => Position): ListPage<Row, Position> {
  const rows = found.slice(0, PAGE_SIZE);
  const [near, far] = [rows[0], rows.at(-1)];
  const onwards = found.length > PAGE_SIZE && far !== undefined ? positionOf(far) : undefined;
  const backwards = place.from !== undefined && near !== undefined ? positionOf(near) : undefined;
  return place.direction === 'forward'
    ? { rows, previous: backwards, next: onwards }
    : { rows: rows.reverse(), previous: onwards, next: backwards };
}

/** How a list is read on: its address, and the number of the page's first row. */
export interface ListView {
  readonly path: string;
  readonly filters: Filters;
  readonly row: number;
  readonly t: Translate;
}

export interface Pagination {
  readonly text: string;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
}

/** `write` puts a position into an address. Row numbers are carried along, so that nothing has to be counted for them. */
export function paginationOf<Position>(
  { rows, previous, next }: ListPage<unknown, Position>,
  { path, filters, row, t }: ListView,
  write: (position: Position) => string,
): Pagination {
  const last = row + rows.length - 1;
  const isWhole = previous === undefined && next === undefined;
  return {
    text: isWhole ? t('{n} baris', { n: rows.length }) : t('Baris {first}–{last}', { first: row, last }),
    previousHref: previous && addressOf(path, { ...filters, before: write(previous), row: String(Math.max(1, row - PAGE_SIZE)) }),
    nextHref: next && addressOf(path, { ...filters, after: write(next), row: String(last + 1) }),
  };
}

/** How many rows a list has, as far as that is known without counting: all of them, or more than these. */
export const countWords = ({ rows, next }: ListPage<unknown, unknown>, { row, t }: Pick<ListView, 'row' | 't'>): number | string => {
  const seen = row + rows.length - 1;
  return next === undefined ? seen : t('lebih dari {n}', { n: seen });
};
