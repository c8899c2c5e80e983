import type { CourseLayout, Translatable } from './course-layout.ts';
import { folderOf, nameOf } from './course-layout.ts';
import { LANGUAGES, type Language } from './course.ts';
import { wholeFile, type Report } from './mistake.ts';
import { missingTranslation, translationOfOwnLanguage } from './mistakes/translations.ts';

/** `01-pembuka.md` in English is `01-pembuka.en.md`. */
const translatedName = (path: string, language: Language) => nameOf(path).replace(/(\.[^.]+)$/, `.${language}$1`);

/** A translation into the language that the course is written in translates nothing. */
export const foreign = ({ translations }: Translatable, own: Language) => [...translations].filter(([language]) => language !== own);

/**
 * Whoever translates one file of a folder means to translate the folder: what is missing there is a warning. A folder
 * without any translation is simply not translated.
 */
export function reportTranslationGaps(layout: CourseLayout, banks: readonly Translatable[], own: Language, report: Report): void {
  const root = [layout.course, layout.glossary, layout.exam];
  const inModules = layout.modules.flatMap(({ module, lessons, quiz }) => [module, ...lessons, quiz]);
  const texts = [...root, ...inModules, ...banks].filter((text) => text !== undefined);
  const folders = new Map<string, Translatable[]>();
  for (const text of texts) {
    const file = text.translations.get(own);
    if (file) report(wholeFile(file.path), translationOfOwnLanguage(own));
    const folder = folderOf(text.original.path);
    const group = folders.get(folder);
    if (group) group.push(text);
    else folders.set(folder, [text]);
  }
  for (const group of folders.values()) {
    for (const language of LANGUAGES) {
      if (language === own || !group.some(({ translations }) => translations.has(language))) continue;
      for (const { original, translations } of group) {
        if (translations.has(language)) continue;
        const wanted = translatedName(original.path, language);
        report(wholeFile(original.path), missingTranslation(language, nameOf(original.path), wanted));
      }
    }
  }
}
