import { resolve } from 'node:path';
import { say } from '../content/mistake.ts';
import { watchFolders } from '../content/watch-folders.ts';
import type { AuthorLanguage as Language } from '../web/i18n/language.ts';

export interface WatchOutput {
  readonly stdout: { write(text: string): unknown };
  readonly language: Language;
  /** Left out: until the process is told to end. */
  readonly until?: AbortSignal | undefined;
}

const WATCHING = say('Menunggu perubahan. Ctrl+C untuk berhenti.', 'Waiting for changes. Ctrl+C ends this.');
const INTERRUPTED = ['SIGINT', 'SIGTERM'] as const;

/** A clock's time alone: the day is known to who sits in front of it. */
const timeOf = (language: Language): string => new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** One check: its exit code and what it prints. `changed`: what may have changed; left out: anything. */
export type Look = (changed?: ReadonlySet<string>) => Promise<{ readonly code: number; readonly text: string }>;

/** Checks whenever a file is saved, until it is told to end; the last check's exit code. */
export async function watchAndCheck(folders: readonly string[], first: Awaited<ReturnType<Look>>, look: Look, { stdout, language, until }: WatchOutput): Promise<number> {
  let last = first;
  let working: Promise<void> = Promise.resolve();
  let stop = (): void => {};
  const stopped = new Promise<void>((end) => (stop = end));
  const again = async (changed: ReadonlySet<string> | undefined): Promise<void> => {
    const before = last;
    last = await look(changed);
    // The watch says once that it works, and looks at everything then: what changed unseen before.
    if (changed || last.text !== before.text) stdout.write(`\n${timeOf(language)}\n${last.text}`);
    if (!changed) stdout.write(`${WATCHING[language]}\n`);
  };
  const watch = watchFolders({
    folders: folders.map((folder) => resolve(folder)),
    onChange: (changed) => {
      working = working.then(() => again(changed));
      working.catch(stop);
    },
    onFault: () => {},
  });
  for (const signal of INTERRUPTED) process.once(signal, stop);
  until?.addEventListener('abort', stop, { once: true });
  await stopped;
  for (const signal of INTERRUPTED) process.off(signal, stop);
  await watch.close();
  await working;
  return last.code;
}
