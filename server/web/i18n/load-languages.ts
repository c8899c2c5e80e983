import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../config.ts';
import type { Catalogue } from './catalogue.ts';
import { english } from './en.ts';
import { LANGUAGES, registerLanguage } from './language.ts';
import { setCatalogue } from './translate.ts';

const CODE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/;

/** Node throws at what is no locale at all, and finds nothing for one that it does not know. */
const isKnownLocale = (locale: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale]).length === 1;
  } catch {
    return false;
  }
};

const forms = z.object({ zero: z.string(), one: z.string(), two: z.string(), few: z.string(), many: z.string(), other: z.string() }).partial().required({ other: true });
const languageFile = z.object({
  name: z.string().min(1).max(40),
  locale: z.string().refine(isKnownLocale, 'is not known to this Node (BCP 47, e.g. "su-ID")'),
  sentences: z.record(z.string(), z.union([z.string(), forms])),
});

const gaps = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

/** Sentences whose gaps differ would show braces, or leave a name out. */
const wrongGaps = (sentences: Catalogue): string[] =>
  Object.entries(sentences).flatMap(([key, value]) => ((typeof value === 'string' ? [value] : Object.values(value)).some((form) => gaps(form) !== gaps(key)) ? [key] : []));

/**
 * Each `CODE.json` of a folder is a language of the pages: `{ "name", "locale", "sentences": { "Masuk": "..." } }`, keyed by the Indonesian
 * sentences as `en/*.ts` is; what a file leaves out stays Indonesian. Gives a line for each: how many sentences it has of how many. Throws
 * `ConfigError`.
 */
export async function loadLanguages(folder: string): Promise<string[]> {
  const told: string[] = [];
  const files = await readdir(folder).catch((problem: unknown) => {
    throw new ConfigError([`LANGUAGES_DIR: ${problem instanceof Error ? problem.message : String(problem)}`]);
  });
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    const code = file.replace(/\.json$/, '');
    const fault = (reason: string): ConfigError => new ConfigError([`LANGUAGES_DIR: ${join(folder, file)}: ${reason}`]);
    if (!CODE.test(code)) throw fault('name it by the code of its language, e.g. su.json');
    if (LANGUAGES.some((shipped) => shipped === code)) throw fault(`${code} comes with Bimtek; give this file another code`);
    let json: unknown;
    try {
      json = JSON.parse(await readFile(join(folder, file), 'utf8'));
    } catch (problem) {
      throw fault(problem instanceof Error ? problem.message : String(problem));
    }
    const parsed = languageFile.safeParse(json);
    if (!parsed.success) throw fault(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    const { name, locale } = parsed.data;
    // A form of the plural that is written as undefined cannot come from JSON.
    const sentences = parsed.data.sentences as Catalogue;
    const differing = wrongGaps(sentences);
    if (differing.length > 0) throw fault(`these translations have other gaps {...} than their sentences: ${differing.slice(0, 5).map((key) => `"${key}"`).join(', ')}`);
    registerLanguage(code, { name, locale });
    setCatalogue(code, sentences);
    const whole = Object.keys(english).length;
    told.push(`language ${code} (${name}): ${Object.keys(sentences).filter((key) => Object.hasOwn(english, key)).length} of ${whole} sentences`);
  }
  return told;
}
