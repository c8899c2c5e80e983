/**
 * A text in another language. Where a number decides, each form of its plural is given by the name that Unicode gives it (CLDR: `one` and
 * `other` in English, up to six elsewhere, none in Indonesian). That number is `n`, or the `seconds` that `TooManyRequests` asks to wait.
 */
export type Translation = string | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** Indonesian sentence -> its translation. The Indonesian sentence is the key, so pages read as they are shown. */
export type Catalogue = Readonly<Record<string, Translation>>;
