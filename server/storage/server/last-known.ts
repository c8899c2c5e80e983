import { ask, hear } from '../../workers/siblings.ts';

/** A document as it came from the database. */
export type Plain = Readonly<Record<string, unknown>>;

/**
 * What a lesson page reads of its reader, all small and found by `_id`. Served from here during an outage alone. Nothing else is:
 * an attempt, a certificate or a list that may have changed is not shown as if it were today's.
 */
const REMEMBERED: ReadonlySet<string> = new Set(['sessions', 'accounts', 'enrolments', 'standings', 'certificate_settings']);

/**
 * Says who may enter: a write that may end that makes what was known before forgotten. A session's gravestone bears `ended`
 * (`web/session-store.ts`), its other writes end nothing; of an account every write may. Of the other collections an older
 * state does no harm.
 */
const mayEnd = (collection: string, update: unknown): boolean =>
  collection === 'accounts' || (collection === 'sessions' && !keepsSession(update));

/** A change without `ended`; deleting and replacing have no `$set`. */
const keepsSession = (update: unknown): boolean =>
  typeof update === 'object' && update !== null && '$set' in update && typeof update.$set === 'object' && update.$set !== null && !('ended' in update.$set);

/** A thousand learners who are reading; about 1 KB each. */
const MOST_ENTRIES = 10_000;
/**
 * Before the outage began. Who signed out on another machine after this process saw the session last could still read lessons
 * with it until the database is back: so it has to have been seen shortly before.
 */
const FRESH_MS = 10 * 60_000;
const TOPIC = 'last-known';
const FORGET = 'last-known-forget';

interface Entry {
  readonly at: number;
  /** Undefined: it was asked for, and there was none. */
  readonly document: Plain | undefined;
}

/** The documents that were read last, for the time in which the database cannot be asked. */
export class LastKnown {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  #downSince: number | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    hear(TOPIC, (key) => this.#find(String(key)));
    hear(FORGET, (what) => {
      const { wanted, all } = what as { wanted: string; all: boolean };
      this.#forgetHere(wanted, all);
    });
  }

  /** To be told at once: how fresh an entry has to be is counted from here. */
  set isDown(isDown: boolean) {
    this.#downSince = isDown ? (this.#downSince ?? this.#now()) : undefined;
  }

  remember(collection: string, id: string, document: Plain | null): void {
    if (!REMEMBERED.has(collection)) return;
    const key = `${collection} ${id}`;
    // Inserted anew, so that the one read longest ago is the first.
    this.#entries.delete(key);
    this.#entries.set(key, { at: this.#now(), document: document ?? undefined });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MOST_ENTRIES && !oldest.done) this.#entries.delete(oldest.value);
  }

  /**
   * A document is about to be written, or, without an id, any of the collection. Gives whether it should be
   * read anew.
   * Other workers forget it too, so that nobody is signed in there who signed out here.
   */
  forget(collection: string, id: string | undefined, update?: unknown): boolean {
    if (!mayEnd(collection, update)) return collection === 'sessions';
    const wanted = `${collection} ${id ?? ''}`;
    const known = this.#forgetHere(wanted, id === undefined);
    void ask(FORGET, { wanted, all: id === undefined });
    return known;
  }

  #forgetHere(wanted: string, all: boolean): boolean {
    if (!all) return this.#entries.delete(wanted);
    for (const key of this.#entries.keys()) if (key.startsWith(wanted)) this.#entries.delete(key);
    return true;
  }

  /** From this process or one of its siblings; undefined: nobody knows. */
  async select(collection: string, id: string): Promise<{ readonly document: Plain | null } | undefined> {
    if (!REMEMBERED.has(collection)) return undefined;
    const key = `${collection} ${id}`;
    const [found] = [this.#find(key), ...(this.#entries.has(key) ? [] : await ask(TOPIC, key))].filter((answer) => answer !== undefined);
    return isFound(found) ? { document: found.document ?? null } : undefined;
  }

  #find(key: string): { readonly document: Plain | undefined } | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.at < (this.#downSince ?? this.#now()) - FRESH_MS) return undefined;
    // Whoever gets it may change it.
    return structuredClone({ document: entry.document });
  }
}

const isFound = (answer: unknown): answer is { readonly document?: Plain } => typeof answer === 'object' && answer !== null && 'document' in answer;
