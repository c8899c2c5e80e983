import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { prose } from './parts.ts';
import { valueOf, type Criterion, type PresentedFile, type QuestionType } from './question-type.ts';
import { checkRubric, rubricAuthored } from './rubric.ts';

const MOST_FILES = 5;
const FILES_BY_DEFAULT = 3;
const LONGEST_RESPONSE = 400;
const ACCEPTED = ['photo', 'pdf'] as const;
type Accepted = (typeof ACCEPTED)[number];

interface AuthoredFile {
  readonly accept: readonly Accepted[];
  readonly most: number;
  readonly rubric: readonly Criterion[];
  readonly model_answer?: string | undefined;
}
type FileOverlay = Pick<AuthoredFile, 'model_answer'>;
interface FileBody {
  readonly accept: readonly Accepted[];
  readonly most: number;
  readonly rubric: readonly Criterion[];
  readonly modelAnswer?: string | undefined;
}

const NAME = /^([0-9a-f]{16})\.(jpeg|png|pdf)\.(\d{1,9})$/;

/** What the name of a stored file says: its kind and its size in bytes. Undefined: it is no such name. */
export function fileNamed(name: string): PresentedFile | undefined {
  const [, , kind, bytes] = NAME.exec(name) ?? [];
  return kind === 'jpeg' || kind === 'png' || kind === 'pdf' ? { id: name, kind, bytes: Number(bytes) } : undefined;
}

/** The files of a response. */
export const filesIn = (response: string): PresentedFile[] => response.split(' ').flatMap((name) => fileNamed(name) ?? []);

const STRANGE = 'Daftar berkas ini tidak dikenal. Muat ulang halamannya.';

/**
 * Photos or a PDF that a trainer marks. Files are sent on a page of their own; the response names them, separated by spaces,
 * `ID.KIND.BYTES`; '' is no answer. The author's `accept` and `most` bound them.
 */
export const fileTask: QuestionType<AuthoredFile, FileOverlay, FileBody, readonly string[], string> = {
  type: 'file',
  needsNetwork: true,
  authored: z.strictObject({
    accept: z.array(z.enum(ACCEPTED)).min(1).max(ACCEPTED.length).default([...ACCEPTED]),
    most: z.number().int().min(1).max(MOST_FILES).default(FILES_BY_DEFAULT),
    rubric: rubricAuthored,
    model_answer: prose.optional(),
  }),
  overlay: z.strictObject({ model_answer: prose.optional() }),

  check: ({ rubric, model_answer: model }) => checkRubric(rubric, model),
  compile: ({ accept, most, rubric, model_answer: model }, markdown) => ({ accept, most, rubric, modelAnswer: model && markdown(model) }),
  translate: (body, { model_answer: model }, markdown) => ({ ...body, modelAnswer: model ? markdown(model) : body.modelAnswer }),
  guessChance: () => 0,

  arrange: () => [],
  present: (_body, _arrangement, response = '') => ({ value: response, files: filesIn(response) }),
  parse(form, body) {
    const response = valueOf(form);
    const names = response.split(' ');
    if (response === '' || (response.length <= LONGEST_RESPONSE && names.length <= body.most && names.every((name) => NAME.test(name)))) return response;
    throw new Invalid(STRANGE, { response: STRANGE });
  },
  isEmpty: (response) => response === '',
  grade: () => 0,
  rubric: ({ rubric }) => rubric,
  uploads: ({ accept, most }) => ({ most, kinds: accept.flatMap((kind) => (kind === 'photo' ? (['jpeg', 'png'] as const) : (['pdf'] as const))) }),
  review: (body, _arrangement, response = '') => ({ value: response, files: filesIn(response), ...(body.modelAnswer && { modelAnswer: body.modelAnswer }) }),
  guess: () => '',

  examples: [
    {
      authored: { accept: ['photo'], most: 2, rubric: [{ id: 'jelas', title: 'Jelas terbaca', points: 1 }], model_answer: 'Lihat pelajaran.' },
      rekeyed: { accept: ['photo'], most: 2, rubric: [{ id: 'lain', title: 'Lain', points: 3 }] },
      right: [{ response: '0123456789abcdef.jpeg.182332 fedcba9876543210.png.20' }],
      wrong: [{}],
    },
  ],
};
