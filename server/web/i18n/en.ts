import type { Catalogue } from './translate.ts';

/** English. Keys are the Indonesian sentences as they stand in views and code; a test finds any that is missing. */
export const english = {} satisfies Catalogue as Catalogue;
