import type { z } from 'zod';
import type { Names } from './course-index.ts';
import type { GlossaryTerm, Language, Source } from './course.ts';
import { mentionAt } from './mentions.ts';
import { translationWithoutOriginal } from './mistakes/translations.ts';
import type { Reading } from './reading.ts';
import { valueOf } from './read-yaml.ts';
import { glossarySchema, glossaryTranslationSchema, sourcesSchema } from './schema.ts';
import { foreign } from './translation-gaps.ts';
import { translated } from './translated.ts';
import { UniqueIds } from './unique-ids.ts';
import type { YamlDocument } from './yaml-document.ts';

export interface Sources {
  readonly names: Names;
  readonly entries: Readonly<Record<string, Source>>;
}

export interface Glossary {
  readonly names: Names;
  readonly terms: readonly GlossaryTerm[];
}

const NONE: Names = { names: new Set(), isComplete: true };

/** sources.yaml. */
export function readSources(reading: Reading): Sources {
  const file = reading.layout.sources;
  if (!file) return { names: NONE, entries: {} };
  const document = reading.document(file);
  const value = valueOf(document, sourcesSchema, reading.report);
  const written = document?.value;
  const names = typeof written === 'object' && written !== null ? Object.keys(written) : [];
  const entries = Object.entries(value ?? {}).map(([label, { title, url, kind }]) => [label, { title, url, kind }]);
  return { names: { names: new Set(names), isComplete: names.length > 0 }, entries: Object.fromEntries(entries) };
}

function idsOf(document: YamlDocument | undefined, reading: Reading): UniqueIds {
  const ids = new UniqueIds(reading.report);
  if (document && Array.isArray(document.value)) {
    document.value.forEach((_: unknown, index) => ids.add(mentionAt(document, [index, 'id'])));
  }
  return ids;
}

type TermTranslations = readonly (readonly [Language, z.output<typeof glossaryTranslationSchema>])[];

function readTranslations(own: Language, known: Names, reading: Reading): TermTranslations {
  const found: [Language, z.output<typeof glossaryTranslationSchema>][] = [];
  const { glossary } = reading.layout;
  for (const [language, file] of glossary ? foreign(glossary, own) : []) {
    const document = reading.document(file);
    const value = valueOf(document, glossaryTranslationSchema, reading.report);
    value?.forEach(({ id }, index) => {
      if (document && known.isComplete && !known.names.has(id)) reading.report(document.placeOf([index, 'id']), translationWithoutOriginal(id, known.names));
    });
    idsOf(document, reading);
    if (value) found.push([language, value]);
  }
  return found;
}

/** glossary.yaml and its translations. */
export function readGlossary(own: Language, reading: Reading): Glossary {
  const { glossary } = reading.layout;
  if (!glossary) return { names: NONE, terms: [] };
  const document = reading.document(glossary.original);
  const value = valueOf(document, glossarySchema, reading.report) ?? [];
  const names = new Set(idsOf(document, reading).keys());
  const known = { names, isComplete: names.size > 0 };
  const translations = readTranslations(own, known, reading);
  const terms = value.map(({ id, term, meaning }) => {
    const found = translations.map(([language, entries]) => [language, entries.find((entry) => entry.id === id)] as const);
    return {
      id,
      term: translated(term, found.map(([language, entry]) => [language, entry?.term])),
      meaning: translated(meaning, found.map(([language, entry]) => [language, entry?.meaning])),
    };
  });
  return { names: known, terms };
}
