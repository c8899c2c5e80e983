import { say } from '../../../mistake.ts';
import type { DraftAnswer, NumericAnswer, ShortTextAnswer } from '../../imported.ts';
import { partDropped } from '../../notes/markup.ts';
import { badSyntax, customProcessing, feedbackLost, noAnswer, notANumber, partIgnored } from '../../notes/questions.ts';
import { descendants, elementsOf, firstOf, textOf, type XmlElement } from '../../xml-tree.ts';
import { numberOf, rounded } from '../number.ts';
import { toleranceOf, weightOf, type Processing, type QtiResponse } from './qti-response.ts';
import { isForScorers } from './qti-marked.ts';
import { markdownIn, type QtiItem } from './qti-text.ts';

const INLINE_FEEDBACK = new Set(['feedbackInline', 'feedbackBlock']);
const FULL = 100;

/** Feedback of a choice: inside it, or a modal one that names it. */
export async function feedbackOf(choice: XmlElement, qti: QtiItem): Promise<string | undefined> {
  const id = choice.attributes['identifier'];
  const modal = elementsOf(qti.item, 'modalFeedback').filter(({ attributes }) => attributes['identifier'] === id && attributes['showHide'] !== 'hide');
  const texts = await Promise.all([...descendants(choice, INLINE_FEEDBACK), ...modal].map((feedback) => markdownIn({ ...feedback, name: 'div' }, qti)));
  return texts.filter((text) => text !== '').join('\n\n') || undefined;
}

export async function choice(interaction: XmlElement, response: QtiResponse, processing: Processing, qti: QtiItem): Promise<DraftAnswer> {
  const several = response.cardinality !== 'single';
  const weight = weightOf(response, processing);
  const choices = descendants(interaction, new Set(['simpleChoice', 'inlineChoice']));
  const options = await Promise.all(
    choices.map(async (each) => ({ text: await markdownIn(each, qti), weight: weight(each.attributes['identifier'] ?? ''), feedback: await feedbackOf(each, qti) })),
  );
  return { kind: 'choice', several, exact: several && processing !== 'map_response', shuffle: interaction.attributes['shuffle'] === 'true', options };
}

const NUMBERS = new Set(['float', 'integer']);

export function textEntry(response: QtiResponse, processing: Processing, qti: QtiItem): NumericAnswer | ShortTextAnswer | undefined {
  const { review, place, label, item } = qti;
  const weight = weightOf(response, processing);
  const keys = [...new Set([...response.correct, ...(processing === 'map_response' ? response.mapping.keys() : [])])];
  if (keys.length === 0) return review.add(place, noAnswer(), label);
  if (!NUMBERS.has(response.baseType)) {
    const caseSensitive = [...response.mapping.values()].some((entry) => entry.caseSensitive);
    return { kind: 'short-text', wildcards: false, caseSensitive, otherwise: undefined, answers: keys.map((text) => ({ text, weight: processing === 'map_response' ? weight(text) : FULL, feedback: undefined })) };
  }
  const answers = keys.map((key) => {
    const value = numberOf(key);
    const stated = toleranceOf(item, value);
    if (stated?.uneven) review.add(place, partIgnored('tolerance'), label);
    return { value, tolerance: rounded(stated?.tolerance ?? 0), weight: weight(key), feedback: undefined };
  });
  if (answers.some(({ value }) => Number.isNaN(value))) return review.add(place, notANumber(keys.join(', ')), label);
  return { kind: 'numeric', answers, unit: undefined, otherwise: undefined };
}

/** Text for a list to choose from, where no markup is possible. */
export function plainIn(element: XmlElement, qti: QtiItem): string {
  if (descendants(element, new Set(['img', 'object'])).length > 0) qti.review.add(qti.place, partDropped('img'), qti.label);
  return textOf(element).replaceAll(/\s+/g, ' ').trim();
}

