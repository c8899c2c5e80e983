import { z } from 'zod';
import type { RenderMarkdown } from '../../content/question-format.ts';
import { Invalid } from '../../errors.ts';
import { randomBelow } from '../random.ts';
import { allPaths, bestPath, goesOn, isBest, pathTo, sumOf, walk, type Choice, type Scene } from './case-path.ts';
import { checkScenes } from './case-problems.ts';
import { inline } from './choice.ts';
import { triedOutcomes } from './guess-outcomes.ts';
import { partId, prose } from './parts.ts';
import { letterOf, valueOf, type QuestionType, type ReviewedScene, type UnitShare } from './question-type.ts';

const MOST_SCENES = 20;
const MOST_CHOICES = 6;
const LONGEST_RESPONSE = 1000;
const MOST_POINTS = 10;

interface AuthoredChoice extends Choice {
  readonly text: string;
  /** What follows from the choice; told at once. */
  readonly consequence: string;
  /** Why it was good or not; told with the review. */
  readonly feedback?: string | undefined;
}
interface AuthoredCase {
  readonly scenes: readonly (Scene<AuthoredChoice> & { readonly text: string })[];
}
interface CaseOverlay {
  readonly scenes?: readonly {
    readonly id: string;
    readonly text?: string | undefined;
    readonly choices?: readonly { readonly id: string; readonly text?: string | undefined; readonly consequence?: string | undefined; readonly feedback?: string | undefined }[] | undefined;
  }[] | undefined;
}

/** Texts are safe HTML. */
type CaseScene = Scene<AuthoredChoice> & { readonly text: string };
interface CaseBody {
  readonly scenes: readonly CaseScene[];
  /** Unit -> points that the best way earns; only units that it earns something for. */
  readonly best: Readonly<Record<string, number>>;
}

const texts = (markdown: RenderMarkdown, { text, consequence, feedback }: Pick<AuthoredChoice, 'text' | 'consequence' | 'feedback'>) => ({
  text: inline(markdown(text)),
  consequence: markdown(consequence),
  feedback: feedback && markdown(feedback),
});

const shares = ({ best }: CaseBody, choices: readonly Choice[]): UnitShare[] => {
  const earned = sumOf(choices);
  const all = Object.values(best).reduce((sum, points) => sum + points, 0);
  return Object.entries(best).map(([competency, points]) => ({
    competency,
    weight: points / all,
    earned: Math.min(1, Math.max(0, (earned[competency] ?? 0) / points)),
  }));
};
const shareOf = (body: CaseBody, choices: readonly Choice[]): number => shares(body, choices).reduce((sum, { weight, earned }) => sum + weight * earned, 0);
const choicesOn = (body: CaseBody, response = ''): AuthoredChoice[] => walk<AuthoredChoice, CaseScene>(body.scenes, response)?.steps.map(({ choice }) => choice) ?? [];

/** Sums of fractions: a third three times is the whole. */
const WHOLE = 1 - 1e-9;

