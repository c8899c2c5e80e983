import { z } from 'zod';
import type { QuestionProblem } from '../../content/question-format.ts';
import { randomBelow } from '../random.ts';
import { inline, presentOptions, requireKnown, reviewOptions, type ChoiceBody } from './choice.ts';
import { checkChoice, noCorrectOption, twoCorrectOptions } from './choice-problems.ts';
import { line, partId, problem, prose } from './parts.ts';
import { letterOf, valueOf, type QuestionType } from './question-type.ts';

const MOST_REGIONS = 12;
const SHAPES = ['rect', 'oval'] as const;
/** Left, top, width, height, in percent of the picture. */
const area = z.tuple([z.number(), z.number(), z.number(), z.number()]);
type Area = readonly [left: number, top: number, width: number, height: number];

interface AuthoredRegion {
  readonly id: string;
  readonly label: string;
  readonly area: Area;
  readonly shape: (typeof SHAPES)[number];
  readonly correct: boolean;
  readonly feedback?: string | undefined;
}
interface AuthoredHotspot {
  /** Markdown of one picture. */
  readonly picture: string;
  readonly regions: readonly AuthoredRegion[];
}
interface HotspotOverlay {
  readonly picture?: string | undefined;
  readonly regions?: readonly { readonly id: string; readonly label?: string | undefined; readonly feedback?: string | undefined }[] | undefined;
}
interface HotspotBody extends ChoiceBody {
  /** Safe HTML: the picture. */
  readonly picture: string;
  readonly places: readonly { readonly id: string; readonly area: Area; readonly shape: (typeof SHAPES)[number] }[];
}

const withoutFigure = (html: string): string => inline(html.trim().replace(/^<figure>([\s\S]*)<\/figure>$/, '$1'));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const chosen = (response: string | undefined): string[] => (response ? [response] : []);
const onPicture = (body: HotspotBody) => ({
  picture: body.picture,
  places: body.places.map((place, index) => ({ ...place, letter: letterOf(index) })),
});

/** In words of regions what `checkChoice` says of options. */
const asRegion = (found: QuestionProblem): QuestionProblem => ({
  ...found,
  path: found.path.map((step) => (step === 'options' ? 'regions' : step === 'text' ? 'label' : step)),
});

const pictureProblems = (picture: string): QuestionProblem[] =>
  /^!\[[^\]]+\]\([^)\s]+\)$/.test(picture)
    ? []
    : [
        problem('no-picture', 'error', ['picture'],
          { id: 'Ini bukan satu gambar.', en: 'This is not one picture.' },
          { id: 'Tulis seperti di pelajaran: "![Denah dapur](media/denah.svg)".', en: 'Write it as in a lesson: "![Plan of a kitchen](media/plan.svg)".' }),
      ];

const isInside = ([left, top, width, height]: Area): boolean =>
  left >= 0 && top >= 0 && width > 0 && height > 0 && left + width <= 100 && top + height <= 100;

/**
 * A place on a picture. The regions are named, so that who does not see or point answers as well: the response is a region's
 * id, '' when none is chosen. The page offers them as a list below the picture; a tap on the picture chooses in that list.
 */