export async function match(interaction: XmlElement, response: QtiResponse, processing: Processing, qti: QtiItem): Promise<DraftAnswer | undefined> {
  const [left, right] = await Promise.all(
    elementsOf(interaction, 'simpleMatchSet').map(async (set, side) => {
      const choices = elementsOf(set, 'simpleAssociableChoice');
      return new Map(await Promise.all(choices.map(async (each) => [each.attributes['identifier'] ?? '', side === 0 ? await markdownIn(each, qti) : plainIn(each, qti)] as const)));
    }),
  );
  const keys = response.correct.length > 0 ? response.correct : [...response.mapping].filter(([, { points }]) => points > 0).map(([key]) => key);
  const pairs = keys.map((pair) => pair.split(/\s+/)).map(([one = '', other = '']) => ({ one, other }));
  const once = new Set(pairs.map(({ one }) => one)).size === pairs.length;
  if (!left || !right || pairs.length === 0) return qti.review.add(qti.place, noAnswer(), qti.label);
  if (!once || pairs.length !== left.size || pairs.some(({ one, other }) => !left.has(one) || !right.has(other))) {
    return qti.review.add(qti.place, badSyntax(say('Tidak setiap baris kiri mempunyai tepat satu pasangan.', 'Not each row on the left has exactly one partner.'), say('Jadikan beberapa soal "multiple".', 'Make it several questions of the type "multiple".')), qti.label);
  }
  const used = new Set(pairs.map(({ other }) => other));
  return {
    kind: 'matching',
    pairs: pairs.map(({ one, other }) => ({ left: left.get(one) ?? '', right: right.get(other) ?? '' })),
    distractors: [...right].filter(([id]) => !used.has(id)).map(([, text]) => text),
    perPart: processing === 'map_response',
  };
}

export async function order(interaction: XmlElement, response: QtiResponse, qti: QtiItem): Promise<DraftAnswer | undefined> {
  const choices = new Map(descendants(interaction, new Set(['simpleChoice'])).map((each) => [each.attributes['identifier'] ?? '', each]));
  if (response.correct.length !== choices.size || response.correct.some((id) => !choices.has(id))) return qti.review.add(qti.place, noAnswer(), qti.label);
  return { kind: 'ordering', items: await Promise.all(response.correct.map((id) => markdownIn(choices.get(id), qti))), scoring: 'all-or-nothing' };
}

/** What of the feedback and the scoring has no place with us is told. */
export async function tellLosses(qti: QtiItem, processing: Processing, responses: ReadonlyMap<string, QtiResponse>, kind: DraftAnswer['kind']): Promise<void> {
  const { item, review, place, label } = qti;
  // A number with a stated tolerance is read as it is meant.
  const isNumber = responses.size === 1 && [...responses.values()].every(({ baseType }) => NUMBERS.has(baseType)) && toleranceOf(item, 0) !== undefined;
  if (processing === 'custom' && !isNumber) review.add(place, customProcessing(), label);
  const choices = new Set(descendants(firstOf(item, 'itemBody'), new Set(['simpleChoice', 'inlineChoice', 'hotspotChoice'])).map(({ attributes }) => attributes['identifier']));
  for (const feedback of elementsOf(item, 'modalFeedback')) {
    if (!choices.has(feedback.attributes['identifier']) && textOf(feedback).trim() !== '') review.add(place, feedbackLost(textOf(feedback)), label);
  }
  const isMarked = kind === 'essay' || kind === 'file';
  for (const name of ['templateDeclaration', 'templateProcessing', 'stylesheet']) if (firstOf(item, name)) review.often(place, partIgnored(name));
  for (const rubric of descendants(firstOf(item, 'itemBody'), new Set(['rubricBlock'])).filter((block) => !isForScorers(block) || !isMarked)) review.add(place, feedbackLost(textOf(rubric)), label);
  if (responses.size === 0 && !isMarked) review.add(place, noAnswer(), label);
}
