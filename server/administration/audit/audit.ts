import type { Connection } from 'mongoose';
import type { Audit, AuditEvent } from '../../web/audit.ts';
import { factsIn, nameOf, NOT_RECORDED } from './actions.ts';
import { createAuditStore, type AuditStore } from './audit-store.ts';

/** The web's port: keeps what was done under the name that it has here. */
export const createAudit = (store: AuditStore, now: () => Date = () => new Date()): Audit => ({
  async record({ action, facts, ...event }, form) {
    if (NOT_RECORDED.has(action)) return;
    const all = { ...factsIn(action, form), ...facts };
    const given = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as Omit<AuditEvent, 'action' | 'facts'>;
    await store.append({ ...given, action: nameOf(action), ...(Object.keys(all).length > 0 && { facts: all }) }, now());
  },
});

export const openAudit = (connection: Connection, now?: () => Date): { readonly store: AuditStore; readonly audit: Audit } => {
  const store = createAuditStore(connection);
  return { store, audit: createAudit(store, now) };
};

/** What is done from the command line, or by the server itself. */
export const BY_SERVER = { network: '', device: 'server' } as const;
