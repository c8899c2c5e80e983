import type { Connection } from 'mongoose';
import type { Accounts } from '../accounts/accounts.ts';
import { accountsPersonal } from '../accounts/personal/accounts-personal.ts';
import type { PersonalData } from '../accounts/personal/personal-data.ts';
import { administrationPersonal } from './administration-personal.ts';
import { assessmentPersonal } from '../assessment/assessment-personal.ts';
import { certificationPersonal } from '../certification/certification-personal.ts';
import type { ClassTerms } from '../certification/paper-settings.ts';
import { createVisitStore } from '../learning/news/visit-store.ts';
import { createNoteStore } from '../learning/notes/note-store.ts';
import { learningPersonal } from '../learning/learning-personal.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { Certification } from '../certification/certification.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { PackageStore } from '../content/uploads/package-store.ts';
import type { UploadedCourses } from '../content/uploads/uploaded-courses.ts';
import type { KeptVersions } from '../content/version-store.ts';
import type { ContactStore } from '../learning/contacts/contact-store.ts';
import type { FileStore } from '../storage/file-store.ts';
import { ChangeStreams } from './preview/change-streams.ts';
import { createAuditStore, type AuditStore } from './audit/audit-store.ts';
import { createMergeStore, type MergeStore } from './merging/merge-store.ts';
import { createPersonStore, type PersonStore } from './person-store.ts';
import { createAnnouncementStore, type AnnouncementStore } from './announcements/announcement-store.ts';
import { openAnnouncements } from './announcements/learner-announcements.ts';
import type { MailSettings } from './announcements/mailer.ts';
import { createOutboxStore, type OutboxStore } from './announcements/outbox-store.ts';
import type { NewsSource } from '../learning/news/news.ts';
import { createFollowCounterStore } from './following/counter-store.ts';
import { createFollowStore, type FollowStore } from './following/follow-store.ts';
import type { Following } from './following/following.ts';
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
  /** Who is followed; made before this room, since earlier ones tell it. */
  readonly follows: FollowStore;
  /** Left out: no mail leaves this installation. */
  readonly mail?: MailSettings | undefined;
  readonly catalogue: Pick<Catalogue, 'problems' | 'written' | 'watch' | 'versionOf' | 'settled'>;
  readonly versions: Pick<KeptVersions, 'namesOf'>;
  /** Courses that were sent as ZIP. */
  readonly uploads: UploadedCourses;
  readonly packages: PackageStore;
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
  readonly following: Following;
  readonly announcements: AnnouncementStore;
  readonly outbox: OutboxStore;
  /** Pages that wait for files to be saved. */
  readonly changes: ChangeStreams;
}

/** What following classes needs of the room, alone: for commands. */
export const openFollowing = (
  connection: Connection,
  { accounts, assessment, certification, examDoors, follows, learning }: Pick<AdministrationNeeds, 'accounts' | 'assessment' | 'certification' | 'examDoors' | 'follows' | 'learning'>,
): Following => ({
  accounts: accounts.accounts,
  standings: assessment.standings,
  markings: assessment.markings,
  certificates: certification.certificates,
  classes: createClassStore(connection, follows),
  counters: createFollowCounterStore(connection),
  examDoors,
  follows,
  learning,
});

export function openAdministration(connection: Connection, needs: AdministrationNeeds): Administration {
  const following = openFollowing(connection, needs);
  const parts = {
    now: () => new Date(),
    ...needs,
    people: createPersonStore(connection),
    classes: following.classes,
    rosters: createRosterStore(connection),
    rosterRows: createRosterRowStore(connection),
    following,
    announcements: createAnnouncementStore(connection),
    outbox: createOutboxStore(connection),
    changes: new ChangeStreams(needs.catalogue),
    auditLog: createAuditStore(connection),
    merges: createMergeStore(connection),
  };
  const { accounts, assessment, certification, learning } = needs;
  const personal = [
    accountsPersonal(accounts),
    learningPersonal({ learning, reports: assessment.reports, notes: createNoteStore(connection), visits: createVisitStore(connection), contacts: needs.contacts }),
    assessmentPersonal(assessment),
    certificationPersonal(certification),
    administrationPersonal(parts),
  ];
  const all = { ...parts, personal };
  return { ...all, rosterWork: createRosterWork(all, timedId) };
}

/** The learning room's port, which shows what classes were told. */
export const openTold = (connection: Connection, follows: FollowStore): NewsSource => openAnnouncements(connection, follows, createClassStore(connection, follows));

/** The certification room's port: what is set for the class of a learner. */
export const openClassTerms = (connection: Connection, follows: FollowStore): ClassTerms => {
  const classes = createClassStore(connection, follows);
  return async (learner, course) => (await classes.selectOptionalClassOf(learner, course))?.paper;
};

/** Made first: earlier rooms tell it of what they write. */
export const openFollows = (connection: Connection): FollowStore => createFollowStore(connection);
