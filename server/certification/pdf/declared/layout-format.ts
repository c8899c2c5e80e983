import type { LayoutFormat } from '../../../content/question-format.ts';
import { Invalid } from '../../../errors.ts';
import { preparePicture } from '../picture/picture.ts';
import { checkLayout } from './check-layout.ts';
import { layoutSchema } from './layout-schema.ts';

/** What reading a look from a file needs of this room. */
export const layoutFormat: LayoutFormat = {
  schema: layoutSchema,
  check: (layout) => checkLayout(layoutSchema.parse(layout)),
  pictureFault(bytes, use) {
    try {
      preparePicture(bytes, use);
      return undefined;
    } catch (problem) {
      if (problem instanceof Invalid) return problem.message;
      throw problem;
    }
  },
};
