import type { Mistake } from '../../mistake.ts';
import { decodeTag } from '../../export/tags.ts';
import type { Draft } from '../imported.ts';

/** What is ours of a question: its type and the type's own keys; feedback that had to move to the whole question. */
export interface Settled {
  readonly type: string;
  readonly own: Readonly<Record<string, unknown>>;
  /** Instead of the draft's text. */
  readonly text?: string;
  readonly moreFeedback?: readonly string[];
}

/** One question on its way from a draft to our keys. */
export interface Settling {
  readonly draft: Draft;
  /** Taken, but not quite what it was. */
  note(mistake: Mistake): void;
  /** Not taken. */
  leaveOut(mistake: Mistake): undefined;
}

interface Tagged {
  readonly draft: Pick<Draft, 'tags'>;
}

/** The values of tags `key:value`, as our own export writes them (`export/tags.ts`). */
export const tagValues = ({ draft }: Tagged, key: string): string[] =>
  draft.tags.filter((tag) => tag.startsWith(`${key}:`)).map((tag) => decodeTag(tag.slice(key.length + 1)));

export const tagValue = (settling: Tagged, key: string): string | undefined => tagValues(settling, key)[0];
