import { gapMark, type ClozeGap, type Draft } from '../../imported.ts';
import { noAnswer } from '../../notes/questions.ts';
import { descendants, type XmlElement } from '../../xml-tree.ts';
import { plainIn, tellLosses, textEntry } from './qti-interactions.ts';
import { pointsOf, processingOf, responsesOf, weightOf, type Processing, type QtiResponse } from './qti-response.ts';
import { changed, markdownIn, type QtiItem } from './qti-text.ts';

/** Interactions that stand inside a sentence. */
export const isGap = (name: string): boolean => name === 'textEntryInteraction' || name === 'inlineChoiceInteraction';

function gapOf(interaction: XmlElement, response: QtiResponse, processing: Processing, qti: QtiItem): ClozeGap | undefined {
  // Scoring of several responses is never one of the templates; each response is looked at by itself.
  const own: Processing = processing === 'map_response' || response.mapping.size > 0 ? 'map_response' : 'match_correct';
  if (interaction.name === 'textEntryInteraction') {
    const answer = textEntry(response, own, qti);
    return answer && { weight: 1, answer };
  }
  const weight = weightOf(response, own);
  const options = descendants(interaction, new Set(['inlineChoice'])).map((choice) => ({ text: plainIn(choice, qti), weight: weight(choice.attributes['identifier'] ?? ''), feedback: undefined }));
  return { weight: 1, answer: { kind: 'choice', several: false, exact: false, shuffle: interaction.attributes['shuffle'] === 'true', options } };
}

/** An item whose interactions all stand in sentences is a text with gaps. */
export async function readQtiCloze(body: XmlElement, interactions: readonly XmlElement[], qti: QtiItem): Promise<Draft | undefined> {
  const { item, place, label, review } = qti;
  const responses = responsesOf(item);
  const processing = processingOf(item);
  const gaps = interactions.map((interaction) => {
    const response = responses.get(interaction.attributes['responseIdentifier'] ?? '');
    return response && (response.correct.length > 0 || response.mapping.size > 0) ? gapOf(interaction, response, processing, qti) : undefined;
  });
  const known = gaps.filter((gap) => gap !== undefined);
  if (known.length !== gaps.length) return review.add(place, noAnswer(), label);
  await tellLosses(qti, processing, responses, 'cloze');
  let index = 0;
  const marked = changed(body, (child) => (isGap(child.name) ? gapMark(index++) : child));
  return {
    place, name: item.attributes['title'], id: item.attributes['identifier'] || undefined, category: undefined, tags: [], points: pointsOf(item),
    text: await markdownIn(marked, qti, new Set(['rubricBlock'])), feedback: undefined,
    answer: { kind: 'cloze', gaps: known, perPart: processing !== 'match_correct' },
  };
}
