import { z } from 'zod';

/** A device's name becomes part of a path in what is stored: no dots, nothing that every object has. */
const device = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/).refine((name) => !(name in Object.prototype));
const id = z.string().regex(/^[\w-]{1,60}$/).refine((name) => !(name in Object.prototype));
const attempt = z.string().regex(/^[\w-]{20}$/);
const sequence = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Nobody looks at one lesson longer on one phone. */
const MOST_SECONDS = 100 * 60 * 60;
const LONGEST_FORM = 20_000;
const MOST_EVENTS = 200;

const shapes = {
  read: z.object({ kind: z.literal('read'), key: z.string(), course: id, lesson: id }),
  /** `seconds`: all that this device ever counted for the lesson, so that the highest number is the truth. */
  time: z.object({ kind: z.literal('time'), key: z.string(), course: id, lesson: id, device, seconds: z.number().int().min(1).max(MOST_SECONDS) }),
  /** `form`: what the page of the question, or of all of them, would have sent. */
  answer: z.object({ kind: z.literal('answer'), key: z.string(), attempt, device, sequence, number: z.number().int().min(1).max(1000).optional(), form: z.string().max(LONGEST_FORM) }),
  /** `after`: question -> the sequence that this device gave its last answer; the attempt ends when they have all arrived. */
  finish: z.object({ kind: z.literal('finish'), key: z.string(), attempt, device, after: z.record(id, sequence) }),
};

export const eventForm = z.discriminatedUnion('kind', [shapes.read, shapes.time, shapes.answer, shapes.finish]);
export type PhoneEvent = z.output<typeof eventForm>;

/** The key that an event must have: what it is, and nothing that somebody may choose. */
export function keyOf(event: PhoneEvent): string {
  if (event.kind === 'read') return `read:${event.course}:${event.lesson}`;
  if (event.kind === 'time') return `time:${event.course}:${event.lesson}:${event.device}`;
  if (event.kind === 'finish') return `finish:${event.attempt}`;
  return `${event.attempt}:${event.device}:${event.sequence}`;
}

const parsedJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'Kiriman tidak dapat dibaca.' });
    return z.NEVER;
  }
});

/** `person`: whose events these are; `events`: JSON, looked at one by one. */
export const syncForm = z.object({
  person: z.string().max(60),
  events: parsedJson.pipe(z.array(z.unknown()).max(MOST_EVENTS, 'Kirim paling banyak 200 catatan sekali jalan.')),
});
