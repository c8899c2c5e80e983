/** The filters of a list as they stand in its address; what is not asked for is absent. */
export type Filters = Readonly<Record<string, string | undefined>>;

/** A filter that is on, and the address of the list without it. */
export interface Chip {
  readonly text: string;
  readonly href: string;
}

export function addressOf(path: string, filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined && value !== '') query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Chips in the order of `words`, which say each filter in words. */
export const chipsOf = (path: string, filters: Filters, words: Readonly<Record<string, (value: string) => string>>): Chip[] =>
  Object.entries(words).flatMap(([name, say]) => {
    const value = filters[name];
    return value === undefined ? [] : [{ text: say(value), href: addressOf(path, { ...filters, [name]: undefined }) }];
  });
