import { escapeXml } from '../import/xml-tree.ts';
import { pictureSize, type Area, type Size } from '../import/picture-areas.ts';
import type { BodyOf } from './exportable.ts';
import { markerPicture } from './region-tags.ts';

const WHOLE = 100;
/** A circle of Moodle's is as wide as high; other ovals are drawn with so many corners. */
const CORNERS = 24;
const SVG_TAG = /<svg\b[^>]*>/i;
const SIZE_ATTRIBUTE = /\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')/gi;

const pixels = ([left, top, width, height]: Area, size: Size) => ({ x: (left / WHOLE) * size.width, y: (top / WHOLE) * size.height, width: (width / WHOLE) * size.width, height: (height / WHOLE) * size.height });

/** Where the marker has to be put, in whole pixels: `x,y;r`, `x,y;w,h` or `x1,y1;x2,y2;…` (qtype_ddmarker, shapes.php). */
function place(area: Area, shape: 'rect' | 'oval', size: Size): { readonly shape: string; readonly coords: string } {
  const { x, y, width, height } = pixels(area, size);
  if (shape === 'rect') return { shape: 'rectangle', coords: `${Math.round(x)},${Math.round(y)};${Math.round(width)},${Math.round(height)}` };
  const [centreX, centreY] = [x + width / 2, y + height / 2];
  if (Math.round(width) === Math.round(height)) return { shape: 'circle', coords: `${Math.round(centreX)},${Math.round(centreY)};${Math.round(width / 2)}` };
  const corners = Array.from({ length: CORNERS }, (_, index) => {
    const angle = (index / CORNERS) * 2 * Math.PI;
    return `${Math.round(centreX + (width / 2) * Math.cos(angle))},${Math.round(centreY + (height / 2) * Math.sin(angle))}`;
  });
  return { shape: 'polygon', coords: corners.join(';') };
}

/** Moodle leaves an SVG as large as it says, and counts pixels by that: it is told to be as large as other pictures are made. */
function sized(bytes: Buffer, natural: Size, size: Size): Buffer {
  const text = bytes.toString('utf8');
  const tag = SVG_TAG.exec(text)?.[0];
  if (tag === undefined) return bytes;
  const box = /\sviewBox\s*=/i.test(tag) ? '' : ` viewBox="0 0 ${natural.width} ${natural.height}"`;
  const whole = `<svg width="${Math.round(size.width)}" height="${Math.round(size.height)}"${box}${tag.replaceAll(SIZE_ATTRIBUTE, '').slice('<svg'.length)}`;
  return Buffer.from(text.replace(tag, () => whole));
}

/** The picture, a marker and the place of the right region; undefined: the picture cannot be read. */
export function writeMarker({ regions }: BodyOf<'hotspot'>, name: string, bytes: Buffer): string | undefined {
  const natural = pictureSize(bytes);
  const right = regions.find(({ correct }) => correct);
  if (!natural || !right) return undefined;
  const size = markerPicture(natural);
  const { shape, coords } = place(right.area, right.shape, size);
  return [
    '<shuffleanswers>0</shuffleanswers>',
    `<file name="${escapeXml(name)}" path="/" encoding="base64">${sized(bytes, natural, size).toString('base64')}</file>`,
    '<drag><no>1</no><text>Di sini</text><noofdrags>1</noofdrags></drag>',
    `<drop><no>1</no><shape>${shape}</shape><coords>${coords}</coords><choice>1</choice></drop>`,
  ].join('\n');
}
