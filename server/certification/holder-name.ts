import { nameKeyOf } from '../accounts/names.ts';

/** How much of a name a stranger sees who typed a serial: `Siti Rahmawati` is `S••• R•••`, whatever its length. */
export const maskName = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => /[\p{Letter}\p{Number}]\p{Mark}*/u.exec(word.normalize('NFC'))?.[0] ?? [])
    .map((initial) => `${initial.toUpperCase()}•••`)
    .join(' ');

/** Titles before a name, with a point or a space behind each: `Prof. Dr. Hj.`, `Drs.H.` */
const TITLES_BEFORE =
  /^(?:(?:prof|drs|dra|drg|drh|dr|ir|hj|kh|h|k|haji|hajjah|ust|ustadz|ustadzah|tgk|tn|ny|nn|bpk|bapak|ibu|sdr|sdri)(?:\.\s*|\s+))+/;

/** Degrees after a name, letters only; they are told from names by their points or by the comma before them. */
const DEGREES = new Set(
  (
    'amd ama amdkeb amdkep apt ca cpa ners phd akt ' +
    'sag sap sars se sei sfarm sgz sh shi shum shut si sik sikom sip sk skeb sked skep skes skg skh skm skom skpm smb spd spdi spsi ' +
    'spt ssi ssn ssos ssosi sst ssy st sth sthi stp str strkeb strkep strkes strsos stt ' +
    'mag map mars mba mbiomed me md mei mfarm mh mhi mhum mip mkeb mked mkep mkes mkm mkom mm mpd mpdi mph mphil mpp mpsi ' +
    'ms msc msi msn msos msosi msp mst mt mth mtr'
  ).split(' '),
);

const onlyLetters = (text: string): string => text.replace(/[^\p{Letter}\p{Number}]/gu, '');

/** Words of one part between commas. */
const wordsOfPart = (part: string, index: number): string[] => {
  // "S. Sos." with a space inside is one degree.
  if (index > 0 && DEGREES.has(onlyLetters(part))) return [];
  return part
    .split(/[\s\p{Dash_Punctuation}]+/u)
    .filter((word) => !(DEGREES.has(onlyLetters(word)) && (index > 0 || word.includes('.'))))
    .map(onlyLetters)
    .filter((word) => word !== '');
};

/** The words of a name without titles, degrees, case, diacritics and punctuation. */
const wordsOf = (name: string): string[] => nameKeyOf(name).replace(TITLES_BEFORE, '').split(',').flatMap(wordsOfPart);

/**
 * Whether two spellings name the same person for somebody who compares a paper with the record: case, diacritics,
 * apostrophes, hyphens, titles and the order of the words do not count, every letter of every word does.
 */
export function isSameName(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length === 0 || others.length === 0) return nameKeyOf(one) === nameKeyOf(other);
  return words.join('') === others.join('') || words.toSorted().join(' ') === others.toSorted().join(' ');
}
