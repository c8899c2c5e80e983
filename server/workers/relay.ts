import type { Worker } from 'node:cluster';
import { isMessage, type Message, type Topic } from './siblings.ts';

/** A worker that is busy for longer answers too late: what it would have said is left out. */
const LONGEST_ANSWER_MS = 1000;

interface Question {
  readonly asker: Worker;
  readonly id: string;
  readonly open: Set<number>;
  readonly answers: unknown[];
  readonly timer: NodeJS.Timeout;
}

/** The primary's half of `siblings.ts`: hands a worker's question to all others, and what they answer back to it. */
export class Relay {
  readonly #own: Readonly<Record<Topic, (what: unknown) => unknown>>;
  readonly #workers = new Map<number, Worker>();
  readonly #questions = new Map<string, Question>();
  readonly #onReady: (worker: Worker, ready: unknown) => void;

  /** `own`: topics that the primary answers by itself. */
  constructor(own: Readonly<Record<Topic, (what: unknown) => unknown>>, onReady: (worker: Worker, ready: unknown) => void) {
    this.#own = own;
    this.#onReady = onReady;
  }

  add(worker: Worker): void {
    worker.on('message', (message: unknown) => {
      if (isMessage(message)) this.#receive(worker, message);
    });
    worker.on('exit', () => this.#remove(worker));
  }

  #receive(worker: Worker, message: Message): void {
    switch (message.bimtek) {
      case 'ready':
        // Only now: one that is still loading has nothing in memory to forget, and answers to nobody.
        this.#workers.set(worker.id, worker);
        this.#onReady(worker, message.ready);
        break;
      case 'ask':
        this.#pass(worker, message);
        break;
      case 'answer':
        this.#answer(worker, message);
    }
  }

  #pass(asker: Worker, { id, topic, what }: Message & { bimtek: 'ask' | 'asked' }): void {
    const own = this.#own[topic];
    if (own) return send(asker, { bimtek: 'answered', id, answers: [own(what)] });
    const others = [...this.#workers.values()].filter((worker) => worker !== asker && worker.isConnected());
    if (others.length === 0) return send(asker, { bimtek: 'answered', id, answers: [] });
    const key = `${asker.id}:${id}`;
    const timer = setTimeout(() => this.#close(key), LONGEST_ANSWER_MS);
    this.#questions.set(key, { asker, id, open: new Set(others.map((worker) => worker.id)), answers: [], timer });
    for (const worker of others) send(worker, { bimtek: 'asked', id: key, topic, what });
  }

  #answer(worker: Worker, { id: key, answer }: Message & { bimtek: 'answer' }): void {
    const question = this.#questions.get(key);
    if (!question?.open.delete(worker.id)) return;
    if (answer !== undefined) question.answers.push(answer);
    if (question.open.size === 0) this.#close(key);
  }

  #close(key: string): void {
    const question = this.#questions.get(key);
    if (!question) return;
    clearTimeout(question.timer);
    this.#questions.delete(key);
    send(question.asker, { bimtek: 'answered', id: question.id, answers: question.answers });
  }

  #remove(worker: Worker): void {
    this.#workers.delete(worker.id);
    for (const [key, { open }] of this.#questions) if (open.delete(worker.id) && open.size === 0) this.#close(key);
  }
}

/** To a worker that has just died nothing can be said, and need not be. */
const send = (worker: Worker, message: Message): void => {
  if (worker.isConnected()) worker.send(message, () => undefined);
};
