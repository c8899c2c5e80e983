import { sealDays } from './administration/audit/seal-days.ts';
import { openSealKeys } from './administration/audit/seal-key.ts';
import { sweepAll } from './accounts/personal/personal-data.ts';
import { finishMerges } from './administration/merging/merge-accounts.ts';
import { finishErasing } from './administration/own-data/erase-account.ts';
import { sweepsOf } from './administration/own-data/sweeps.ts';
import type { Application } from './app.ts';
import { openMailer, type MailSettings } from './administration/announcements/mailer.ts';
import { sendMail } from './administration/announcements/send-mail.ts';
import { followNewVersions } from './administration/following/follow-new-versions.ts';
import { countFollows } from './administration/following/count-follows.ts';
import { countSittings } from './assessment/analysis/count-sittings.ts';
import { settleFinishedAttempts } from './assessment/finish-attempt.ts';
import { settleCertificates } from './certification/settle-certificates.ts';
import { holdAlone, holdLease } from './storage/lease.ts';
import type { Storage } from './storage/storage.ts';

const MINUTE_MS = 60_000;
/** Attempts whose time is over are finished this often. */
const FINISH_MS = 5 * MINUTE_MS;
/** Finished attempts are added to the counters of item analysis this often, those of a few seconds together. */
const COUNT_MS = 5_000;
/** Where learners of a class stand is counted this often. */
const FOLLOW_MS = 2_000;
/** Mail goes out this often, some at a time. */
const MAIL_MS = 10_000;
/** What reads whole collections is done seldom: certificates that are due, what has run out. */
const TIDY_MS = 60 * MINUTE_MS;

export interface ChoreSettings {
  /** Others may use this database. */
  readonly isShared: boolean;
  /** Where this site is reached. */
  readonly address: () => string;
  /** Where the keys lie that seal the days of the audit log. */
  readonly keysDir: string;
  /** Undefined: no mail is sent. */
  readonly mail: MailSettings | undefined;
}

export interface Chores {
  /** What has been begun is done to its end. */
  stop(): Promise<void>;
}

/**
 * What has to be done now and then, by one process at a time. A failure is
 * told and tried again the next time. Each chore bears repetition, so a process that hangs past its lease does no harm.
 */
export function startChores(application: Application, storage: Storage, { isShared, address, mail, keysDir }: ChoreSettings, report: (problem: unknown) => void): Chores {
  const { administration, assessment, audit, certification } = application;
  let running: Promise<unknown> = Promise.resolve();
  const soon = (work: () => Promise<unknown>) => {
    running = running.then(() => (lease.isHeld() ? work() : undefined)).catch(report);
  };
  const finish = () => settleFinishedAttempts(assessment);
  const count = async () => {
    await countSittings(assessment);
    await assessment.work.resume();
    await administration.rosterWork.resume();
  };
  const follow = async () => {
    await followNewVersions(administration.following);
    await countFollows(administration.following);
  };
  const post = () => (mail ? sendMail({ ...administration, address }, () => openMailer(mail)) : Promise.resolve(0));
  const tidy = async () => {
    await settleCertificates(certification, report);
    await certification.bundles.removeExpired();
    await finishErasing(administration, audit);
    await finishMerges(administration);
    await sweepAll(sweepsOf(administration), new Date());
    await sealDays(administration.auditLog, (await openSealKeys(keysDir))[0], new Date());
  };
  const atOnce = () => {
    // A tick later, when `lease` has its value.
    running = running.then(() => {
      // Made at the first start, so that the first certificate need not wait for them.
      soon(() => certification.keys.all());
      soon(follow);
      soon(finish);
      soon(tidy);
    });
  };
  const lease = isShared ? holdLease(storage.connection, 'chores', { onHeld: atOnce, onFault: report }) : holdAlone({ onHeld: atOnce });
  const timers = [setInterval(() => soon(count), COUNT_MS), setInterval(() => soon(follow), FOLLOW_MS), setInterval(() => soon(post), MAIL_MS), setInterval(() => soon(finish), FINISH_MS), setInterval(() => soon(tidy), TIDY_MS)];
  for (const timer of timers) timer.unref();
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await running;
      await lease.release();
    },
  };
}
