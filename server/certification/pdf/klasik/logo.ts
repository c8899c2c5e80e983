import { type Rectangle, boxOnPage } from '../document/page.ts';
import type { StructureElement } from '../document/structure.ts';
import type { Picture } from '../picture/picture.ts';
import { BACK, FRONT } from './measures.ts';
import type { Sheet } from './pen.ts';

export interface PictureField {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The picture as large as the field allows, its sides in proportion. */
export const fitted = ({ width, height }: Picture, field: PictureField): Rectangle => {
  const scale = Math.min(field.width / width, field.height / height);
  const [wide, high] = [width * scale, height * scale];
  return { x: field.x - wide / 2, y: field.y - high / 2, width: wide, height: high };
};

/** At the head of the first page: the issuer's logo, named for who does not see it, else the mark, a mere ornament. */
export const drawFrontMark = ({ page, art, logo }: Sheet, root: StructureElement, issuer: readonly string[]): void => {
  if (!logo) return page.artifact(() => page.form(art.mark, FRONT.mark.x, FRONT.mark.y));
  const place = fitted(logo, FRONT.logo);
  const figure = root.add('Figure', { alt: `Lambang ${issuer.join(', ')}`, box: boxOnPage(place.x, place.y, place.width, place.height) });
  page.mark(figure, () => page.picture(logo, place));
};

/** On the pages behind it. */
export const drawBackMark = ({ page, art, logo }: Sheet): void => {
  if (logo) page.picture(logo, fitted(logo, BACK.logo));
  else page.form(art.mark, BACK.mark.x, BACK.mark.y);
};
