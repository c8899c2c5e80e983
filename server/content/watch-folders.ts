import { basename } from 'node:path';
import { watch } from 'chokidar';
import { isIgnoredName } from './course-files.ts';

/** Long enough for an editor to finish saving, short enough to feel at once. */
const QUIET_MS = 80;
/** A copy that goes on for minutes is shown as it comes. */
const LONGEST_MS = 500;
/** Where the system tells nothing of changes (a network disk, no watches left), they are looked for. */
const POLL_MS = 2000;

export interface FolderWatch {
  /** Everything has to be looked at once more from now on, every few seconds: watching is not possible. */
  poll(): void;
  /** One more folder to watch. */
  add(folder: string): void;
  close(): Promise<void>;
}

export interface WatchOptions {
  readonly folders: readonly string[];
  /** Absolute paths that changed; undefined: anything may have. */
  readonly onChange: (paths: ReadonlySet<string> | undefined) => void;
  readonly onFault: (fault: unknown) => void;
}

/** Tells of changes in folders, gathered until they pause. The first call, with undefined, comes as soon as watching works. */
export function watchFolders({ folders, onChange, onFault }: WatchOptions): FolderWatch {
  let changed = new Set<string>();
  let since = 0;
  let quiet: NodeJS.Timeout | undefined;
  let polling: NodeJS.Timeout | undefined;

  const flush = () => {
    const paths = changed;
    changed = new Set();
    since = 0;
    onChange(paths);
  };
  const note = (path: string) => {
    changed.add(path);
    since ||= Date.now();
    clearTimeout(quiet);
    quiet = setTimeout(flush, Date.now() - since > LONGEST_MS ? 0 : QUIET_MS);
  };
  const poll = () => {
    polling ??= setInterval(() => onChange(undefined), POLL_MS).unref();
  };

  const watcher = watch([...folders], {
    ignoreInitial: true,
    // A link may lead in a circle, or to a disk full of files; what it leads to inside a course is watched anyway.
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path) => !folders.includes(path) && isIgnoredName(basename(path)),
  });
  watcher.on('all', (_event, path) => note(path));
  // Between the first reading and this moment something may have changed unseen.
  watcher.on('ready', () => onChange(undefined));
  watcher.on('error', (fault) => {
    onFault(fault);
    poll();
  });

  return {
    poll,
    add: (folder) => void watcher.add(folder),
    async close() {
      clearTimeout(quiet);
      clearInterval(polling);
      await watcher.close();
    },
  };
}
