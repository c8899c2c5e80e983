import { nameKeyOf } from '../../../accounts/names.ts';
import { isRegion, PROVINCES } from '../../../accounts/regions/regions.ts';

const KINDS: Readonly<Record<string, 'kabupaten' | 'kota'>> = { kab: 'kabupaten', kabupaten: 'kabupaten', kota: 'kota', kotamadya: 'kota', kodya: 'kota' };
/** Words that the names in the table carry and people leave out. */
const PADDING = new Set(['adm', 'administrasi', 'pemerintah', 'pemkot', 'pemkab', 'dan']);

interface Named {
  readonly kind: 'kabupaten' | 'kota' | undefined;
  readonly stem: string;
}

/** `KAB. BEKASI`, `Kabupaten Bekasi` and `Bekasi (Kab)` are one. */
function named(typed: string): Named {
  const words = nameKeyOf(typed).replace(/[^a-z ]/g, ' ').split(' ').filter((word) => word !== '' && !PADDING.has(word));
  const first = KINDS[words[0] ?? ''];
  const last = KINDS[words.at(-1) ?? ''];
  if (first && words.length > 1) return { kind: first, stem: words.slice(1).join('') };
  if (last && words.length > 1) return { kind: last, stem: words.slice(0, -1).join('') };
  return { kind: undefined, stem: words.join('') };
}

const byStem = new Map<string, { readonly kind: Named['kind']; readonly code: string }[]>();
for (const { code, name } of PROVINCES.flatMap(({ regencies }) => regencies)) {
  const { kind, stem } = named(name);
  byStem.set(stem, [...(byStem.get(stem) ?? []), { kind, code }]);
}

/** `32.75`, `3275`, `32,75`; `32.1` is what Excel makes of 32.10. */
function codeIn(typed: string): string | undefined {
  const found = /^(\d\d)[.,\s]?(\d\d?)$/.exec(typed);
  if (!found) return undefined;
  const dotted = `${found[1]}.${(found[2] ?? '').padEnd(2, '0')}`;
  return isRegion(dotted) ? dotted : undefined;
}

/** The codes of kabupaten and kota that these words may mean: none, one, or the several of which none is guessed (`Bekasi`). */
export function regionsOf(typed: string): readonly string[] {
  const code = codeIn(typed.trim());
  if (code) return [code];
  const { kind, stem } = named(typed);
  return (byStem.get(stem) ?? []).filter((one) => kind === undefined || one.kind === kind).map((one) => one.code);
}