const STRANGE = 'Pilihan ini tidak ada pada cerita. Muat ulang halamannya, lalu pilih lagi.';
const plain = (html: string): string => html.replace(/<[^>]*>/g, '').replaceAll('\u00ad', '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();

function reviewScenes(body: CaseBody, response: string): ReviewedScene[] {
  const { steps = [], next } = walk<AuthoredChoice, CaseScene>(body.scenes, response) ?? {};
  const visited = [...steps.map(({ scene, choice }) => ({ scene, chosen: choice.id as string | undefined })), ...(next ? [{ scene: next, chosen: undefined }] : [])];
  return visited.map(({ scene, chosen }) => ({
    text: scene.text,
    consequence: scene.choices.find(({ id }) => id === chosen)?.consequence,
    options: scene.choices.map((choice, index) => {
      const good = isBest(body.scenes, scene, choice);
      const option = { id: choice.id, letter: letterOf(index), text: choice.text, chosen: choice.id === chosen };
      if (!option.chosen && !good) return option;
      return { ...option, state: option.chosen ? (good ? ('right' as const) : ('wrong' as const)) : ('missed' as const), ...(choice.feedback && { feedback: choice.feedback }) };
    }),
  }));
}

/**
 * A story that goes on as one chooses. The response is the way gone, `scene.choice/scene.choice`; each step stays once it is
 * taken, since its consequence has been told. Points are given by unit of competency: of each unit what the best way earns is
 * the whole, and less than nothing is nothing.
 */
export const caseStudy: QuestionType<AuthoredCase, CaseOverlay, CaseBody, readonly string[], string> = {
  type: 'case',
  needsNetwork: true,
  authored: z.strictObject({
    scenes: z
      .array(
        z.strictObject({
          id: partId,
          text: prose,
          choices: z
            .array(
              z.strictObject({
                id: partId,
                text: prose,
                consequence: prose,
                to: z.string().optional(),
                scores: z.record(z.string(), z.number().min(-MOST_POINTS).max(MOST_POINTS)).default({}),
                feedback: prose.optional(),
              }),
            )
            .min(2)
            .max(MOST_CHOICES),
        }),
      )
      .min(1)
      .max(MOST_SCENES),
  }),
  overlay: z.strictObject({
    scenes: z
      .array(
        z.strictObject({
          id: z.string(),
          text: prose.optional(),
          choices: z.array(z.strictObject({ id: z.string(), text: prose.optional(), consequence: prose.optional(), feedback: prose.optional() })).optional(),
        }),
      )
      .optional(),
  }),

  check: ({ scenes }, competency) => checkScenes(scenes, competency),
  unitsIn: ({ scenes }) =>
    scenes.flatMap(({ choices }, at) =>
      choices.flatMap(({ scores }, index) => Object.keys(scores).map((code) => ({ path: ['scenes', at, 'choices', index, 'scores', code], code }))),
    ),
  compile: ({ scenes }, markdown) => ({
    scenes: scenes.map(({ id, text, choices }) => ({
      id,
      text: markdown(text),
      choices: choices.map((choice) => ({ id: choice.id, to: choice.to, scores: choice.scores, ...texts(markdown, choice) })),
    })),
    best: Object.fromEntries(Object.entries(sumOf(bestPath(scenes))).filter(([, points]) => points > 0)),
  }),
  translate: (body, overlay, markdown) => ({
    ...body,
    scenes: body.scenes.map((scene) => {
      const own = overlay.scenes?.find(({ id }) => id === scene.id);
      return {
        ...scene,
        text: own?.text ? markdown(own.text) : scene.text,
        choices: scene.choices.map((choice) => {
          const words = own?.choices?.find(({ id }) => id === choice.id);
          return {
            ...choice,
            text: words?.text ? inline(markdown(words.text)) : choice.text,
            consequence: words?.consequence ? markdown(words.consequence) : choice.consequence,
            feedback: words?.feedback ? markdown(words.feedback) : choice.feedback,
          };
        }),
      };
    }),
  }),
  guessChance(body) {
    let chance = 0;
    for (const path of allPaths(body.scenes)) if (shareOf(body, path.choices) > WHOLE) chance += path.chance;
    return chance;
  },
  guessOutcomes: (body) => triedOutcomes(caseStudy, body),

  // A story's choices stand where its author put them: they are often an order of their own.
  arrange: () => [],
  present(body, _arrangement, response = '') {
    const { steps, next } = walk<AuthoredChoice, CaseScene>(body.scenes, response) ?? { steps: [], next: body.scenes[0] };
    return {
      value: response,
      scenes: [
        ...steps.map(({ scene, choice }) => ({ text: scene.text, choice: choice.text, consequence: choice.consequence })),
        ...(next ? [{ text: next.text }] : []),
      ],
      choices: (next?.choices ?? []).map((choice, index) => ({
        id: pathTo(response, next?.id ?? '', choice.id),
        letter: letterOf(index),
        text: choice.text,
        chosen: false,
      })),
    };
  },
  parse(form, body) {
    const response = valueOf(form);
    if (response.length <= LONGEST_RESPONSE && walk<AuthoredChoice, CaseScene>(body.scenes, response)) return response;
    throw new Invalid(STRANGE, { response: STRANGE });
  },
  isEmpty: (response) => response === '',
  isComplete: (body, response) => walk<AuthoredChoice, CaseScene>(body.scenes, response)?.next === undefined,
  mayFollow: goesOn,
  grade: (body, response) => shareOf(body, choicesOn(body, response)),
  gradeByUnit: (body, response) => shares(body, choicesOn(body, response)),
  review: (body, _arrangement, response = '') => ({
    scenes: reviewScenes(body, response),
    answer: bestPath<AuthoredChoice, CaseScene>(body.scenes).map(({ text }) => plain(text)).join(' → '),
  }),
  guess(body, random) {
    let path = '';
    for (let scene: CaseScene | undefined = body.scenes[0]; scene; ) {
      const choice: AuthoredChoice | undefined = scene.choices[randomBelow(scene.choices.length, random)];
      if (!choice) break;
      path = pathTo(path, scene.id, choice.id);
      scene = body.scenes.find(({ id }) => id === choice.to);
    }
    return path;
  },

  examples: [
    {
      authored: {
        scenes: [
          {
            id: 'pintu', text: 'Bu Sumi membuka pintu sedikit saja.',
            choices: [
              { id: 'a', text: 'Memperkenalkan diri', consequence: 'Pintu terbuka.', to: 'ruang', scores: { 'X.01': 2 }, feedback: 'Salam dahulu.' },
              { id: 'b', text: 'Masuk saja', consequence: 'Ia menutup pintu.', scores: { 'X.01': -1 } },
            ],
          },
          {
            id: 'ruang', text: 'Ia bercerita tentang anaknya.',
            choices: [
              { id: 'a', text: 'Mendengarkan', consequence: 'Ia lega.', scores: { 'X.02': 1, 'X.01': 1 } },
              { id: 'b', text: 'Memotretnya', consequence: 'Ia diam.', scores: {} },
            ],
          },
        ],
      },
      rekeyed: {
        scenes: [
          {
            id: 'pintu', text: 'Bu Sumi membuka pintu sedikit saja.',
            choices: [
              { id: 'a', text: 'Memperkenalkan diri', consequence: 'Pintu terbuka.', to: 'ruang', scores: {} },
              { id: 'b', text: 'Masuk saja', consequence: 'Ia menutup pintu.', scores: { 'X.03': 5 }, feedback: 'Begitu.' },
            ],
          },
          {
            id: 'ruang', text: 'Ia bercerita tentang anaknya.',
            choices: [
              { id: 'a', text: 'Mendengarkan', consequence: 'Ia lega.', scores: {} },
              { id: 'b', text: 'Memotretnya', consequence: 'Ia diam.', scores: {} },
            ],
          },
        ],
      },
      right: [{ response: 'pintu.a/ruang.a' }, { response: ['pintu.a', 'pintu.a/ruang.a'] }],
      wrong: [{}, { response: 'pintu.b' }],
    },
  ],
};
