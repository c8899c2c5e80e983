import { readFile } from 'node:fs/promises';
import { Face } from './face.ts';

/**
 * EB Garamond (Georg Duffner, SIL Open Font License 1.1, see fonts/OFL.txt): the cut for 12 points for display and
 * text, the one for 8 points, sturdier, below 9. The files are subsets made by scripts/subset-fonts.ts.
 */
export const FACE_FILES = {
  text: 'EBGaramond12-Regular.otf',
  textItalic: 'EBGaramond12-Italic.otf',
  small: 'EBGaramond08-Regular.otf',
  smallItalic: 'EBGaramond08-Italic.otf',
} as const;

export type FaceName = keyof typeof FACE_FILES;
export type Faces = Readonly<Record<FaceName, Face>>;

// Fonts are opened with the first certificate; a server that starts need not read the library for them.
const open = async (file: string): Promise<Face> => {
  const { create } = await import('fontkit');
  return new Face(create(await readFile(new URL(`../../fonts/${file}`, import.meta.url))));
};

let opened: Promise<Faces> | undefined;

/** The four faces, opened at the first call. */
export const openFaces = (): Promise<Faces> => {
  opened ??= (async () => ({
    text: await open(FACE_FILES.text),
    textItalic: await open(FACE_FILES.textItalic),
    small: await open(FACE_FILES.small),
    smallItalic: await open(FACE_FILES.smallItalic),
  }))();
  return opened;
};
