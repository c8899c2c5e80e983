import { z } from 'zod';
import type { RenderMarkdown } from '../../content/question-format.ts';
import { choiceAuthored, choiceOverlay, type AuthoredChoice, type ChoiceBody } from './choice.ts';
import { numeric, numericAuthored } from './numeric.ts';
import { partId } from './parts.ts';
import type { QuestionType } from './question-type.ts';
import { shortText, shortTextAuthored } from './short-text.ts';
import { single } from './single.ts';

/** A gap of a cloze text is a simple question of its own: what is written, kept and graded is the simple type's. */
const simpleTypes = { single, 'short-text': shortText, numeric } as const;
type SimpleType = keyof typeof simpleTypes;

/** As a gap is used: its body goes with its type, and its response is a text. */
type GapType = QuestionType<unknown, unknown, unknown, readonly string[], string>;

export const gapTypeOf = ({ type }: { readonly type: SimpleType }): GapType => simpleTypes[type] as unknown as GapType;

export const gapAuthored = z.discriminatedUnion('type', [
  z.strictObject({ id: partId, type: z.literal('single'), ...choiceAuthored }),
  z.strictObject({ id: partId, type: z.literal('short-text'), ...shortTextAuthored }),
  z.strictObject({ id: partId, type: z.literal('numeric'), ...numericAuthored }),
]);

/** Every text that a gap of any kind may bring. */
export const gapOverlay = z.strictObject({
  id: z.string(),
  options: choiceOverlay.shape.options,
  answers: z.array(z.string().trim().min(1)).min(1).optional(),
  unit: z.string().trim().min(1).optional(),
  feedback_wrong: z.string().trim().min(1).optional(),
});
export type GapOverlay = z.output<typeof gapOverlay>;

interface AuthoredSingle extends AuthoredChoice {
  readonly id: string;
  readonly type: 'single';
}
interface AuthoredShortText {
  readonly id: string;
  readonly type: 'short-text';
  readonly answers: readonly string[];
  readonly feedback_wrong?: string | undefined;
}
interface AuthoredNumber {
  readonly id: string;
  readonly type: 'numeric';
  readonly answer: number;
  readonly tolerance: number;
  readonly unit?: string | undefined;
  readonly feedback_wrong?: string | undefined;
}
export type AuthoredGap = AuthoredSingle | AuthoredShortText | AuthoredNumber;

export interface GapBody {
  readonly id: string;
  readonly type: SimpleType;
  /** The simple type's own. */
  readonly body: unknown;
}

/** Options stand in a list to choose from, where no markup is possible: their texts stay as written. */
const withPlainOptions = (body: ChoiceBody, written: readonly { readonly id: string; readonly text?: string | undefined }[]): ChoiceBody => ({
  ...body,
  options: body.options.map((option) => ({ ...option, text: written.find(({ id }) => id === option.id)?.text ?? option.text })),
});

export function compileGap(gap: AuthoredGap, markdown: RenderMarkdown): GapBody {
  const { id, type, ...own } = gap;
  if (gap.type === 'single') return { id, type, body: withPlainOptions(single.compile(gap, markdown), gap.options) };
  return { id, type, body: gapTypeOf({ type }).compile(own, markdown) };
}

export function translateGap(gap: GapBody, overlay: GapOverlay | undefined, markdown: RenderMarkdown): GapBody {
  if (!overlay) return gap;
  const translated = gapTypeOf(gap).translate(gap.body, overlay, markdown);
  if (gap.type !== 'single') return { ...gap, body: translated };
  return { ...gap, body: withPlainOptions(translated as ChoiceBody, overlay.options ?? []) };
}
