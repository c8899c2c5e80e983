import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { selectOptionalById } from '../storage/storage.ts';
import { ask, hear } from '../workers/siblings.ts';
import { sessionModel, type SessionRecord } from './session-model.ts';
import { LASTS_MS, type SessionData } from './session.ts';

/** A session may be served from memory for this long; signing out reaches every process within it. */
const MEMORY_MS = 1000;
/** Sessions looked up in the last second; beyond this all are looked up again. */
const MEMORY_ENTRIES = 5000;
const GRAVESTONE_MS = 24 * 60 * 60 * 1000;
const SCHEMA_VERSION = 2;

export interface KeptSession {
  readonly data: SessionData;
  /** ms since 1970; 0: there is no record. */
  readonly expiresAt: number;
  /** Signed out: nothing can be saved under this key any more. */
  readonly ended?: boolean;
}

/** A session as its owner is shown it. */
export interface KnownSession {
  /** SHA-256 of the session's id. */
  readonly key: string;
  readonly network: string;
  readonly device: string;
  /** Undefined: begun before this was kept. */
  readonly beganAt: Date | undefined;
  /** To the hour: it is not written more often. */
  readonly lastSeenAt: Date;
}

const NONE: KeptSession = { data: {}, expiresAt: 0 };
const ENDED: KeptSession = { ...NONE, ended: true };

const keptOf = (record: SessionRecord | undefined): KeptSession => {
  if (!record) return NONE;
  if (record.ended || record.schemaVersion !== SCHEMA_VERSION || record.expiresAt.getTime() < Date.now()) return ENDED;
  const { account, epoch, notice, network, device, beganAt } = record;
  return {
    data: {
      identity: account === undefined ? undefined : { id: account, epoch: epoch ?? 0 },
      origin: beganAt && { network: network ?? '', device: device ?? 'other', at: beganAt },
      notice: notice === undefined ? undefined : (JSON.parse(notice) as SessionData['notice']),
    },
    expiresAt: record.expiresAt.getTime(),
  };
};

/** Sessions in the database, so that they survive a restart and hold in every process. */
export class SessionStore {
  readonly #model;
  readonly #recent = new Map<string, { readonly at: number; readonly kept: KeptSession }>();

  constructor(connection: Connection) {
    this.#model = sessionModel(connection);
    hear('session', (key) => void this.#recent.delete(String(key)));
  }

  /** What was looked up or saved within the last second. */
  recent(key: string): KeptSession | undefined {
    const remembered = this.#recent.get(key);
    return remembered && Date.now() - remembered.at < MEMORY_MS ? remembered.kept : undefined;
  }

  async select(key: string): Promise<KeptSession> {
    const kept = keptOf(await selectOptionalById(this.#model, key));
    this.#remember(key, kept);
    return kept;
  }

  async save(key: string, { data: { identity, notice, origin }, expiresAt }: Pick<KeptSession, 'data' | 'expiresAt'>): Promise<void> {
    const fields = { account: identity?.id, epoch: identity?.epoch, notice: notice && JSON.stringify(notice), network: origin?.network, device: origin?.device, beganAt: origin?.at };
    const given = Object.entries(fields);
    const $set = { ...Object.fromEntries(given.filter(([, value]) => value !== undefined)), expiresAt: new Date(expiresAt), schemaVersion: SCHEMA_VERSION };
    const $unset = Object.fromEntries(given.filter(([, value]) => value === undefined).map(([name]) => [name, 1 as const]));
    try {
      await this.#model.updateOne({ _id: key, ended: { $exists: false } }, { $set, ...(Object.keys($unset).length > 0 && { $unset }) }, { upsert: true });
    } catch (problem) {
      // It has ended: there is nothing to save any more.
      if (isDuplicateKey(problem)) return;
      throw problem;
    }
    this.#remember(key, { data: { identity, notice, origin }, expiresAt });
    // The answer to this request may send the browser to another worker at once: what it remembers is older.
    await ask('session', key);
  }

  /** Leaves a gravestone for a day: a request that was under way must not bring the session back. */
  async end(key: string): Promise<void> {
    this.#remember(key, ENDED);
    const $set = { ended: true, expiresAt: new Date(Date.now() + GRAVESTONE_MS), schemaVersion: SCHEMA_VERSION };
    await this.#model.updateOne({ _id: key }, { $set, $unset: { account: 1, epoch: 1, notice: 1, network: 1, device: 1, beganAt: 1 } }, { upsert: true });
    await ask('session', key);
  }

  /** Ends all sessions of one account. */
  async endSessionsOf(account: string): Promise<void> {
    const sessions = await this.#model.find({ account }, { _id: 1 }).lean();
    await Promise.all(sessions.map((found) => this.end(found._id)));
  }

  /** The sessions of one account that hold, the one used last first. */
  async selectSessionsOf(account: string): Promise<KnownSession[]> {
    const found = await this.#model.find({ account }).lean();
    return found
      .filter(({ expiresAt, ended }) => !ended && expiresAt.getTime() > Date.now())
      .map(({ _id: key, network, device, beganAt, expiresAt }) => ({ key, network: network ?? '', device: device ?? 'other', beganAt, lastSeenAt: new Date(expiresAt.getTime() - LASTS_MS) }))
      .toSorted((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime());
  }

  countSessionsOf(account: string): Promise<number> {
    return this.#model.countDocuments({ account, expiresAt: { $gt: new Date() } });
  }

  /** Takes away what has run out. */
  async removeExpired(): Promise<void> {
    await this.#model.deleteMany({ expiresAt: { $lt: new Date() } });
  }

  #remember(key: string, kept: KeptSession): void {
    if (this.#recent.size >= MEMORY_ENTRIES) this.#recent.clear();
    this.#recent.set(key, { at: Date.now(), kept });
  }
}
