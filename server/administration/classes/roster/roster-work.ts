import { RETENTION_DAYS } from '../../../accounts/personal/personal-data.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { randomId } from '../../../accounts/random-id.ts';
import type { Administration } from '../../administration.ts';
import { applyRoster } from './apply-roster.ts';
import { readRoster, uploadKey, type Outcome, type Save } from './read-roster.ts';
import type { RosterRecord, RosterState } from './roster-model.ts';
import { undoRoster } from './undo-roster.ts';

/** Small lists are done before the page that asked for it comes back. */
const SHORT_MS = 2000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Lists hold people's data: so long they are kept, to be applied or undone. */
const KEPT_DAYS = RETENTION_DAYS.rosters;

/** The room without the work itself. */
export type WorkedOn = Omit<Administration, 'rosterWork'>;

const WORK = { reading: readRoster, applying: applyRoster, undoing: undoRoster } as const satisfies Partial<Record<RosterState, (administration: WorkedOn, roster: RosterRecord, save: Save) => Promise<Outcome>>>;
const isWork = (state: RosterState): state is keyof typeof WORK => Object.hasOwn(WORK, state);

/** Lists that this process is at, in the background, one after the other. */
export interface RosterWork {
  /** Does what is under way; resolved when it is done, or after a moment. Failures are reported, and it is gone on with later. */
  start(id: string): Promise<void>;
  /** Goes on with whatever was left by a process that is gone. */
  resume(): Promise<void>;
  /** Lists that nobody needs any more. */
  removeOld(): Promise<void>;
  /** Leaves off after the page under way; the next start goes on from there. */
  stop(): Promise<void>;
}

/** `timedId`: an id that begins with a time. */
export function createRosterWork(administration: WorkedOn, timedId: (now: Date) => string): RosterWork {
  const { rosters, rosterRows, files, report, now } = administration;
  const stopped = new AbortController();
  const waiting = new Map<string, Promise<void>>();
  let working: Promise<void> = Promise.resolve();

  const workOn = async (id: string): Promise<void> => {
    const worker = randomId();
    const roster = await rosters.claim(id, worker, now());
    if (!roster || !isWork(roster.state)) return;
    const save: Save = async (progress) => (await rosters.progress(id, worker, now(), progress)) && !stopped.signal.aborted;
    try {
      const outcome = await WORK[roster.state](administration, roster, save);
      if (outcome) await rosters.finish(id, worker, outcome.to, outcome.problem);
      if (outcome && roster.state === 'reading') await files.delete(uploadKey(id));
    } finally {
      await rosters.release(id, worker);
    }
  };

  const begin = (id: string): Promise<void> => {
    const known = waiting.get(id);
    if (known || stopped.signal.aborted) return known ?? Promise.resolve();
    working = working.then(() => (stopped.signal.aborted ? undefined : workOn(id))).catch(report).finally(() => waiting.delete(id));
    waiting.set(id, working);
    return working;
  };

  return {
    async start(id) {
      const enough = new AbortController();
      await Promise.race([begin(id), pause(SHORT_MS, undefined, { signal: enough.signal }).catch(() => undefined)]);
      enough.abort();
    },
    async resume() {
      for (const { _id } of await rosters.selectUnderWay()) void begin(_id);
    },
    async removeOld() {
      for (const { _id } of await rosters.selectBefore(timedId(new Date(now().getTime() - KEPT_DAYS * DAY_MS)))) {
        await rosterRows.remove(_id);
        await files.delete(uploadKey(_id));
        await rosters.remove(_id);
      }
    },
    async stop() {
      stopped.abort();
      await working;
    },
  };
}
