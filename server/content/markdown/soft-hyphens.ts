/**
 * Indonesian hyphenation by syllables, for browsers that know none: V-CV, VC-CV and VC-CCV, with `ng ny sy kh`
 * as one consonant (Pedoman Umum Ejaan Bahasa Indonesia, Pemenggalan Kata), in words of 9 letters or more and
 * with at least 3 letters on each side of the break.
 */
const SOFT_HYPHEN = '\u00AD';
const SHORTEST_WORD = 9;
const SHORTEST_PART = 3;

const UNIT = /ng|ny|sy|kh|[a-z]/gi;
const isVowel = (unit: string) => /^[aiueo]$/i.test(unit);

function hyphenate(word: string): string {
  // Abbreviations are spelled, not read in syllables.
  if (word === word.toUpperCase()) return word;
  const units = word.match(UNIT) ?? [];
  const breaks = new Set<number>();
  let lastVowel = -1;
  units.forEach((unit, index) => {
    if (!isVowel(unit)) return;
    const consonants = index - lastVowel - 1;
    if (lastVowel >= 0 && consonants >= 1 && consonants <= 3) breaks.add(consonants === 1 ? index - 1 : lastVowel + 2);
    lastVowel = index;
  });
  let written = '';
  units.forEach((unit, index) => {
    const fits = written.replaceAll(SOFT_HYPHEN, '').length >= SHORTEST_PART;
    const rest = units.slice(index).join('').length >= SHORTEST_PART;
    written += breaks.has(index) && fits && rest ? SOFT_HYPHEN + unit : unit;
  });
  return written;
}

const known = new Map<string, string>();
const MOST_KNOWN = 50_000;

function hyphenated(word: string): string {
  let result = known.get(word);
  if (result === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    result = hyphenate(word);
    known.set(word, result);
  }
  return result;
}

// Indonesian is written in plain Latin letters; classes of Unicode would cost five times as much for each lesson.
const WORD = /[a-z]{9,}/gi;
// Addresses and file names are copied: an invisible character inside would break them.
const ADDRESS = /[@_\\\d]|\/\/|[a-z]\.[a-z]/i;

const isBlank = (text: string, at: number) => at < 0 || at >= text.length || text.charCodeAt(at) <= 0x20;

/** Whether the word from `start` to `end` belongs to something without blanks that is an address. */
function isInAddress(text: string, start: number, end: number): boolean {
  if (isBlank(text, start - 1) && isBlank(text, end)) return false;
  let first = start;
  let last = end;
  while (!isBlank(text, first - 1)) first--;
  while (!isBlank(text, last)) last++;
  return ADDRESS.test(text.slice(first, last));
}

export const softHyphens = (text: string): string =>
  text.length < SHORTEST_WORD
    ? text
    : text.replaceAll(WORD, (word, start: number) => (isInAddress(text, start, start + word.length) ? word : hyphenated(word)));
