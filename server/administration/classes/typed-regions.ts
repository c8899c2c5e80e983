import { nameKeyOf } from '../../accounts/names.ts';
import { isRegion, PROVINCES } from '../../accounts/regions/regions.ts';
import { regionsOf } from './roster/typed-region.ts';

const provinces = new Map(PROVINCES.map(({ code, name }) => [nameKeyOf(name), code] as const));

/** A region as people write it, `Kota Bekasi`, `Kab. Bekasi`, `Jawa Barat` or `32.75`; undefined: none that is known, or `Bekasi`, which is two. */
export function typedRegion(typed: string): string | undefined {
  if (isRegion(typed.trim())) return typed.trim();
  const [only, ...others] = regionsOf(typed);
  return others.length === 0 ? (only ?? provinces.get(nameKeyOf(typed))) : undefined;
}
