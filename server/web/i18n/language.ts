/**
 * Languages that pages speak. Indonesian and English come with the release; others are files that an operator adds (`load-languages.ts`).
 * Courses are written in the two, and translated file by file.
 */
export type Language = 'id' | 'en' | (string & {});
/** Those that come with the release, and that authors write in. */
export type AuthorLanguage = 'id' | 'en';
export const LANGUAGES = ['id', 'en'] as const satisfies readonly AuthorLanguage[];
export const isAuthorLanguage = (value: unknown): value is AuthorLanguage => value === 'id' || value === 'en';
/** In which of the two somebody is spoken to where there are no others: messages to authors, words inside a lesson. */
export const authorLanguage = (language: Language): AuthorLanguage => (isAuthorLanguage(language) ? language : 'id');

export interface LanguageAbout {
  /** As its speakers call it. */
  readonly name: string;
  /** For numbers, dates and plurals (BCP 47). */
  readonly locale: string;
}

const known = new Map<Language, LanguageAbout>([
  ['id', { name: 'Bahasa Indonesia', locale: 'id-ID' }],
  ['en', { name: 'English', locale: 'en-GB' }],
]);

export const isLanguage = (value: unknown): value is Language => typeof value === 'string' && known.has(value);
export const pageLanguages = (): readonly Language[] => [...known.keys()];
export const aboutLanguage = (language: Language): LanguageAbout => known.get(language) ?? { name: language, locale: 'id-ID' };

const namesOf = (): readonly { readonly code: Language; readonly name: string }[] => [...known].map(([code, { name }]) => ({ code, name }));
let names = namesOf();
/** What every page's links to other languages say. */
export const namedLanguages = (): typeof names => names;

/** At start, before any page is made. */
export function registerLanguage(language: Language, about: LanguageAbout): void {
  known.set(language, about);
  names = namesOf();
}

/** Forgets what was registered: for tests, which share a process. */
export function forgetLanguage(language: Language): void {
  if (!LANGUAGES.some((shipped) => shipped === language)) known.delete(language);
  names = namesOf();
}

/** Something that is made once for each language, when it is first asked for. */
export function perLanguage<T>(make: (about: LanguageAbout) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const found = made.get(language) ?? make(aboutLanguage(language));
    made.set(language, found);
    return found;
  };
}
