import { hash } from 'node:crypto';
import session, { type SessionData } from 'express-session';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { isOutage } from '../storage/storage.ts';
import { ask, hear } from '../workers/siblings.ts';
import { sessionModel } from './session-model.ts';

/** A session may be served from memory for this long; signing out reaches every process within it. */
const MEMORY_MS = 1000;
/** Sessions looked up in the last second; beyond this the oldest are looked up again. */
const MEMORY_ENTRIES = 5000;
/** A session's end moves when it is used, but not written more often than this. */
const TOUCH_MS = 60 * 60 * 1000;
const GRAVESTONE_MS = 24 * 60 * 60 * 1000;

interface Remembered {
  readonly at: number;
  readonly data: string;
  readonly expiresAt: number;
}

const keyOf = (sid: string) => hash('sha256', sid, 'hex');

/** Who is signed in stands where Passport puts it. */
const accountOf = (data: SessionData): string | undefined => data.passport?.user?.id;

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: { id: string; epoch: number } };
    notice?: { text: string; facts?: Readonly<Record<string, string | number>>; tone?: 'done' | 'attention' };
  }
}

/** Sessions in the database, so that they survive a restart and hold in every process. */
export class SessionStore extends session.Store {
  readonly #model;
  readonly #recent = new Map<string, Remembered>();

  constructor(connection: Connection) {
    super();
    this.#model = sessionModel(connection);
    hear('session', (key) => void this.#recent.delete(String(key)));
  }

  override get(sid: string, callback: (problem: unknown, data?: SessionData | null) => void): void {
    this.#load(keyOf(sid)).then(
      (data) => callback(null, data),
      (problem: unknown) => callback(problem),
    );
  }

  override set(sid: string, data: SessionData, callback?: (problem?: unknown) => void): void {
    const key = keyOf(sid);
    // While the storage is down a page that was made for a session that is known is still a page; a new session must fail.
    const isKnown = this.#recent.has(key);
    void this.#save(key, data).then(() => callback?.(), (problem: unknown) => (isKnown && isOutage(problem) ? callback?.() : callback?.(problem)));
  }

  override destroy(sid: string, callback?: (problem?: unknown) => void): void {
    const key = keyOf(sid);
    this.#recent.delete(key);
    void this.#end(key).then(() => callback?.(), callback);
  }

  override touch(sid: string, data: SessionData, callback?: () => void): void {
    const remembered = this.#recent.get(keyOf(sid));
    const ends = data.cookie.expires?.getTime() ?? 0;
    if (remembered && ends - remembered.expiresAt < TOUCH_MS) return callback?.();
    this.set(sid, data, callback);
  }

  /** Ends all sessions of one account, or all but one. */
  async endSessionsOf(account: string, exceptSid?: string): Promise<void> {
    const except = exceptSid ? keyOf(exceptSid) : undefined;
    const sessions = await this.#model.find({ account }, { _id: 1 }).lean();
    const keys = sessions.map((found) => found._id).filter((key) => key !== except);
    for (const key of keys) this.#recent.delete(key);
    if (keys.length > 0) await this.#model.deleteMany({ _id: { $in: keys } });
  }

  countSessionsOf(account: string): Promise<number> {
    return this.#model.countDocuments({ account, expiresAt: { $gt: new Date() } });
  }

  /** Takes away what has run out. */
  async removeExpired(): Promise<void> {
    await this.#model.deleteMany({ expiresAt: { $lt: new Date() } });
  }

  async #load(key: string): Promise<SessionData | null> {
    const remembered = this.#recent.get(key) ?? (await this.#fetch(key));
    if (!remembered || remembered.expiresAt < Date.now()) return null;
    if (Date.now() - remembered.at > MEMORY_MS) {
      this.#recent.delete(key);
      return this.#load(key);
    }
    return JSON.parse(remembered.data) as SessionData;
  }

  async #fetch(key: string): Promise<Remembered | undefined> {
    const record = await this.#model.findOne({ _id: key }).lean();
    if (!record || record.ended) return undefined;
    return this.#remember(key, record.data, record.expiresAt.getTime());
  }

  /** Leaves a gravestone for a day: a request that was under way must not bring the session back. */
  async #end(key: string): Promise<void> {
    const expiresAt = new Date(Date.now() + GRAVESTONE_MS);
    const update = { $set: { data: '{}', ended: true, expiresAt, schemaVersion: 1 }, $unset: { account: 1 as const } };
    await this.#model.updateOne({ _id: key }, update, { upsert: true });
    await ask('session', key);
  }

  async #save(key: string, data: SessionData): Promise<void> {
    const text = JSON.stringify(data);
    const expiresAt = data.cookie.expires ?? new Date(Date.now() + (data.cookie.originalMaxAge ?? TOUCH_MS));
    const account = accountOf(data);
    const update = account
      ? { $set: { data: text, expiresAt, account, schemaVersion: 1 } }
      : { $set: { data: text, expiresAt, schemaVersion: 1 }, $unset: { account: 1 } };
    try {
      await this.#model.updateOne({ _id: key, ended: { $exists: false } }, update, { upsert: true });
    } catch (problem) {
      // It has ended: there is nothing to save any more.
      if (isDuplicateKey(problem)) return;
      throw problem;
    }
    this.#remember(key, text, new Date(expiresAt).getTime());
    // The answer to this request may send the browser to another worker at once: what it remembers is older.
    await ask('session', key);
  }

  #remember(key: string, data: string, expiresAt: number): Remembered {
    const remembered = { at: Date.now(), data, expiresAt };
    if (this.#recent.size >= MEMORY_ENTRIES) {
      const oldest = this.#recent.keys().next().value;
      if (oldest !== undefined) this.#recent.delete(oldest);
    }
    this.#recent.delete(key);
    this.#recent.set(key, remembered);
    return remembered;
  }
}
