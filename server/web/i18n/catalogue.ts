/**
 * A text in another language. Where a number decides (English knows a plural, Indonesian does not), both forms are
 * given. That number is `n`, or the `seconds` that `TooManyRequests` asks to wait.
 */
export type Translation = string | { readonly one: string; readonly other: string };

/** Indonesian sentence -> its translation. The Indonesian sentence is the key, so pages read as they are shown. */
export type Catalogue = Readonly<Record<string, Translation>>;
