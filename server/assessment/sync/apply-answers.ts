import { Invalid } from '../../errors.ts';
import { answerForm, sentFromAll, sentFromQuestion } from '../answer-form.ts';
import type { AttemptOutline } from '../attempt-store.ts';
import { submitAnswers, type SentAnswer } from '../submit-answer.ts';
import { ALREADY, ARRIVED, arrivedFrom, offlineOutline, orRefused, refused, type Applying, type Of, type Verdict } from './applying.ts';

const UNREADABLE = 'Catatan ini tidak dapat dibaca.';
const CLOSED = 'Percobaan ini sudah selesai, jadi jawaban ini tidak tersimpan. Jawaban sebelumnya sudah dinilai.';

interface Readable {
  readonly event: Of<'answer'>;
  /** One question of a page of its own, or those that a page of all speaks of. */
  readonly sent: readonly SentAnswer[];
}

function readable(outline: AttemptOutline, event: Of<'answer'>): Readable | undefined {
  const fields: Record<string, string | string[]> = {};
  const given = new URLSearchParams(event.form);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    fields[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  const parsed = answerForm.safeParse({ ...fields, device: event.device, sequence: event.sequence });
  const drawn = event.number === undefined ? undefined : outline.questions[event.number - 1];
  if (!parsed.success || (event.number !== undefined && !drawn)) return undefined;
  const sending = { form: parsed.data, query: {}, wantsJson: true };
  return { event, sent: drawn ? [sentFromQuestion(drawn.id, sending)] : sentFromAll(outline.questions.map(({ id }) => id), sending) };
}

/** The next that can be saved in one go: none of them speaks of a question that one before it speaks of. */
function roundOf(waiting: readonly Readable[]): readonly Readable[] {
  const spoken = new Set<string>();
  const end = waiting.findIndex(({ sent }) => sent.some(({ question }) => spoken.size === spoken.add(question).size));
  return end < 0 ? waiting : waiting.slice(0, Math.max(1, end));
}

/** An acknowledgement that was lost: the answer is in the attempt that has ended since. */
async function hasArrived({ assessment }: Applying, attempt: string, { event, sent }: Readable): Promise<boolean> {
  const stored = await assessment.attempts.selectOptional(attempt);
  return stored !== undefined && sent.some(({ question }) => arrivedFrom(stored, question, event.device) >= event.sequence);
}

async function saveRound(applying: Applying, outline: AttemptOutline, round: readonly Readable[], verdicts: Map<Of<'answer'>, Verdict>): Promise<void> {
  try {
    const submission = await submitAnswers(applying.assessment, outline, round.flatMap(({ sent }) => sent), applying.language);
    for (const one of round) {
      if (submission.state === 'saved') verdicts.set(one.event, submission.isOld ? ALREADY : ARRIVED);
      else verdicts.set(one.event, (await hasArrived(applying, outline._id, one)) ? ALREADY : refused(CLOSED));
    }
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem;
    // What cannot be read is refused by itself; of the others it is not known whether they were saved.
    const wrong = round.filter(({ sent }) => sent.some(({ question }) => problem.fields[question] !== undefined));
    const sound = round.filter((one) => !wrong.includes(one));
    for (const { event, sent } of wrong) verdicts.set(event, refused(sent.flatMap(({ question }) => problem.fields[question] ?? [])[0] ?? problem.message));
    if (wrong.length === 0) throw problem;
    if (sound.length > 0) await saveRound(applying, outline, sound, verdicts);
  }
}

/** Answers of one attempt, in the order in which they came. */
export async function applyAnswers(applying: Applying, attempt: string, events: readonly Of<'answer'>[]): Promise<Verdict[]> {
  const outline = await orRefused(() => offlineOutline(applying, attempt));
  if ('state' in outline) return events.map(() => outline);
  const verdicts = new Map<Of<'answer'>, Verdict>();
  let waiting = events.flatMap((event) => readable(outline, event) ?? []);
  while (waiting.length > 0) {
    const round = roundOf(waiting);
    await saveRound(applying, outline, round, verdicts);
    waiting = waiting.slice(round.length);
  }
  return events.map((event) => verdicts.get(event) ?? refused(UNREADABLE));
}
