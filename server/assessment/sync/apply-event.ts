import { Invalid, NotFound } from '../../errors.ts';
import { findLesson } from '../../learning/present-lesson.ts';
import { selectVisit } from '../../learning/select-course.ts';
import type { Language } from '../../web/i18n/language.ts';
import type { Viewer } from '../../web/viewer.ts';
import { answerForm, sentFromAll, sentFromQuestion } from '../answer-form.ts';
import { answeredWith } from '../answers.ts';
import type { Assessment } from '../assessment.ts';
import type { AttemptOutline } from '../attempt-store.ts';
import { finishAttempt } from '../finish-attempt.ts';
import { selectOwnOutline, submitAnswers } from '../submit-answer.ts';
import { eventForm, keyOf, type PhoneEvent } from './sync-form.ts';

/** `arrived`: it counts now, or did already. `later`: something has to arrive first. `refused`: it changes nothing, and `why`. */
export interface Outcome {
  readonly key: string;
  readonly state: 'arrived' | 'later' | 'refused';
  readonly why?: string;
}

const UNREADABLE = 'Catatan ini tidak dapat dibaca.';
const FORGED = 'Catatan ini tidak cocok dengan namanya sendiri.';
const NEEDS_NETWORK = 'Ujian dan kuis dengan batas waktu dikerjakan dengan jaringan.';
const CLOSED = 'Percobaan ini sudah selesai, jadi jawaban ini tidak tersimpan. Jawaban sebelumnya sudah dinilai.';
const ELSEWHERE = 'Anda belum terdaftar di pelatihan ini.';
const NO_LESSON = 'Pelajaran ini sudah tidak ada.';

interface Applying {
  readonly assessment: Assessment;
  readonly viewer: Viewer;
  readonly language: Language;
}

type Of<Kind extends PhoneEvent['kind']> = Extract<PhoneEvent, { kind: Kind }>;

async function read({ assessment, viewer, language }: Applying, event: Of<'read'> | Of<'time'>): Promise<void> {
  const { course, enrolment, outline } = await selectVisit(assessment.learning, viewer, event.course, language);
  if (!enrolment) throw new Invalid(ELSEWHERE);
  if (!findLesson(course, event.lesson, outline.drafts)) throw new NotFound(NO_LESSON);
  const { enrolments } = assessment.learning;
  if (event.kind === 'read') await enrolments.markRead(viewer.id, course.id, event.lesson);
  else await enrolments.countSeconds(viewer.id, course.id, event.lesson, event.device, event.seconds);
}

/** Only what the learner may do without a network. */
async function offlineOutline({ assessment, viewer }: Applying, id: string): Promise<AttemptOutline> {
  const outline = await selectOwnOutline(assessment, viewer.id, id);
  const { quiz } = await assessment.asked.of(outline);
  if (outline.deadline || quiz.kind === 'exam') throw new Invalid(NEEDS_NETWORK);
  return outline;
}

async function answer(applying: Applying, event: Of<'answer'>): Promise<void> {
  const outline = await offlineOutline(applying, event.attempt);
  const fields: Record<string, string | string[]> = {};
  const sentFields = new URLSearchParams(event.form);
  for (const name of new Set(sentFields.keys())) {
    const values = sentFields.getAll(name);
    fields[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  const parsed = answerForm.safeParse({ ...fields, device: event.device, sequence: event.sequence });
  const drawn = event.number === undefined ? undefined : outline.questions[event.number - 1];
  if (!parsed.success || (event.number !== undefined && !drawn)) throw new Invalid(UNREADABLE);
  const sending = { form: parsed.data, query: {}, wantsJson: true };
  const sent = drawn ? [sentFromQuestion(drawn.id, sending)] : sentFromAll(outline.questions.map(({ id }) => id), sending);
  const { state } = await submitAnswers(applying.assessment, outline, sent, applying.language);
  if (state === 'closed' && !(await hasArrived(applying, event.attempt, event.device, sent.map(({ question }) => question), event.sequence))) throw new Invalid(CLOSED);
}

/** An acknowledgement that was lost: the answer is in the attempt that has ended since. */
async function hasArrived({ assessment }: Applying, id: string, device: string, questions: readonly string[], sequence: number): Promise<boolean> {
  const attempt = await assessment.attempts.selectOptional(id);
  return attempt !== undefined && questions.some((question) => (answeredWith(attempt, question)?.seen?.[device] ?? 0) >= sequence);
}

/** False: answers that this device gave before have not arrived. */
async function finish(applying: Applying, event: Of<'finish'>): Promise<boolean> {
  await offlineOutline(applying, event.attempt);
  const attempt = await applying.assessment.attempts.selectOptional(event.attempt);
  if (!attempt) throw new NotFound(UNREADABLE);
  const isMissing = ([question, sequence]: [string, number]) => (answeredWith(attempt, question)?.seen?.[event.device] ?? 0) < sequence;
  if (attempt.state === 'open' && Object.entries(event.after).some(isMissing)) return false;
  await finishAttempt(applying.assessment, attempt);
  return true;
}

/** Applies one event; bears repetition. What the storage cannot do now is thrown: nothing is acknowledged then. */
export async function applyEvent(applying: Applying, raw: unknown): Promise<Outcome> {
  const parsed = eventForm.safeParse(raw);
  const said = typeof raw === 'object' && raw !== null && 'key' in raw && typeof raw.key === 'string' ? raw.key : '';
  if (!parsed.success) return { key: said, state: 'refused', why: UNREADABLE };
  const event = parsed.data;
  const { key } = event;
  if (key !== keyOf(event)) return { key, state: 'refused', why: FORGED };
  try {
    if (event.kind === 'finish') return { key, state: (await finish(applying, event)) ? 'arrived' : 'later' };
    await (event.kind === 'answer' ? answer(applying, event) : read(applying, event));
    return { key, state: 'arrived' };
  } catch (problem) {
    if (problem instanceof Invalid || problem instanceof NotFound) return { key, state: 'refused', why: problem.message };
    throw problem;
  }
}
