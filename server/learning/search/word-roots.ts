import type { Language } from '../../web/i18n/language.ts';

/**
 * What a word may come from. Indonesian changes a word's beginning as well as its end (*kunjung*: mengunjungi, kunjungan,
 * dikunjungi), and without a dictionary some beginnings have two readings (*mengirim*: kirim or irim), so all are given. The
 * order of affixes follows Nazief and Adriani (Jelita Asian, "Effective Techniques for Indonesian Text Retrieval", 2007).
 * `public/scripts/search.js` holds the same rules; a test compares them.
 */
const SHORTEST = 3;

/** Beginnings, and what may have stood in their place. */
const PREFIXES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^[mp]eny(?=[aeiou])/, ['s']],
  [/^[mp]eng(?=[aeiou])/, ['', 'k']],
  [/^[mp]eng(?=[ghkq])/, ['']],
  [/^[mp]en(?=[aeiou])/, ['t', 'n']],
  [/^[mp]en(?=[cdjsz])/, ['']],
  [/^[mp]em(?=[aeiou])/, ['p', 'm']],
  [/^[mp]em(?=[bfpv])/, ['']],
  [/^[mp]e(?=[lrwymn])/, ['']],
  [/^(?:ber|ter|per)/, ['']],
  [/^(?:be|te)(?=[a-z]er)/, ['']],
  [/^(?:di|ke|se)/, ['']],
];
const SUFFIXES = [/(?:lah|kah|tah|pun)$/, /(?:ku|mu|nya)$/, /(?:kan|an|i)$/] as const;
const ENGLISH = [/(?:'s|s)$/, /es$/, /(?:ing|ed)$/] as const;

/** Two beginnings stand before each other: memperbarui, keberatan. */
const MOST_PREFIXES = 2;

const keep = (found: Set<string>, word: string): void => {
  if (word.length >= SHORTEST) found.add(word);
};

/** The word itself first. */
export function rootsOf(word: string, language: Language): readonly string[] {
  const found = new Set([word]);
  for (const suffix of language === 'en' ? ENGLISH : SUFFIXES) for (const one of [...found]) keep(found, one.replace(suffix, ''));
  if (language === 'en') return [...found];
  for (let times = 0; times < MOST_PREFIXES; times += 1) {
    for (const one of [...found]) {
      for (const [prefix, standing] of PREFIXES) if (prefix.test(one)) for (const letter of standing) keep(found, one.replace(prefix, letter));
    }
  }
  return [...found];
}

/** Words of a text, small, without accents and soft hyphens; a repeated word (*anak-anak*) is one. */
export const wordsIn = (text: string): readonly string[] =>
  text.replaceAll('\u00ad', '').normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** They say nothing of what a text is about. */
const STOP_WORDS = new Set(
  'yang dan di ke dari untuk dengan pada ini itu atau tidak adalah dalam oleh juga akan bila jika saat agar supaya karena sebagai dapat bisa lebih hanya sudah belum para anda kita mereka ada the and for with that this are from you your not can'.split(' '),
);
const SHORTEST_WORD = 2;
export const tells = (word: string): boolean => word.length >= SHORTEST_WORD && !STOP_WORDS.has(word);
