import { z } from 'zod';
import type { RenderMarkdown } from '../../content/question-format.ts';
import { Invalid } from '../../errors.ts';
import { shuffled, type Random } from '../random.ts';
import { letterOf, type PresentedOption, type ReviewedOption } from './question-type.ts';

/** Options that are chosen from: what `single` and `multiple` share. */
const LEAST_OPTIONS = 2;
const MOST_OPTIONS = 8;
const LONGEST_ID = 20;
const prose = z.string().trim().min(1);

export const choiceAuthored = {
  options: z
    .array(
      z.strictObject({
        id: z.string().trim().min(1).max(LONGEST_ID),
        text: prose,
        correct: z.boolean().default(false),
        feedback: prose.optional(),
      }),
    )
    .min(LEAST_OPTIONS)
    .max(MOST_OPTIONS),
  shuffle_options: z.boolean().default(true),
};

export const choiceOverlay = z.strictObject({
  options: z.array(z.strictObject({ id: z.string(), text: prose.optional(), feedback: prose.optional() })).optional(),
});

interface AuthoredOption {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly feedback?: string | undefined;
}

export interface AuthoredChoice {
  readonly options: readonly AuthoredOption[];
  readonly shuffle_options: boolean;
}

export type ChoiceOverlay = z.output<typeof choiceOverlay>;

export interface ChoiceBody {
  readonly options: readonly {
    readonly id: string;
    /** Safe HTML. */
    readonly text: string;
    readonly correct: boolean;
    readonly feedback?: string | undefined;
  }[];
  readonly shuffle: boolean;
}

/** A text of one paragraph stands in a label without the paragraph around it. */
export const inline = (html: string): string => {
  const only = /^<p>([\s\S]*)<\/p>\s*$/.exec(html.trim())?.[1];
  return only === undefined || only.includes('<p>') ? html : only;
};

export const compileChoice = (authored: AuthoredChoice, markdown: RenderMarkdown): ChoiceBody => ({
  options: authored.options.map(({ id, text, correct, feedback }) => ({
    id,
    text: inline(markdown(text)),
    correct,
    feedback: feedback && markdown(feedback),
  })),
  shuffle: authored.shuffle_options,
});

export const translateChoice = <Body extends ChoiceBody>(body: Body, overlay: ChoiceOverlay, markdown: RenderMarkdown): Body => ({
  ...body,
  options: body.options.map((option) => {
    const translated = overlay.options?.find((candidate) => candidate.id === option.id);
    return {
      ...option,
      text: translated?.text ? inline(markdown(translated.text)) : option.text,
      feedback: translated?.feedback ? markdown(translated.feedback) : option.feedback,
    };
  }),
});

export const arrangeChoice = (body: ChoiceBody, random: Random): string[] => {
  const ids = body.options.map((option) => option.id);
  return body.shuffle ? shuffled(ids, random) : ids;
};

/** The options in the order drawn; one that was added since stands at the end, one that is gone is left out. */
const inOrder = (body: ChoiceBody, arrangement: readonly string[]): ChoiceBody['options'] => {
  const placeOf = (id: string) => (arrangement.includes(id) ? arrangement.indexOf(id) : arrangement.length);
  return body.options.toSorted((one, other) => placeOf(one.id) - placeOf(other.id));
};

export const presentOptions = (body: ChoiceBody, arrangement: readonly string[], chosen: readonly string[]): PresentedOption[] =>
  inOrder(body, arrangement).map(({ id, text }, index) => ({ id, letter: letterOf(index), text, chosen: chosen.includes(id) }));

/** Marks stand beside what was chosen and what should have been; so does their feedback. */
export const reviewOptions = (body: ChoiceBody, arrangement: readonly string[], chosen: readonly string[]): ReviewedOption[] => {
  const byId = new Map(body.options.map((option) => [option.id, option]));
  return presentOptions(body, arrangement, chosen).map((presented) => {
    const option = byId.get(presented.id);
    if (!option || (!presented.chosen && !option.correct)) return presented;
    const state = presented.chosen ? (option.correct ? 'right' : 'wrong') : 'missed';
    return { ...presented, state, ...(option.feedback && { feedback: option.feedback }) };
  });
};

export const requireKnown = (ids: readonly string[], body: ChoiceBody): void => {
  if (ids.every((id) => body.options.some((option) => option.id === id))) return;
  throw new Invalid('Pilihan ini tidak ada pada soal. Muat ulang halamannya, lalu pilih lagi.', {
    response: 'Pilihan ini tidak ada pada soal. Muat ulang halamannya, lalu pilih lagi.',
  });
};
