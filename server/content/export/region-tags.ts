import type { Area, Size } from '../import/picture-areas.ts';
import { tag } from './tags.ts';

/** A region of a hotspot: Moodle has a place for the right one only, so that all of them travel as tags. */
export interface RegionTag {
  readonly label: string;
  readonly area: Area;
  readonly shape: 'rect' | 'oval';
}

const WRITTEN = /^(\d{1,3}(?:\.\d{1,9})?)_(\d{1,3}(?:\.\d{1,9})?)_(\d{1,3}(?:\.\d{1,9})?)_(\d{1,3}(?:\.\d{1,9})?)_(rect|oval)_(.{1,200})$/su;

/** `region:8_10_27_24_rect_Tempat%20tidur` */
export const regionTag = ({ label, area, shape }: RegionTag): string => tag('region', [...area, shape, label].join('_'));

export function readRegionTag(value: string): RegionTag | undefined {
  const [, left, top, width, height, shape, label] = WRITTEN.exec(value) ?? [];
  if (label === undefined || (shape !== 'rect' && shape !== 'oval')) return undefined;
  return { label, area: [Number(left), Number(top), Number(width), Number(height)], shape };
}

/** Moodle makes a marker's picture fit into this, pixels (qtype_ddmarker, QTYPE_DDMARKER_BGIMAGE_MAXWIDTH and _MAXHEIGHT). */
const MOST_WIDTH = 600;
const MOST_HEIGHT = 400;

/** The size by which Moodle counts the pixels of a marker's place. */
export function markerPicture({ width, height }: Size): Size {
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  return { width: width * scale, height: height * scale };
}
