import { z } from 'zod';
import { shuffled } from '../random.ts';
import { inline } from './choice.ts';
import { triedOutcomes } from './guess-outcomes.ts';
import { partId, problem, prose, repeatedIds, repeatedTexts, requireOffered, valuesOfParts, type PartsResponse } from './parts.ts';
import type { QuestionType } from './question-type.ts';

const LEAST_ITEMS = 3;
const MOST_ITEMS = 10;
const SCORINGS = ['all-or-nothing', 'per-part', 'longest-correct-subsequence'] as const;
type Scoring = (typeof SCORINGS)[number];

interface AuthoredOrdering {
  readonly items: readonly { readonly id: string; readonly text: string }[];
  /** Ids of the items, first to last. */
  readonly order: readonly string[];
  readonly scoring: Scoring;
  readonly feedback_wrong?: string | undefined;
}
interface OrderingOverlay {
  readonly items?: readonly { readonly id: string; readonly text?: string | undefined }[] | undefined;
  readonly feedback_wrong?: string | undefined;
}
interface OrderingBody {
  readonly items: readonly { readonly id: string; /** Safe HTML. */ readonly text: string }[];
  readonly order: readonly string[];
  readonly scoring: Scoring;
  readonly feedbackWrong?: string | undefined;
}

/** Places of the items in the right order; NaN where an item has none. */
const placesOf = (body: OrderingBody, response: PartsResponse): number[] => body.order.map((id) => Number(response[id] ?? Number.NaN));

/**
 * Length of the longest strictly increasing subsequence: so many items stand in the right order among themselves. Two items
 * at one place are in no order (Schensted, Canadian Journal of Mathematics 13, 1961; here the plain quadratic form).
 */
export function longestRun(places: readonly number[]): number {
  const lengths: number[] = [];
  places.forEach((place, index) => {
    const before = places.slice(0, index).map((earlier, at) => (earlier < place ? (lengths[at] ?? 0) : 0));
    lengths.push(Number.isNaN(place) ? 0 : 1 + Math.max(0, ...before));
  });
  return Math.max(0, ...lengths);
}

const rightPlaces = (places: readonly number[]): number => places.filter((place, index) => place === index + 1).length;

/** One item alone is always in order: it earns nothing, all of them in order earn the whole. */
const gradeRun = (places: readonly number[]): number => Math.max(0, longestRun(places) - 1) / (places.length - 1);

const isWholeOrder = (body: OrderingBody, response: PartsResponse): boolean =>
  new Set(Object.values(response)).size === body.items.length;

const byId = <T extends { readonly id: string }>(items: readonly T[], ids: readonly string[]): T[] =>
  ids.flatMap((id) => items.find((item) => item.id === id) ?? []);

/**
 * Items to be numbered, first to last. The response: item id -> its place, `1` and up; places may be missing or given twice
 * while somebody is at work. `all-or-nothing`: the whole order is right; `per-part`: each item at its own place earns its
 * share; `longest-correct-subsequence`: of n items, the k that stand in the right order among themselves earn (k-1)/(n-1).
 */
