import type { Language } from './course.ts';
import type { Slot } from './markdown/slots.ts';
import { mentionAt } from './mentions.ts';
import type { Report } from './mistake.ts';
import { duplicateId, missingTranslation, translationWithoutOriginal } from './mistakes/translations.ts';
import type { ParsedQuestion, TranslatedQuestion } from './parsed.ts';
import { questionItems, rendererFor, renderText, splitKeys, type QuestionText } from './parse-questions.ts';
import type { QuestionFormats } from './question-format.ts';
import { questionTranslationSchema } from './schema.ts';
import { validate } from './validate.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

const COMMON_KEYS = Object.keys(questionTranslationSchema.shape);

const idsIn = (list: readonly unknown[]): string[] =>
  list.flatMap((item) => (typeof item === 'object' && item !== null && 'id' in item ? [String(item.id)] : []));

/** Options and the like are translated by id: one that the original does not have is a slip. */
function reportForeignIds(question: QuestionText, overlay: object, authored: unknown): void {
  for (const [key, items] of Object.entries(overlay)) {
    const original: unknown = typeof authored === 'object' && authored !== null ? Reflect.get(authored, key) : undefined;
    if (!Array.isArray(items) || !Array.isArray(original)) continue;
    const known = idsIn(original);
    if (known.length === 0) continue;
    items.forEach((_: unknown, index) => {
      const path: Path = [...question.path, key, index, 'id'];
      const found = mentionAt(question.document, path);
      if (found && !known.includes(found.name)) question.report(found.place, translationWithoutOriginal(found.name, known));
    });
  }
}

function translate(question: QuestionText, base: ParsedQuestion, formats: QuestionFormats): TranslatedQuestion | undefined {
  const { document, path, value, report } = question;
  const { common, own } = splitKeys(value, COMMON_KEYS);
  const checked = validate(questionTranslationSchema, { document, path, value: common }, report);
  const format = base.compiled && formats.get(base.compiled.common.type);
  if (!format || !base.compiled) return undefined;
  const overlay = validate(format.overlay, { document, path, value: own, alsoKnown: COMMON_KEYS }, report);
  reportForeignIds(question, own, base.authored);
  if (!checked || overlay === undefined) return undefined;
  for (const { path: inner, ...found } of format.checkTranslation?.(base.compiled.body, overlay) ?? []) {
    report(document.placeOf([...path, ...inner]), found);
  }
  // What is not translated keeps the original's text, slots included.
  const bodySlots: Slot[] = [...base.compiled.bodySlots];
  return {
    id: checked.id,
    text: checked.text === undefined ? undefined : renderText(question, 'text', checked.text),
    feedback: checked.feedback === undefined ? undefined : renderText(question, 'feedback', checked.feedback),
    body: format.translate(base.compiled.body, overlay, rendererFor(question, own, bodySlots)),
    bodySlots,
  };
}

/** A translation's questions laid over those of the original file. */
export function translateQuestions(
  document: YamlDocument,
  language: Language,
  originals: readonly ParsedQuestion[],
  formats: QuestionFormats,
  report: Report,
): TranslatedQuestion[] {
  // Of two questions with one id, which is reported elsewhere, the first is meant.
  const byId = new Map(originals.toReversed().flatMap((question) => (question.id ? [[question.id.name, question]] : [])));
  const seen = new Map<string, NonNullable<ParsedQuestion['id']>>();
  const translated = questionItems(document).flatMap(({ path, value }) => {
    const question: QuestionText = { document, path, value, language, report };
    const id = mentionAt(document, [...path, 'id']);
    const base = id && byId.get(id.name);
    if (!id || !base) {
      if (id) report(id.place, translationWithoutOriginal(id.name, byId.keys()));
      else validate(questionTranslationSchema, { document, path, value: splitKeys(value, COMMON_KEYS).common }, report);
      return [];
    }
    const first = seen.get(id.name);
    if (first) report(id.place, duplicateId(id.name, first.place));
    seen.set(id.name, id);
    return translate(question, base, formats) ?? [];
  });
  for (const id of byId.keys()) {
    if (!seen.has(id)) report(document.placeOfKey([], 'questions'), missingTranslation(language, id, `id: ${id}`));
  }
  return translated;
}
