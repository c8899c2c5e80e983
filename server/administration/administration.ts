import type { Connection } from 'mongoose';
import type { Accounts } from '../accounts/accounts.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { Certification } from '../certification/certification.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { FileStore } from '../storage/file-store.ts';
import { createPersonStore, type PersonStore } from './person-store.ts';
import { createAnnouncementStore, type AnnouncementStore } from './announcements/announcement-store.ts';
import { openAnnouncements } from './announcements/learner-announcements.ts';
import type { MailSettings } from './announcements/mailer.ts';
import { createOutboxStore, type OutboxStore } from './announcements/outbox-store.ts';
import type { Announcements } from '../learning/announcements.ts';
import { createFollowCounterStore } from './following/counter-store.ts';
import { createFollowStore, type FollowStore } from './following/follow-store.ts';
import type { Following } from './following/following.ts';
import { createClassStore, type ClassStore } from './classes/class-store.ts';
import type { ResultSources } from './learner-result.ts';

/** What the other rooms give to this one. */
export interface AdministrationNeeds extends ResultSources {
  readonly accounts: Accounts;
  readonly assessment: Assessment;
  readonly certification: Certification;
  readonly catalogue: Pick<Catalogue, 'problems'>;
  /** Who is followed; made before this room, since earlier ones tell it. */
  readonly follows: FollowStore;
  /** Left out: no mail leaves this installation. */
  readonly mail?: MailSettings | undefined;
  /** Keeps what was imported until it is downloaded. */
  readonly files: FileStore;
}

/** The room's parts, put together once. */
export interface Administration extends AdministrationNeeds {
  readonly people: PersonStore;
  readonly classes: ClassStore;
  readonly following: Following;
  readonly announcements: AnnouncementStore;
  readonly outbox: OutboxStore;
}

export function openAdministration(connection: Connection, needs: AdministrationNeeds): Administration {
  const classes = createClassStore(connection, needs.follows);
  const { accounts, assessment, certification, examDoors, follows, learning } = needs;
  const following = {
    accounts: accounts.accounts, standings: assessment.standings, certificates: certification.certificates, classes, examDoors, follows, learning,
    counters: createFollowCounterStore(connection),
  };
  return { ...needs, people: createPersonStore(connection), classes, following, announcements: createAnnouncementStore(connection), outbox: createOutboxStore(connection) };
}

/** The learning room's port, which shows what classes were told. */
export const openTold = (connection: Connection, follows: FollowStore): Announcements => openAnnouncements(connection, follows, createClassStore(connection, follows));

/** Made first: earlier rooms tell it of what they write. */
export const openFollows = (connection: Connection): FollowStore => createFollowStore(connection);
