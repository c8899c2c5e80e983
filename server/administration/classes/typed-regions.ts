import { nameKeyOf } from '../../accounts/names.ts';
import { isRegion, PROVINCES } from '../../accounts/regions/regions.ts';

const keyOf = (typed: string): string => nameKeyOf(typed).replace(/[^a-z ]/g, ' ').replace(/\bkab\b/g, 'kabupaten').replace(/\s+/g, '');
const byName = new Map(PROVINCES.flatMap((province) => [province, ...province.regencies]).map(({ code, name }) => [keyOf(name), code] as const));

/** A region as people write it, `Kota Bekasi`, `Kab. Bekasi` or `32.75`; undefined: none that is known, or `Bekasi`, which is two. */
export const typedRegion = (typed: string): string | undefined => (isRegion(typed.trim()) ? typed.trim() : byName.get(keyOf(typed)));
