import cluster from 'node:cluster';

/**
 * Where several processes serve one port (`WEB_CONCURRENCY`), what one of them has to tell or ask the others. The messages
 * go through the process that started them (`relay.ts`). A process that is alone asks nobody.
 */
export type Topic = string;

/** What a worker and the primary say to each other; other messages on the channel are not ours. */
export type Message =
  | { readonly bimtek: 'ask' | 'asked'; readonly id: string; readonly topic: Topic; readonly what: unknown }
  | { readonly bimtek: 'answer'; readonly id: string; readonly answer: unknown }
  | { readonly bimtek: 'answered'; readonly id: string; readonly answers: readonly unknown[] }
  | { readonly bimtek: 'ready'; readonly ready: unknown };

export const isMessage = (message: unknown): message is Message => typeof message === 'object' && message !== null && 'bimtek' in message;

/** Longer than the primary waits for anybody (`relay.ts`): a primary that is gone keeps no page waiting. */
const LONGEST_WAIT_MS = 2000;

const answering = new Map<Topic, (what: unknown) => unknown>();
const waiting = new Map<string, (answers: readonly unknown[]) => void>();
let asked = 0;

const send = (message: Message): boolean => {
  if (!process.connected) return false;
  process.send?.(message);
  return true;
};

if (cluster.isWorker) {
  process.on('message', (message: unknown) => {
    if (!isMessage(message)) return;
    if (message.bimtek === 'asked') send({ bimtek: 'answer', id: message.id, answer: answering.get(message.topic)?.(message.what) });
    if (message.bimtek === 'answered') waiting.get(message.id)?.(message.answers);
  });
}

/** Whether there may be others beside this process. */
export const hasSiblings = (): boolean => cluster.isWorker;

/** Says what is done when another process asks or tells; what it gives goes back to whoever asked. One for each topic. */
export function hear(topic: Topic, answer: (what: unknown) => unknown): void {
  if (cluster.isWorker) answering.set(topic, answer);
}

/**
 * Resolved when all others have heard it, with what they gave that was not undefined; with an empty list where there are no
 * others, or they do not answer. `what` has to be plain data.
 */
export function ask(topic: Topic, what: unknown): Promise<readonly unknown[]> {
  if (!cluster.isWorker) return Promise.resolve([]);
  const id = String((asked += 1));
  return new Promise((resolve) => {
    const done = (answers: readonly unknown[]) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(answers);
    };
    const timer = setTimeout(done, LONGEST_WAIT_MS, []);
    waiting.set(id, done);
    if (!send({ bimtek: 'ask', id, topic, what })) done([]);
  });
}

/** Tells the primary that this worker serves. */
export const announceReady = (ready: unknown): boolean => send({ bimtek: 'ready', ready });
