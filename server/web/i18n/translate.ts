import type { Catalogue, Translation } from './catalogue.ts';
import { english } from './en.ts';
import { perLanguage, type Language } from './language.ts';

type Facts = Readonly<Record<string, string | number>>;

const NOTHING: Catalogue = {};
const catalogues = new Map<Language, Catalogue>([['id', NOTHING], ['en', english]]);

/** The sentences of a language that an operator added. */
export function setCatalogue(language: Language, catalogue: Catalogue): void {
  catalogues.set(language, catalogue);
}

/** Text in the page's language; `{name}` is filled from `facts`. What nobody has translated stays Indonesian. */
export type Translate = (indonesian: string, facts?: Facts) => string;

const fill = (text: string, facts: Facts, language: Language): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) return whole;
    return typeof fact === 'number' ? formatNumber(fact, language) : fact;
  });

const numberFormats = perLanguage(({ locale }) => new Intl.NumberFormat(locale));
const pluralRules = perLanguage(({ locale }) => new Intl.PluralRules(locale));
/** Below a thousand a whole number looks the same in both shipped languages, and most are. */
const SMALL = 1000;
export const formatNumber = (value: number, language: Language): string =>
  Number.isInteger(value) && value >= 0 && value < SMALL && (language === 'id' || language === 'en') ? String(value) : numberFormats(language).format(value);

const choose = (translation: Translation, facts: Facts, language: Language): string => {
  if (typeof translation === 'string') return translation;
  const count = facts.n ?? facts.seconds;
  return (typeof count === 'number' ? translation[pluralRules(language).select(count)] : undefined) ?? translation.other;
};

const translator =
  (language: Language): Translate =>
  (indonesian, facts) => {
    const catalogue = catalogues.get(language) ?? NOTHING;
    const translation = language === 'id' || !Object.hasOwn(catalogue, indonesian) ? indonesian : (catalogue[indonesian] ?? indonesian);
    // Most sentences have no gap: a page says dozens of them.
    if (facts === undefined && typeof translation === 'string') return translation;
    return fill(choose(translation, facts ?? {}, language), facts ?? {}, language);
  };

const translators = new Map<Language, Translate>();
export const translateTo = (language: Language): Translate => {
  const known = translators.get(language) ?? translator(language);
  translators.set(language, known);
  return known;
};
