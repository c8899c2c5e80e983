/** Languages that pages speak. Indonesian first; a new one is an entry here and a catalogue beside `en.ts`. */
export type Language = 'id' | 'en';
export const LANGUAGES = ['id', 'en'] as const satisfies readonly Language[];
export const isLanguage = (value: unknown): value is Language => value === 'id' || value === 'en';