export const ordering: QuestionType<AuthoredOrdering, OrderingOverlay, OrderingBody, readonly string[], PartsResponse> = {
  type: 'ordering',
  authored: z.strictObject({
    items: z.array(z.strictObject({ id: partId, text: prose })).min(LEAST_ITEMS).max(MOST_ITEMS),
    order: z.array(z.string()),
    scoring: z.enum(SCORINGS).default('all-or-nothing'),
    feedback_wrong: prose.optional(),
  }),
  overlay: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), text: prose.optional() })).optional(),
    feedback_wrong: prose.optional(),
  }),

  check({ items, order, feedback_wrong: wrong }) {
    const ids = items.map(({ id }) => id);
    const sorted = ids.toSorted().join(' ');
    return [
      ...repeatedIds('items', items),
      ...repeatedTexts('items', items),
      ...(order.toSorted().join(' ') === sorted
        ? []
        : [
            problem('order-of-other-items', 'error', ['order'],
              { id: 'Urutan ini tidak menyebut setiap butir tepat satu kali.', en: 'This order does not name every item exactly once.' },
              { id: `Susun id berikut dari yang pertama: ${ids.join(', ')}.`, en: `Put these ids in order, first to last: ${ids.join(', ')}.` }),
          ]),
      ...(order.join(' ') === sorted
        ? [
            problem('telling-option-id', 'warning', ['order'],
              { id: 'Urutan id membocorkan kunci: id terbaca di sumber halaman.', en: 'The order of the ids gives the key away: ids can be read in the page\u2019s source.' },
              { id: 'Tulis butirnya dalam urutan lain, sehingga "order" bukan urutan abjad.', en: 'Write the items in another order, so that "order" is not alphabetical.' }),
          ]
        : []),
      ...(wrong === undefined
        ? [
            problem('missing-feedback', 'warning', [],
              { id: 'Belum ada umpan balik bagi yang salah mengurutkan.', en: 'There is no feedback for a wrong order.' },
              { id: 'Tambahkan "feedback_wrong:".', en: 'Add "feedback_wrong:".' }),
          ]
        : []),
    ];
  },
  compile: ({ items, order, scoring, feedback_wrong: wrong }, markdown) => ({
    items: items.map(({ id, text }) => ({ id, text: inline(markdown(text)) })),
    order,
    scoring,
    feedbackWrong: wrong && markdown(wrong),
  }),
  translate: (body, overlay, markdown) => ({
    ...body,
    items: body.items.map((item) => {
      const text = overlay.items?.find(({ id }) => id === item.id)?.text;
      return { ...item, text: text ? inline(markdown(text)) : item.text };
    }),
    feedbackWrong: overlay.feedback_wrong ? markdown(overlay.feedback_wrong) : body.feedbackWrong,
  }),
  guessChance: ({ items }) => items.reduce((chance, _item, index) => chance / (index + 1), 1),
  guessOutcomes: (body) => triedOutcomes(ordering, body),

  arrange: (body, random) => shuffled(body.items.map(({ id }) => id), random),
  // In the order drawn, until there is a whole order of the learner's own.
  present(body, arrangement, response = {}) {
    const shown = [...arrangement, ...body.items.map(({ id }) => id).filter((id) => !arrangement.includes(id))];
    const own = isWholeOrder(body, response) ? shown.toSorted((one, other) => Number(response[one]) - Number(response[other])) : shown;
    const places = body.items.map((_item, index) => ({ id: String(index + 1), text: String(index + 1) }));
    return { parts: byId(body.items, own).map(({ id, text }) => ({ id, label: text, options: places, value: response[id] ?? '' })) };
  },
  parse(form, body) {
    const values = valuesOfParts(form, body.items.map(({ id }) => id));
    for (const [, value] of values) requireOffered(value, body.items.map((_item, index) => String(index + 1)));
    return Object.fromEntries(values);
  },
  isEmpty: (response) => Object.keys(response).length === 0,
  isComplete: isWholeOrder,
  grade(body, response) {
    const places = placesOf(body, response);
    if (body.scoring === 'longest-correct-subsequence') return gradeRun(places);
    const right = rightPlaces(places);
    return body.scoring === 'per-part' ? right / places.length : Number(right === places.length);
  },
  review(body, _arrangement, response = {}) {
    const places = placesOf(body, response);
    const parts = byId(body.items, body.order).map(({ id, text }, index) => ({
      id,
      label: text,
      value: response[id] ?? '',
      state: places[index] === index + 1 ? ('right' as const) : ('wrong' as const),
      given: response[id] ?? '',
      answer: String(index + 1),
    }));
    const isRight = rightPlaces(places) === places.length;
    return { parts, ...(body.feedbackWrong && !isRight && { feedback: body.feedbackWrong }) };
  },
  guess: ({ items }, random) =>
    Object.fromEntries(shuffled(items.map(({ id }) => id), random).map((id, index) => [id, String(index + 1)])),

  examples: [
    {
      authored: {
        items: [{ id: 'a', text: 'Rujukan' }, { id: 'b', text: 'Pendataan' }, { id: 'c', text: 'Asesmen' }, { id: 'd', text: 'Pemantauan' }],
        order: ['b', 'c', 'a', 'd'],
        scoring: 'longest-correct-subsequence',
        feedback_wrong: 'Data dahulu, lalu asesmen.',
      },
      rekeyed: {
        items: [{ id: 'a', text: 'Rujukan' }, { id: 'b', text: 'Pendataan' }, { id: 'c', text: 'Asesmen' }, { id: 'd', text: 'Pemantauan' }],
        order: ['d', 'a', 'c', 'b'],
        scoring: 'all-or-nothing',
      },
      right: [{ 'response.b': '1', 'response.c': '2', 'response.a': '3', 'response.d': '4' }],
      wrong: [{}, { 'response.b': '4', 'response.c': '3', 'response.a': '2', 'response.d': '1' }, { 'response.b': '1' }, { 'response.b': '2', 'response.c': '2' }],
    },
    {
      authored: {
        items: [{ id: 'x', text: 'Bilas' }, { id: 'y', text: 'Sabun' }, { id: 'z', text: 'Basahi' }],
        order: ['z', 'y', 'x'],
        scoring: 'all-or-nothing',
      },
      rekeyed: {
        items: [{ id: 'x', text: 'Bilas' }, { id: 'y', text: 'Sabun' }, { id: 'z', text: 'Basahi' }],
        order: ['y', 'x', 'z'],
        scoring: 'per-part',
        feedback_wrong: 'Coba lagi.',
      },
      right: [{ 'response.z': '1', 'response.y': '2', 'response.x': '3' }],
      wrong: [{}, { 'response.z': '1', 'response.y': '3', 'response.x': '2' }],
    },
  ],
};
