import type { DraftAnswer } from '../../imported.ts';
import { pictureNeeded, regionsBoxed, regionUnreadable, severalPlaces } from '../../notes/places-and-files.ts';
import { pictureSize, shapedArea, type Size } from '../../picture-areas.ts';
import { descendants, type XmlElement } from '../../xml-tree.ts';
import { numberOf } from '../number.ts';
import { feedbackOf } from './qti-interactions.ts';
import { weightOf, type Processing, type QtiResponse } from './qti-response.ts';
import { asPicture, markdownIn, type QtiItem } from './qti-text.ts';

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The pixels that coordinates count by: those that the item shows the picture with, else the picture's own. */
function sizeOf(picture: XmlElement, bytes: Buffer | undefined): Size | undefined {
  const [width, height] = [numberOf(picture.attributes['width']), numberOf(picture.attributes['height'])];
  return width > 0 && height > 0 ? { width, height } : bytes && pictureSize(bytes);
}

/** `hotspotInteraction`: regions of one picture, of which one is chosen (QTI 2.1, 7.2.5). */
export async function hotspot(interaction: XmlElement, response: QtiResponse, processing: Processing, qti: QtiItem): Promise<DraftAnswer | undefined> {
  const { review, place, label, pictureOf } = qti;
  if (response.cardinality !== 'single' && response.correct.length > 1) return review.add(place, severalPlaces(), label);
  const [source] = descendants(interaction, new Set(['object', 'img']));
  const image = source && asPicture(source);
  const size = source && image && sizeOf(source, pictureOf(decoded(image.attributes['src'] ?? '')));
  if (!image || !size) return review.add(place, pictureNeeded(), label);
  const weight = weightOf(response, processing);
  let isBoxed = false;
  const regions = [];
  for (const choice of descendants(interaction, new Set(['hotspotChoice']))) {
    const { identifier = '', shape = '', coords = '', hotspotLabel } = choice.attributes;
    const shaped = shapedArea(shape, coords.split(/[\s,]+/).filter((part) => part !== '').map(Number), size);
    if (!shaped) return review.add(place, regionUnreadable(hotspotLabel ?? identifier), label);
    isBoxed ||= shaped.around;
    regions.push({ label: hotspotLabel?.trim() || undefined, area: shaped.area, shape: shaped.shape, weight: weight(identifier), feedback: await feedbackOf(choice, qti) });
  }
  if (isBoxed) review.add(place, regionsBoxed(), label);
  return { kind: 'hotspot', picture: await markdownIn({ ...interaction, name: 'div', children: [image] }, qti), regions };
}
