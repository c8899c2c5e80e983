import type { Catalogue, Translation } from './catalogue.ts';
import { english } from './en.ts';
import type { Language } from './language.ts';

type Facts = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Exclude<Language, 'id'>, Catalogue>> = { en: english };

/** Text in the page's language; `{name}` is filled from `facts`. What nobody has translated stays Indonesian. */
export type Translate = (indonesian: string, facts?: Facts) => string;

const fill = (text: string, facts: Facts, language: Language): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) return whole;
    return typeof fact === 'number' ? formatNumber(fact, language) : fact;
  });

const numberFormats = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') };
/** Below a thousand a whole number looks the same in both languages, and most are. */
const SMALL = 1000;
export const formatNumber = (value: number, language: Language): string =>
  Number.isInteger(value) && value >= 0 && value < SMALL ? String(value) : numberFormats[language].format(value);

const choose = (translation: Translation, facts: Facts): string => {
  if (typeof translation === 'string') return translation;
  return (facts.n ?? facts.seconds) === 1 ? translation.one : translation.other;
};

const translator =
  (language: Language): Translate =>
  (indonesian, facts) => {
    const translation = language === 'id' ? indonesian : (catalogues[language][indonesian] ?? indonesian);
    // Most sentences have no gap: a page says dozens of them.
    if (facts === undefined && typeof translation === 'string') return translation;
    return fill(choose(translation, facts ?? {}), facts ?? {}, language);
  };

const translators = { id: translator('id'), en: translator('en') };
export const translateTo = (language: Language): Translate => translators[language];
