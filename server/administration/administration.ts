import type { Connection } from 'mongoose';
import type { Accounts } from '../accounts/accounts.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { Certification } from '../certification/certification.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { ContactStore } from '../learning/contacts/contact-store.ts';
import type { FileStore } from '../storage/file-store.ts';
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
  };
  return { ...parts, rosterWork: createRosterWork(parts, timedId) };
}
