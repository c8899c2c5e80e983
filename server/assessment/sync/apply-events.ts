import { NotFound } from '../../errors.ts';
import { closeAttempt } from '../finish-attempt.ts';
import { applyAnswers } from './apply-answers.ts';
import { applyReading } from './apply-reading.ts';
import { ALREADY, ARRIVED, arrivedFrom, offlineOutline, orRefused, refused, type Applying, type Of, type Verdict } from './applying.ts';
import { settleSoon } from './settle-soon.ts';
import { eventForm, keyOf, type PhoneEvent } from './sync-form.ts';

export interface Outcome extends Verdict {
  readonly key: string;
}

const UNREADABLE = 'Catatan ini tidak dapat dibaca.';
const FORGED = 'Catatan ini tidak cocok dengan namanya sendiri.';

/** `later`: answers that this device gave before have not arrived. `isStored`: they came with this batch, so that nobody has to look. */
async function finish(applying: Applying, event: Of<'finish'>, isStored: boolean): Promise<Verdict> {
  const outline = await offlineOutline(applying, event.attempt);
  const closed = isStored ? await applying.assessment.attempts.close(outline._id, applying.assessment.now()) : undefined;
  if (closed) {
    settleSoon(applying.assessment, closed);
    return ARRIVED;
  }
  const attempt = await applying.assessment.attempts.selectOptional(event.attempt);
  if (!attempt) throw new NotFound(UNREADABLE);
  const isMissing = ([question, sequence]: [string, number]) => arrivedFrom(attempt, question, event.device) < sequence;
  if (attempt.state === 'open' && Object.entries(event.after).some(isMissing)) return { state: 'later' };
  if (attempt.state !== 'open') return ALREADY;
  settleSoon(applying.assessment, await closeAttempt(applying.assessment, attempt));
  return ARRIVED;
}

function read(raw: unknown): { readonly key: string; readonly event?: PhoneEvent; readonly why?: string } {
  const parsed = eventForm.safeParse(raw);
  const said = typeof raw === 'object' && raw !== null && 'key' in raw && typeof raw.key === 'string' ? raw.key : '';
  if (!parsed.success) return { key: said, why: UNREADABLE };
  return parsed.data.key === keyOf(parsed.data) ? { key: said, event: parsed.data } : { key: said, why: FORGED };
}

/** Whether every answer that the end waits for is among those that have just been stored. */
function comesWithItsAnswers({ attempt, device, after }: Of<'finish'>, verdicts: ReadonlyMap<PhoneEvent, Verdict>): boolean {
  const stored = new Set<string>();
  for (const [event, { state }] of verdicts) if (event.kind === 'answer' && state === 'arrived') stored.add(event.key);
  return Object.values(after).every((sequence) => stored.has(`${attempt}:${device}:${sequence}`));
}

function groupedBy<T>(events: readonly T[], of: (event: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const event of events) groups.set(of(event), [...(groups.get(of(event)) ?? []), event]);
  return groups;
}

/**
 * Applies a batch; bears repetition. What belongs to one course or one attempt is applied together, attempts end after their answers. The
 * outcomes stand in the order of the notes. What the storage cannot do now is thrown: nothing is acknowledged then.
 */
export async function applyEvents(applying: Applying, raws: readonly unknown[]): Promise<Outcome[]> {
  const notes = raws.map(read);
  const events = notes.flatMap(({ event }) => event ?? []);
  const verdicts = new Map<PhoneEvent, Verdict>();
  const note = (group: readonly PhoneEvent[], said: readonly Verdict[]) => group.forEach((event, index) => verdicts.set(event, said[index] ?? refused(UNREADABLE)));
  const reading = events.filter((event) => event.kind === 'read' || event.kind === 'time');
  for (const [course, group] of groupedBy(reading, (event) => event.course)) note(group, await applyReading(applying, course, group));
  const answers = events.filter((event) => event.kind === 'answer');
  for (const [attempt, group] of groupedBy(answers, (event) => event.attempt)) note(group, await applyAnswers(applying, attempt, group));
  for (const event of events) if (event.kind === 'finish') verdicts.set(event, await orRefused(() => finish(applying, event, comesWithItsAnswers(event, verdicts))));
  return notes.map(({ key, event, why = UNREADABLE }) => ({ key, ...((event && verdicts.get(event)) ?? refused(why)) }));
}
