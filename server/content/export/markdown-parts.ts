/** Brackets in its description come in pairs (CommonMark 6.4): one that stands alone belongs to the text, and what follows it may be a link. */
const PICTURE = /(!\[(?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.){0,500}\](?!\()){0,500}\]\(\s{0,9}<?)([^)\s>]{1,2000})/g;
const OWN_LINK = /\]\(\s{0,9}<?((?:lesson|glossary):[^)\s>]{1,200})/g;

/** Pictures that a text shows, by the path it writes. */
export const picturesIn = (markdown: string): { readonly path: string }[] => [...markdown.matchAll(PICTURE)].map(([, , path = '']) => ({ path }));

export const withPictures = (markdown: string, replace: (path: string) => string): string =>
  markdown.replaceAll(PICTURE, (_all, before: string, path: string) => `${before}${replace(path)}`);

/** Links that lead nowhere outside of the course. */
export const linksIn = (markdown: string): string[] => [...markdown.matchAll(OWN_LINK)].map(([, link = '']) => link);

/** What is said of the first picture of a text. */
export const altOf = (markdown: string): string => (/^!\[([^\]]{0,2000})\]/.exec(markdown.trim())?.[1] ?? '').trim();
