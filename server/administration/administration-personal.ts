import { listed, type PersonalData } from '../accounts/personal/personal-data.ts';
import type { Whereabouts } from '../accounts/whereabouts.ts';
import type { FileStore } from '../storage/file-store.ts';
import type { AuditStore } from './audit/audit-store.ts';
import { timeOf } from './audit/audit-store.ts';
import type { AuditEntry } from './audit/audit-model.ts';
import type { ClassStore } from './classes/class-store.ts';
import type { RosterRowStore } from './classes/roster/roster-row-store.ts';
import type { RosterStore } from './classes/roster/roster-store.ts';
import { forgetResult } from './import-result.ts';

interface Needs {
  readonly classes: ClassStore;
  readonly rosters: RosterStore;
  readonly rosterRows: RosterRowStore;
  readonly auditLog: AuditStore;
  readonly files: FileStore;
  readonly follows: Whereabouts;
}

/** What this person did, and what was done to him or her: of the other side nothing. */
async function* ownEntries({ auditLog }: Needs, account: string): AsyncGenerator<object> {
  const told = (entry: AuditEntry) => ({ at: timeOf(entry), action: entry.action, object: entry.object });
  for await (const entry of auditLog.stream({ actor: account })) yield { ...told(entry), by: 'saya', network: entry.network, device: entry.device };
  for await (const entry of auditLog.stream({ subject: account })) if (entry.actor !== account) yield told(entry);
}

/** The lines of lists that an account was made of, or was found by. */
async function rowsOf({ classes, rosters, rosterRows }: Needs, account: string): Promise<string[]> {
  const found: string[] = [];
  for (const { class: id } of await classes.selectMemberships(account)) {
    for (const { _id } of await rosters.selectOfClass(id)) found.push(...(await rosterRows.selectOfAccount(_id, account)));
  }
  return found;
}

/** Out of every class, whose seats are counted anew. */
async function leaveClasses({ classes }: Needs, account: string): Promise<void> {
  for (const { class: id } of await classes.selectMemberships(account)) {
    await classes.removeMember(id, account);
    await classes.recount(id);
  }
}

/** Memberships and the lines of lists go; the audit log names people by reference alone and stays. */
export const administrationPersonal = (needs: Needs): PersonalData => ({
  collections: {
    classes: 'reference', 'class-places': 'reference', 'class-members': 'personal', rosters: 'reference', 'roster-rows': 'personal',
    follows: 'reference', 'follow-counters': 'none', 'follow-journal': 'reference', 'followed-versions': 'none',
    announcements: 'reference', 'announcement-dismissals': 'reference', outbox: 'reference',
    audit_entries: 'reference', audit_seals: 'none', audit_seal_parts: 'none', merges: 'reference',
  },
  sections: (account) => [
    {
      name: 'angkatan',
      records: listed(async () => Promise.all((await needs.classes.selectMemberships(account)).map(async (member) => ({ joinedAt: member.joinedAt, name: (await needs.classes.selectOptionalClass(member.class))?.name })))),
    },
    { name: 'catatan-audit', records: ownEntries(needs, account) },
  ],
  async merge(from, into) {
    await needs.rosterRows.claimRows(await rowsOf(needs, from), into);
    for (const member of await needs.classes.selectMemberships(from)) await needs.classes.addMember(member.class, into, { nameKey: member.nameKey });
    await leaveClasses(needs, from);
    // Attempts and certificates have moved by now: whoever follows this person looks again.
    await needs.follows.around(into, () => Promise.resolve());
  },
  async erase(account) {
    await needs.rosterRows.removeRows(await rowsOf(needs, account));
    await leaveClasses(needs, account);
    await forgetResult(needs.files, account);
  },
});
