import { inLanguage } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { Invalid, NotFound } from '../errors.ts';
import type { Answer } from './answer-updates.ts';
import { answeredWith, fingerprintOf } from './answers.ts';
import type { Assessment } from './assessment.ts';
import { isOver } from './attempt-rules.ts';
import type { AttemptRecord } from './attempt-model.ts';
import type { AttemptOutline } from './attempt-store.ts';
import { finishAttempt } from './finish-attempt.ts';
import type { QuestionType, ResponseForm } from './question-types/question-type.ts';
import { typeOf } from './question-types/registry.ts';

/** One question's part of what was sent. */
export interface SentAnswer {
  readonly question: string;
  readonly form: ResponseForm;
  /** Undefined: the mark is not spoken of. */
  readonly marked?: boolean | undefined;
  /** What the page had shown when it was loaded (`fingerprintOf`), and the name of that loading. */
  readonly shown?: string | undefined;
  readonly page?: string | undefined;
  /** A device's own name for itself and its count of events: so an event counts once, however often it is sent. */
  readonly device?: string | undefined;
  readonly sequence?: number | undefined;
}

/** `closed`: the attempt was handed in, or its time is over. Nothing was saved. */
export type Submission =
  | { readonly state: 'saved'; readonly at: Date; /** All of it stood there before. */ readonly isOld?: boolean; /** A question where a step was taken, whose consequence is to be seen. */ readonly step?: string | undefined }
  | { readonly state: 'closed' };

/** The attempt's unchanging part, if it is this learner's; somebody else's does not exist. */
export async function selectOwnOutline({ attempts }: Assessment, learner: string, id: string): Promise<AttemptOutline> {
  const outline = await attempts.selectOptionalOutline(id);
  if (!outline || outline.learner !== learner) throw new NotFound('Percobaan ini tidak ada.');
  return outline;
}

/**
 * Saves answers of an attempt; acknowledged means stored. Throws `NotFound` for a question that is not in the attempt, and
 * then saves nothing; `Invalid` (its fields are question ids) for what cannot be an answer, after saving the others.
 */
export async function submitAnswers(assessment: Assessment, outline: AttemptOutline, sent: readonly SentAnswer[], language: Language): Promise<Submission> {
  const { attempts } = assessment;
  const at = assessment.now();
  if (isOver(outline.deadline, at)) {
    const attempt = await attempts.selectOptional(outline._id);
    if (attempt) await finishAttempt(assessment, attempt);
    return { state: 'closed' };
  }
  const { said, repeated, rejected, step } = await readAnswers(assessment, outline, sent, language);
  const now = repeated.length > 0 ? await attempts.selectOptional(outline._id) : undefined;
  const answers = now ? [...said, ...repeated.filter((answer) => takesBack(answer, now))] : said;
  const saved = answers.length > 0 && (await attempts.saveAnswers(outline._id, answers, at));
  const [sentence] = Object.values(rejected);
  if (sentence !== undefined) throw new Invalid(sentence, rejected);
  return saved ? { state: 'saved', at, step } : unchanged(now ?? (await attempts.selectOptional(outline._id)), sent, at);
}

interface ReadAnswers {
  readonly said: readonly Answer[];
  /** What the page says as it showed it. */
  readonly repeated: readonly Answer[];
  /** Question id -> what to write instead. */
  readonly rejected: Readonly<Record<string, string>>;
  /** A question that is answered step by step, where one was taken now. */
  readonly step: string | undefined;
}

const STEP_TAKEN = 'Pilihan di langkah ini sudah tersimpan dan tidak dapat diubah. Lanjutkan dari tempat cerita berhenti.';

/** Where an answer goes step by step: whether this is one, and over which it goes. Reads the attempt; few types need it. */
async function stepOf({ attempts }: Assessment, attempt: string, question: string, type: QuestionType, response: unknown) {
  const stored = await attempts.selectOptional(attempt);
  const before = stored && answeredWith(stored, question)?.response;
  if (before === undefined) return { state: type.isEmpty(response) ? ('old' as const) : ('new' as const), before };
  // A page that was left open says what has long been said.
  if (type.mayFollow?.(response, before)) return { state: 'old' as const, before };
  return { state: type.mayFollow?.(before, response) ? ('new' as const) : ('refused' as const), before };
}

async function readAnswers(assessment: Assessment, outline: AttemptOutline, sent: readonly SentAnswer[], language: Language): Promise<ReadAnswers> {
  const asked = await assessment.asked.of(outline);
  const said: Answer[] = [];
  const repeated: Answer[] = [];
  const rejected: Record<string, string> = {};
  let step: string | undefined;
  for (const { question: id, form, marked, shown, page, device = page, sequence } of sent) {
    const question = asked.questions.get(id);
    if (!question || !outline.questions.some((drawn) => drawn.id === id)) throw new NotFound('Soal ini tidak ada dalam percobaan ini.');
    const type = typeOf(question);
    if (type.uploads) {
      if (marked !== undefined) said.push({ question: id, marked });
      continue;
    }
    const response = parseOrReject(() => type.parse(form, inLanguage(question.body, language)));
    if (response instanceof Invalid) {
      rejected[id] = response.message;
      continue;
    }
    const taken = type.mayFollow ? await stepOf(assessment, outline._id, id, type, response) : undefined;
    if (taken) {
      if (taken.state === 'refused') rejected[id] = STEP_TAKEN;
      if (taken.state === 'new') {
        step = id;
        said.push({ question: id, response, device, sequence, marked, onlyAfter: { response: taken.before } });
      } else if (marked !== undefined) said.push({ question: id, marked });
      continue;
    }
    const answer: Answer = { question: id, response, device, sequence };
    const isSaid = sequence !== undefined || (shown === undefined ? !type.isEmpty(response) : fingerprintOf(question, response) !== shown);
    if (isSaid) said.push({ ...answer, marked });
    else if (marked !== undefined) said.push({ question: id, marked });
    if (!isSaid && page !== undefined) repeated.push({ ...answer, onlyOver: page });
  }
  return { said, repeated, rejected, step };
}

/** A page says again what it showed when it was loaded: that is news only where the same page has said something else since. */
function takesBack({ question, response, onlyOver }: Answer, attempt: AttemptRecord): boolean {
  const answer = answeredWith(attempt, question);
  return answer !== undefined && answer.device === onlyOver && JSON.stringify(answer.response) !== JSON.stringify(response);
}

/** On a page with all questions, one that cannot be read keeps none of the others from being saved. */
function parseOrReject(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (problem) {
    if (problem instanceof Invalid) return problem;
    throw problem;
  }
}

/** Nothing was written: the page said nothing new, the event had arrived before, or the attempt is closed. */
function unchanged(attempt: AttemptRecord | undefined, sent: readonly SentAnswer[], at: Date): Submission {
  if (attempt?.state !== 'open') return { state: 'closed' };
  const first = sent[0] && answeredWith(attempt, sent[0].question);
  return { state: 'saved', at: first?.at ?? at, isOld: true };
}
