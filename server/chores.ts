import { sealDays } from './administration/audit/seal-days.ts';
import { openSealKeys } from './administration/audit/seal-key.ts';
import { sweepAll } from './accounts/personal/personal-data.ts';
import { finishMerges } from './administration/merging/merge-accounts.ts';
import { finishErasing } from './administration/own-data/erase-account.ts';
import { sweepsOf } from './administration/own-data/sweeps.ts';
import type { Application } from './app.ts';
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
/** What reads whole collections is done seldom: certificates that are due, what has run out. */
const TIDY_MS = 60 * MINUTE_MS;

export interface Chores {
  /** What has been begun is done to its end. */
  stop(): Promise<void>;
}

/**
 * What has to be done now and then, by one process at a time: `isShared` says that others may use this database. A failure is
 * told and tried again the next time. Each chore bears repetition, so a process that hangs past its lease does no harm.
 */
export function startChores(application: Application, storage: Storage, isShared: boolean, report: (problem: unknown) => void, keysDir: string): Chores {
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
      soon(finish);
      soon(tidy);
    });
  };
  const lease = isShared ? holdLease(storage.connection, 'chores', { onHeld: atOnce, onFault: report }) : holdAlone({ onHeld: atOnce });
  const timers = [setInterval(() => soon(count), COUNT_MS), setInterval(() => soon(finish), FINISH_MS), setInterval(() => soon(tidy), TIDY_MS)];
  for (const timer of timers) timer.unref();
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await running;
      await lease.release();
    },
  };
}
