import { regionTable } from './region-table.ts';

/** A province (`32`) or a kabupaten/kota (`32.75`); codes are text. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

export interface Province extends Region {
  readonly regencies: readonly Region[];
}

const all: readonly Region[] = regionTable
  .trim()
  .split('\n')
  .map((line) => {
    const space = line.indexOf(' ');
    return { code: line.slice(0, space), name: line.slice(space + 1) };
  });

const byCode = new Map(all.map((region) => [region.code, region]));

export const PROVINCES: readonly Province[] = all
  .filter((region) => !region.code.includes('.'))
  .map((province) => ({
    ...province,
    regencies: all.filter((region) => region.code.startsWith(`${province.code}.`)),
  }));

export const isRegion = (code: string): boolean => byCode.has(code);

/** `Kota Bekasi`; the code itself where a table older than the code does not know it. */
export const regionName = (code: string): string => byCode.get(code)?.name ?? code;

/** Whether `code` is `outer` or lies in it; codes are compared at their dots, so 32.7 does not hold 32.75. */
export const isWithin = (code: string, outer: string): boolean => code === outer || code.startsWith(`${outer}.`);
