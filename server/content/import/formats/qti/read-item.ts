import type { Draft, DraftAnswer } from '../../imported.ts';
import { say } from '../../../mistake.ts';
import { LIMITS } from '../../limits.ts';
import { badSyntax, descriptionNotTaken, noAnswer, tooManyParts, typeNotTaken } from '../../notes/questions.ts';
import type { ReadingSource } from '../../reading-source.ts';
import { descendants, firstOf, holdsMoreThan, type XmlElement } from '../../xml-tree.ts';
import { hotspot } from './qti-hotspot.ts';
import { scorerGuide, upload } from './qti-marked.ts';
import { choice, match, order, tellLosses, textEntry } from './qti-interactions.ts';
import { pointsOf, processingOf, responsesOf, type Processing, type QtiResponse } from './qti-response.ts';
import { isGap, readQtiCloze } from './qti-cloze.ts';
import { changed, markdownIn, type PictureOf, type QtiItem } from './qti-text.ts';

/** All interactions of QTI 2.1 and 2.2. */
const INTERACTIONS = new Set(['choiceInteraction', 'textEntryInteraction', 'inlineChoiceInteraction', 'matchInteraction', 'orderInteraction', 'extendedTextInteraction', 'uploadInteraction', 'associateInteraction', 'gapMatchInteraction', 'hottextInteraction', 'hotspotInteraction', 'selectPointInteraction', 'graphicOrderInteraction', 'graphicAssociateInteraction', 'graphicGapMatchInteraction', 'positionObjectInteraction', 'sliderInteraction', 'drawingInteraction', 'mediaInteraction', 'customInteraction', 'endAttemptInteraction']);
const GAP = '_____';

async function answerOf(interaction: XmlElement, response: QtiResponse | undefined, processing: Processing, qti: QtiItem): Promise<DraftAnswer | undefined> {
  const { review, place, label } = qti;
  if (interaction.name === 'extendedTextInteraction') return { kind: 'essay', guide: await scorerGuide(qti) };
  if (interaction.name === 'uploadInteraction') return upload(interaction, qti);
  const known = ['choiceInteraction', 'inlineChoiceInteraction', 'textEntryInteraction', 'matchInteraction', 'orderInteraction', 'hotspotInteraction'];
  if (!known.includes(interaction.name)) return review.add(place, typeNotTaken(interaction.name), label);
  if (!response || (response.correct.length === 0 && response.mapping.size === 0)) return review.add(place, noAnswer(), label);
  switch (interaction.name) {
    case 'textEntryInteraction':
      return textEntry(response, processing, qti);
    case 'matchInteraction':
      return match(interaction, response, processing, qti);
    case 'orderInteraction':
      return order(interaction, response, qti);
    case 'hotspotInteraction':
      return hotspot(interaction, response, processing, qti);
    default:
      return choice(interaction, response, processing, qti);
  }
}

/** The text around the interaction, and the prompt inside it; a gap stands where something is typed into a sentence. */
async function textAround(body: XmlElement, interaction: XmlElement, qti: QtiItem): Promise<string> {
  const around = changed(body, (child) => (child.name === interaction.name ? (isGap(interaction.name) ? GAP : undefined) : child));
  const [text, prompt] = [await markdownIn(around, qti, new Set(['rubricBlock'])), await markdownIn(firstOf(interaction, 'prompt'), qti)];
  // A question that is a gap alone shows nothing but the field, which is shown anyway.
  return [text.replace(/\n*^\\?_____$/m, '').trim() || text, prompt].filter((part) => part !== '').join('\n\n');
}

async function draftOf(item: XmlElement, source: ReadingSource, pictureOf: PictureOf): Promise<Draft | undefined> {
  const { title, identifier = '' } = item.attributes;
  const place = { file: source.file, line: item.line, column: item.column };
  const qti: QtiItem = { ...source, item, place, label: title ?? identifier, pictureOf };
  if (holdsMoreThan(item, LIMITS.elements)) return source.review.add(place, tooManyParts(LIMITS.elements), qti.label);
  const body = firstOf(item, 'itemBody');
  const interactions = descendants(body, INTERACTIONS);
  const [interaction, second] = interactions;
  if (!body || !interaction) return source.review.add(place, descriptionNotTaken(), qti.label);
  if (second && interactions.every(({ name }) => isGap(name))) return readQtiCloze(body, interactions, qti);
  if (second) {
    const names = [...new Set(interactions.map(({ name }) => name))].join(', ');
    return source.review.add(place, badSyntax(say(`Butir ini berisi ${interactions.length} interaksi (${names}); yang dapat diambil satu.`, `This item holds ${interactions.length} interactions (${names}); one can be taken.`), say('Bagi menjadi beberapa butir.', 'Split it into several items.')), qti.label);
  }
  const responses = responsesOf(item);
  const processing = processingOf(item);
  const answer = await answerOf(interaction, responses.get(interaction.attributes['responseIdentifier'] ?? ''), processing, qti);
  if (!answer) return undefined;
  await tellLosses(qti, processing, responses, answer.kind);
  return {
    place, name: title, id: identifier || undefined, category: undefined, tags: [], points: pointsOf(item),
    text: await textAround(body, interaction, qti), feedback: undefined, answer,
  };
}

/** One `assessmentItem` (1EdTech QTI 2.1 and 2.2). `pictureOf` finds what its text shows. */
export async function* readQtiItem(item: XmlElement, source: ReadingSource, pictureOf: PictureOf): AsyncGenerator<Draft | undefined> {
  yield await draftOf(item, source, pictureOf);
}
