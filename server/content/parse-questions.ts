import type { Language } from './course.ts';
import { renderInto, renderMarkdown } from './markdown/render-markdown.ts';
import type { Slot, Template } from './markdown/slots.ts';
import { mentionAt, mentionsAt } from './mentions.ts';
import type { Report } from './mistake.ts';
import { unknownQuestionType } from './mistakes/references.ts';
import type { CompiledQuestion, Mention, ParsedQuestion } from './parsed.ts';
import type { GuessOutcome, QuestionFormat, QuestionFormats, RenderMarkdown } from './question-format.ts';
import { questionSchema } from './schema.ts';
import { validate } from './validate.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** One question on its way: where it stands and in which language. */
export interface QuestionText {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly value: object;
  readonly language: Language;
  readonly report: Report;
}

export type Keys = Readonly<Record<string, unknown>>;

/** Separates the keys that a schema knows from the others, which belong to the question's type. */
export function splitKeys(value: object, common: readonly string[]): { common: Keys; own: Keys } {
  const entries = Object.entries(value);
  return {
    common: Object.fromEntries(entries.filter(([key]) => common.includes(key))),
    own: Object.fromEntries(entries.filter(([key]) => !common.includes(key))),
  };
}

/** Every text inside a value, with its path. */
function textsIn(value: unknown, path: Path): [Path, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => textsIn(Reflect.get(value, key), [...path, key]));
}

export function renderText(question: QuestionText, key: string, text: string): Template {
  const place = question.document.placeOfText([...question.path, key]);
  return renderMarkdown({ text, language: question.language, kind: 'question', place, report: question.report });
}

/** What a question type renders its texts with: the texts' places are found again, their slots gathered. */
export function rendererFor(question: QuestionText, own: Keys, slots: Slot[]): RenderMarkdown {
  const texts = textsIn(own, question.path);
  return (text) => {
    const path = texts.find(([, written]) => written.trim() === text.trim())?.[0] ?? question.path;
    const place = question.document.placeOfText(path);
    return renderInto(slots, { text, language: question.language, kind: 'question', place, report: question.report });
  };
}

const allOrNothing = (chance: number): GuessOutcome[] => [{ earned: 1, chance }, { earned: 0, chance: 1 - chance }];

function compile(question: QuestionText, format: QuestionFormat, common: CompiledQuestion['common'], own: Keys, authored: unknown): CompiledQuestion {
  const bodySlots: Slot[] = [];
  const body = format.compile(authored, rendererFor(question, own, bodySlots));
  return {
    common,
    text: renderText(question, 'text', common.text),
    feedback: common.feedback === undefined ? undefined : renderText(question, 'feedback', common.feedback),
    body,
    bodySlots,
    needsNetwork: format.needsNetwork ?? false,
    guess: format.guessOutcomes?.(body) ?? allOrNothing(format.guessChance(body)),
  };
}

const COMMON_KEYS = Object.keys(questionSchema.shape);

const otherUnits = ({ document, path }: QuestionText, units: readonly { readonly path: Path; readonly code: string }[]): Mention[] =>
  units.map(({ path: inner, code }) => ({ name: code, place: document.placeOf([...path, ...inner]) }));

function parseQuestion(question: QuestionText, formats: QuestionFormats): ParsedQuestion {
  const { document, path, value, report } = question;
  const { common, own } = splitKeys(value, COMMON_KEYS);
  const checkedCommon = validate(questionSchema, { document, path, value: common }, report);
  const type = mentionAt(document, [...path, 'type']);
  const format = type && formats.get(type.name);
  if (type && !format) report(type.place, unknownQuestionType(type.name, formats.keys()));
  const authored = format && validate(format.authored, { document, path, value: own, alsoKnown: COMMON_KEYS }, report);
  let sound = authored !== undefined;
  if (format && authored !== undefined) {
    for (const { path: inner, ...found } of format.check(authored, mentionAt(document, [...path, 'competency'])?.name)) {
      if (found.severity === 'error') sound = false;
      report(document.placeOf([...path, ...inner]), found);
    }
  }
  return {
    id: mentionAt(document, [...path, 'id']),
    competency: mentionAt(document, [...path, 'competency']),
    otherUnits: authored === undefined ? [] : otherUnits(question, format?.unitsIn?.(authored) ?? []),
    lesson: mentionAt(document, [...path, 'lesson']),
    sources: mentionsAt(document, [...path, 'sources']),
    authored: own,
    compiled: sound && format && checkedCommon ? compile(question, format, checkedCommon, own, authored) : undefined,
  };
}

/** The items of the list `questions`; what is no map was reported by the file's own schema. */
export function questionItems(document: YamlDocument): { path: Path; value: object }[] {
  const { value } = document;
  if (typeof value !== 'object' || value === null || !('questions' in value) || !Array.isArray(value.questions)) return [];
  return value.questions.flatMap((item: unknown, index) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) ? [{ path: ['questions', index], value: item }] : [],
  );
}

/** All questions of a quiz or bank, each by itself: a mistake in one hides none in another. */
export const parseQuestions = (document: YamlDocument, language: Language, formats: QuestionFormats, report: Report): ParsedQuestion[] =>
  questionItems(document).map(({ path, value }) => parseQuestion({ document, path, value, language, report }, formats));
