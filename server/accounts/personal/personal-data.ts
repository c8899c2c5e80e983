import { SESSION_DAYS } from '../../web/session.ts';

/**
 * What a collection holds of people. `personal`: something about somebody, erased or made nameless with the account. `reference`:
 * ids of accounts and nothing else of them, which lead nowhere once the account is gone. `none`: nobody.
 */
export type Holding = 'personal' | 'reference' | 'none';

/** Some of what is kept about a person, as named fields for that person's own copy: no keys of questions, no secrets, no hashes. */
export interface DataSection {
  /** Name of the file in the copy, without its ending. */
  readonly name: string;
  readonly records: AsyncIterable<object>;
}

export interface OwnFile {
  /** Path in the copy. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A room's port for whoever asks what is kept about a person, or asks that it be kept no longer. */
export interface PersonalData {
  /** Every collection of the room by name; a test finds one that nobody has declared. */
  readonly collections: Readonly<Record<string, Holding>>;
  sections(account: string): readonly DataSection[];
  files?(account: string): AsyncIterable<OwnFile>;
  /**
   * Takes away what tells of the person, and leaves what has to stay (a serial that was given, how often a question was answered
   * right) without a name. May be interrupted and repeated.
   */
  erase(account: string): Promise<void>;
  /** What belongs to one account becomes another's, who is the same person. `by`: the account of who decided. May be interrupted and repeated. */
  merge?(from: string, into: string, by: string): Promise<void>;
}

/** A list that was read whole, where it is short. */
export async function* listed<T extends object>(read: () => Promise<readonly T[]>): AsyncGenerator<T> {
  yield* await read();
}

/** UU 27/2022, Article 16 (2) g: data are erased when their time is over. Days; see `retention-table.ts` for the words. */
export const RETENTION_DAYS = { sessions: SESSION_DAYS, codes: 60, throttles: 1, rosters: 60, reports: 730, audit: 1826 } as const;

/** Takes away what is older than that moment, or what has run out by itself. */
export type Sweeps = Readonly<Record<keyof typeof RETENTION_DAYS, (before: Date) => Promise<void>>>;

const DAY_MS = 24 * 60 * 60 * 1000;

export async function sweepAll(sweeps: Sweeps, now: Date): Promise<void> {
  for (const [kind, days] of Object.entries(RETENTION_DAYS)) await sweeps[kind as keyof Sweeps](new Date(now.getTime() - days * DAY_MS));
}