export const hotspot: QuestionType<AuthoredHotspot, HotspotOverlay, HotspotBody, readonly string[], string> = {
  type: 'hotspot',
  authored: z.strictObject({
    picture: prose,
    regions: z
      .array(z.strictObject({ id: partId, label: line, area, shape: z.enum(SHAPES).default('rect'), correct: z.boolean().default(false), feedback: prose.optional() }))
      .min(2)
      .max(MOST_REGIONS),
  }),
  overlay: z.strictObject({
    picture: prose.optional(),
    regions: z.array(z.strictObject({ id: z.string(), label: line.optional(), feedback: prose.optional() })).optional(),
  }),

  check({ picture, regions }) {
    const options = regions.map(({ id, label, correct, feedback }) => ({ id, text: label, correct, feedback }));
    const correct = regions.flatMap((region, index) => (region.correct ? [index] : []));
    return [
      ...pictureProblems(picture),
      ...checkChoice({ options, shuffle_options: false }).map(asRegion),
      ...(correct.length === 0
        ? [asRegion(noCorrectOption({ id: 'Tambahkan "correct: true" pada satu daerah.', en: 'Add "correct: true" to one region.' }))]
        : []),
      ...correct.slice(1).map(twoCorrectOptions).map(asRegion),
      ...regions.flatMap((region, index) =>
        isInside(region.area)
          ? []
          : [
              problem('region-outside', 'error', ['regions', index, 'area'],
                { id: `Daerah "${region.id}" keluar dari gambar.`, en: `The region "${region.id}" leaves the picture.` },
                { id: 'Tulis [kiri, atas, lebar, tinggi] dalam persen gambar, misalnya [10, 20, 30, 15].', en: 'Write [left, top, width, height] in percent of the picture, e.g. [10, 20, 30, 15].' }),
            ],
      ),
    ];
  },
  checkTranslation: (_body, { picture }) => (picture === undefined ? [] : pictureProblems(picture)),
  compile: ({ picture, regions }, markdown) => ({
    picture: withoutFigure(markdown(picture)),
    places: regions.map(({ id, area: place, shape }) => ({ id, area: place, shape })),
    options: regions.map(({ id, label, correct, feedback }) => ({ id, text: escaped(label), correct, feedback: feedback && markdown(feedback) })),
    shuffle: false,
  }),
  translate: (body, overlay, markdown) => ({
    ...body,
    picture: overlay.picture ? withoutFigure(markdown(overlay.picture)) : body.picture,
    options: body.options.map((option) => {
      const own = overlay.regions?.find(({ id }) => id === option.id);
      return { ...option, text: own?.label ? escaped(own.label) : option.text, feedback: own?.feedback ? markdown(own.feedback) : option.feedback };
    }),
  }),
  guessChance: (body) => 1 / body.options.length,

  // The regions stay where they are on the picture: their order is no matter of chance.
  arrange: () => [],
  present: (body, _arrangement, response) => ({ ...onPicture(body), options: presentOptions(body, body.places.map(({ id }) => id), chosen(response)) }),
  parse(form, body) {
    const response = valueOf(form);
    requireKnown(chosen(response), body);
    return response;
  },
  isEmpty: (response) => response === '',
  grade: (body, response) => (body.options.some((option) => option.correct && option.id === response) ? 1 : 0),
  review: (body, _arrangement, response) => ({ ...onPicture(body), options: reviewOptions(body, body.places.map(({ id }) => id), chosen(response)) }),
  guess: (body, random) => body.options[randomBelow(body.options.length, random)]?.id ?? '',

  examples: [
    {
      authored: {
        picture: '![Denah dapur](media/denah.svg)',
        regions: [
          { id: 'a', label: 'Kompor', area: [10, 10, 20, 20], shape: 'rect', correct: false, feedback: 'Kompornya jauh dari tirai.' },
          { id: 'b', label: 'Tirai', area: [40, 10, 20, 50], shape: 'rect', correct: true, feedback: 'Benar.' },
          { id: 'c', label: 'Keset', area: [70, 80, 20, 15], shape: 'oval', correct: false },
        ],
      },
      rekeyed: {
        picture: '![Denah dapur](media/denah.svg)',
        regions: [
          { id: 'a', label: 'Kompor', area: [10, 10, 20, 20], shape: 'rect', correct: true },
          { id: 'b', label: 'Tirai', area: [40, 10, 20, 50], shape: 'rect', correct: false },
          { id: 'c', label: 'Keset', area: [70, 80, 20, 15], shape: 'oval', correct: false, feedback: 'Bukan.' },
        ],
      },
      right: [{ response: 'b' }],
      wrong: [{}, { response: 'a' }],
    },
  ],
};
