import type { Request } from 'express';
import { deviceKindOf, networkOf, type DeviceKind } from './origin-kind.ts';
import type { Reply } from './reply.ts';
import type { RouteDefinition } from './route.ts';

export type AuditFacts = Readonly<Record<string, string | number | boolean>>;

/**
 * What a handler adds to the record of what it does. People are named by the ids of their accounts and nothing that a person
 * typed belongs here, so that the record needs no change when somebody is erased.
 */
export interface AuditNote {
  /** Left out: adds to the entry that the route leaves by itself. Given: an entry of its own. */
  readonly action?: string;
  /** Account id; left out: whoever is signed in. */
  readonly actor?: string | undefined;
  /** Account id of whom it was done to. */
  readonly subject?: string | undefined;
  /** What it was done with: a serial, a class, a course. */
  readonly object?: string | undefined;
  readonly facts?: AuditFacts;
}

/** Something that was done: who did what to whom, and from where. The time is that of its recording. */
export interface AuditEvent {
  /** `post /admin/users/:account/role`, or the name that a handler gave. */
  readonly action: string;
  readonly actor: string;
  readonly subject?: string | undefined;
  readonly object?: string | undefined;
  readonly facts?: AuditFacts | undefined;
  readonly network: string;
  readonly device: DeviceKind | 'server';
}

/** Port to the administration room, which keeps the record. Whatever was done is recorded before anybody is told that it was. */
export interface Audit {
  record(event: AuditEvent, form?: unknown): Promise<void>;
}

const SUBJECTS = ['account', 'learner'] as const;
const ERROR_STATUS = 400;

const paramOf = (params: Request['params'], names: readonly string[]): string | undefined => {
  const value = names.map((name) => params[name]).find((given) => given !== undefined);
  return typeof value === 'string' ? value : undefined;
};

/** What staff changes, and every file that staff takes along. A form that came back with its faults has changed nothing. */
const leavesEntry = ({ access, method }: RouteDefinition, reply: Reply): boolean => {
  if (access !== 'trainer' && access !== 'administrator') return false;
  if (reply.kind === 'page' && reply.status >= ERROR_STATUS) return false;
  return method === 'post' || reply.kind === 'stream' || reply.kind === 'bytes';
};

const NONE: readonly AuditEvent[] = [];

/** The entries of one request that was answered: the route's own, unless nothing was changed, and those that its handler named. */
export function eventsOf(definition: RouteDefinition, request: Request, notes: readonly AuditNote[], reply: Reply): readonly AuditEvent[] {
  // Nearly every request.
  if (notes.length === 0 && !leavesEntry(definition, reply)) return NONE;
  const from = { network: networkOf(request.ip), device: deviceKindOf(request.get('user-agent')) };
  const own = notes.filter(({ action }) => action === undefined);
  const actor = request.user?.id ?? '';
  const named = notes.flatMap(({ action, ...note }) => (action === undefined ? [] : [{ ...from, ...note, action, actor: note.actor ?? actor }]));
  if (!leavesEntry(definition, reply)) return named;
  const others = Object.keys(request.params).filter((name) => !SUBJECTS.some((subject) => subject === name));
  const entry = { action: `${definition.method} ${definition.path}`, actor, subject: paramOf(request.params, SUBJECTS), object: paramOf(request.params, others) };
  return [{ ...from, ...entry, ...Object.assign({}, ...own) }, ...named];
}
