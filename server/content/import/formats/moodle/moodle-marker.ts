import { markerPicture, readRegionTag, type RegionTag } from '../../../export/region-tags.ts';
import type { DraftAnswer } from '../../imported.ts';
import { markerMoved, pictureNeeded } from '../../notes/places-and-files.ts';
import { typeNotTaken } from '../../notes/questions.ts';
import { distance, pictureSize, shapedArea, type Area, type Size } from '../../picture-areas.ts';
import { elementsOf, firstOf, textOf } from '../../xml-tree.ts';
import { tagValue, tagValues } from '../../settle/settling.ts';
import { markdownOf, plainOf, tagsOf, type MoodleQuestion } from './moodle-text.ts';

/** A marker may lie so many percent beside the region that is meant: pixels are whole there, and authors nudge. */
const NEAR = 3;

/** The box around where a marker has to be put, in percent: `x,y;w,h`, `x,y;r` or `x1,y1;x2,y2;…` in pixels (qtype_ddmarker, shapes.php). */
function dropArea(shape: string, coords: string, size: Size): Area | undefined {
  const numbers = coords.split(/[;,]/).map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
  const read: Readonly<Record<string, readonly [string, readonly number[]]>> = {
    rectangle: ['rect', [x, y, x + width, y + height]],
    circle: ['circle', numbers],
    polygon: ['poly', numbers],
  };
  const [ours, pixels] = read[shape] ?? ['', []];
  return shapedArea(ours, pixels, size)?.area;
}

/**
 * One marker on a picture. Moodle knows no regions that are wrong, which a hotspot chooses among: they are there only where our own
 * export left them in tags.
 */
export async function marker(question: MoodleQuestion): Promise<DraftAnswer | undefined> {
  const { element, review, place, label, texts } = question;
  const tags = { draft: { tags: tagsOf(element) } };
  const regions = tagValues(tags, 'region').map(readRegionTag).filter((region): region is RegionTag => region !== undefined);
  const drops = elementsOf(element, 'drop');
  const [drop] = drops;
  if (regions.length === 0 || !drop || drops.length > 1) return review.add(place, typeNotTaken('ddmarker'), label);
  const file = firstOf(element, 'file');
  const bytes = file && Buffer.from(textOf(file), 'base64');
  const size = bytes && pictureSize(bytes);
  if (!bytes || !size) return review.add(place, pictureNeeded(), label);
  const area = dropArea(plainOf(drop, 'shape'), plainOf(drop, 'coords'), markerPicture(size));
  const [nearest] = regions.map((region) => ({ region, far: area ? distance(region.area, area) : Number.POSITIVE_INFINITY })).toSorted((one, other) => one.far - other.far);
  if (!nearest || nearest.far > NEAR) return review.add(place, markerMoved(), label);
  const name = file.attributes['name'] ?? 'gambar';
  const alt = (tagValue(tags, 'picture') ?? '').replaceAll(/[[\]\\]/g, '');
  const picture = await texts.convert({ text: `![${alt}](${encodeURIComponent(name)})`, format: 'markdown', pictureOf: () => bytes }, place, label);
  const onRight = await markdownOf(firstOf(element, 'correctfeedback'), question);
  return {
    kind: 'hotspot',
    picture,
    regions: regions.map((region) => ({ label: region.label, area: region.area, shape: region.shape, weight: region === nearest.region ? 100 : 0, feedback: region === nearest.region ? onRight : undefined })),
  };
}
