import type { Connection } from 'mongoose';
import type { Accounts } from '../accounts/accounts.ts';
import { accountsPersonal } from '../accounts/personal/accounts-personal.ts';
import type { PersonalData } from '../accounts/personal/personal-data.ts';
import { administrationPersonal } from './administration-personal.ts';
import { assessmentPersonal } from '../assessment/assessment-personal.ts';
import { certificationPersonal } from '../certification/certification-personal.ts';
import { createVisitStore } from '../learning/news/visit-store.ts';
import { createNoteStore } from '../learning/notes/note-store.ts';
import { learningPersonal } from '../learning/learning-personal.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { Certification } from '../certification/certification.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { ContactStore } from '../learning/contacts/contact-store.ts';
import type { FileStore } from '../storage/file-store.ts';
import { createAuditStore, type AuditStore } from './audit/audit-store.ts';
import { createMergeStore, type MergeStore } from './merging/merge-store.ts';
import { createPersonStore, type PersonStore } from './person-store.ts';
import { createClassStore, timedId, type ClassStore } from './classes/class-store.ts';
import { createRosterRowStore, type RosterRowStore } from './classes/roster/roster-row-store.ts';
import { createRosterStore, type RosterStore } from './classes/roster/roster-store.ts';
import { createRosterWork, type RosterWork } from './classes/roster/roster-work.ts';
import type { ResultSources } from './learner-result.ts';

/** What the other rooms give to this one. */
export interface AdministrationNeeds extends ResultSources {
  readonly accounts: Accounts;
  readonly assessment: Assessment;
  readonly certification: Certification;
  readonly catalogue: Pick<Catalogue, 'problems'>;
  readonly contacts: ContactStore;
  /** Keeps what was imported until it is downloaded. */
  readonly files: FileStore;
  /** Told of work in the background that failed. */
  readonly report: (problem: unknown) => void;
  readonly now?: () => Date;
}

/** The room's parts, put together once. */
export interface Administration extends AdministrationNeeds {
  readonly people: PersonStore;
  readonly classes: ClassStore;
  readonly auditLog: AuditStore;
  readonly merges: MergeStore;
  /** What each room keeps about people, in the order of the rooms. */
  readonly personal: readonly PersonalData[];
  readonly rosters: RosterStore;
  readonly rosterRows: RosterRowStore;
  readonly rosterWork: RosterWork;
  readonly now: () => Date;
}

export function openAdministration(connection: Connection, needs: AdministrationNeeds): Administration {
  const parts = {
    now: () => new Date(),
    ...needs,
    people: createPersonStore(connection),
    classes: createClassStore(connection),
    rosters: createRosterStore(connection),
    rosterRows: createRosterRowStore(connection),
    auditLog: createAuditStore(connection),
    merges: createMergeStore(connection),
  };
  const { accounts, assessment, certification, learning } = needs;
  const personal = [
    accountsPersonal(accounts),
    learningPersonal({ learning, reports: assessment.reports, notes: createNoteStore(connection), visits: createVisitStore(connection) }),
    assessmentPersonal(assessment),
    certificationPersonal(certification),
    administrationPersonal(parts),
  ];
  const all = { ...parts, personal };
  return { ...all, rosterWork: createRosterWork(all, timedId) };
}
