import { setImmediate as nextTurn } from 'node:timers/promises';
import { flourish } from '../art/flourish.ts';
import { type Form, prepareForm } from '../art/form.ts';
import { kawungMark } from '../art/mark.ts';
import { outlinesOf } from '../art/outlined-text.ts';
import { sampleMark } from '../art/sample-mark.ts';
import { seal } from '../art/seal.ts';
import type { Face } from '../type/face.ts';
import { cloth } from './cloth.ts';
import { frame, microLength, microLine, microWords } from './frame.ts';
import { PAPER_WHITE, SAMPLE, SOGA, TEAL } from './inks.ts';
import { FRONT } from './measures.ts';
import { transcriptGround } from './transcript-ground.ts';
import { WORDS } from './words.ts';

/** Everything that is the same on all certificates, drawn and deflated once. */
export interface KlasikArt {
  readonly frame: Form;
  readonly cloth: Form;
  readonly mark: Form;
  readonly flourish: Form;
  readonly seal: Form;
  readonly signatureLine: Form;
  readonly transcript: Form;
  readonly sample: Form;
}

/** Takes some 200 ms in pieces, between which other requests are served. */
export const prepareArt = async (face: Face): Promise<KlasikArt> => {
  const font = outlinesOf(face);
  const signature = FRONT.signatures.lineWidth;
  const mark = kawungMark(FRONT.mark.size, TEAL, SOGA);
  const micro = microWords(font, WORDS.micro, TEAL);
  const once = microLength(font, WORDS.micro);
  const framed = frame(micro, once);
  await nextTurn();
  const sealed = seal(WORDS.seal, font, mark, { main: TEAL, second: SOGA, paper: PAPER_WHITE });
  await nextTurn();
  const ground = transcriptGround();
  await nextTurn();
  return {
    frame: framed,
    cloth: cloth(),
    mark,
    flourish: flourish(FRONT.flourish.width, { main: TEAL, second: SOGA }),
    seal: sealed,
    signatureLine: prepareForm(
      microLine(once, { x: 0, y: 0, length: signature }),
      { left: 0, top: -0.7, right: signature, bottom: 0.3 },
      { Micro: micro },
    ),
    transcript: ground,
    sample: sampleMark(font, WORDS.sample, FRONT.sample, SAMPLE),
  };
};
