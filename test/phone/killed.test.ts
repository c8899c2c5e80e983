import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { COURSES, startSitting } from '../fixtures/learner.ts';
import { startTestService } from '../fixtures/service.ts';
import type { Visitor } from '../fixtures/visitor.ts';

interface Event {
  readonly key: string;
  readonly sequence: number;
  readonly number: number;
  readonly [field: string]: unknown;
}
interface Outcome {
  readonly key: string;
  readonly state: string;
}

const KILLS = 4;
const DEVICES = ['phone', 'tablet'] as const;
const EVENTS_A_ROUND = 6;
const BATCH = 2;
const QUESTIONS = [1, 2];

/** A service as an operator starts it, in a process that can be killed. */
class Server {
  origin = '';
  readonly #dataDir: string;
  #child: ChildProcess | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** The same port each time: a phone knows one address. */
  async start(): Promise<void> {
    const port = this.origin === '' ? '0' : new URL(this.origin).port;
    const { PATH } = process.env;
    const env = { PATH, NODE_ENV: 'test', PORT: port, HOST: '127.0.0.1', LOG_LEVEL: 'silent', COURSES_DIR: COURSES, DATA_DIR: this.#dataDir };
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    let heard = '';
    while (!/http:\/\/[\w.]+:\d+/.test(heard)) heard += String((await once(child.stdout, 'data'))[0]);
    this.origin = /http:\/\/[\w.]+:\d+/.exec(heard)?.[0] ?? '';
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

describe('two phones, and a server that is killed in the middle of what they send', function () {
  this.timeout(180_000);
  let dataDir: string;
  let server: Server;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bimtek-killed-'));
    server = new Server(dataDir);
    await server.start();
  });
  after(async () => {
    await server.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  it(`end in the state of the rule (${KILLS} kills)`, async () => {
    const { visitor, attempt: path } = await startSitting(server, 'siti.killed');
    const attempt = path.split('/').at(-1) ?? '';
    const { person } = (await visitor.get('/sync')).body as { person: string };
    const options = await Promise.all(QUESTIONS.map((number) => optionsOf(visitor, `${path}/questions/${number}`)));
    const queues: Record<string, Event[]> = { phone: [], tablet: [] };
    const history: Event[] = [];
    const highest: Record<string, Record<number, number>> = { phone: {}, tablet: {} };
    const last: Record<number, string> = {};
    let count = 0;

    const answer = (device: string, number: number) => {
      count += 1;
      const response = options[number - 1]?.[count % 2] ?? String(count);
      const event: Event = { kind: 'answer', key: `${attempt}:${device}:${count}`, attempt, device, sequence: count, number, form: new URLSearchParams({ response }).toString() };
      highest[device] = { ...highest[device], [number]: count };
      last[number] = response;
      queues[device]?.push(event);
      history.push(event);
    };
    const send = async (events: readonly unknown[]): Promise<Outcome[]> => {
      const { status, body } = await visitor.post('/sync', { person, events: JSON.stringify(events) });
      expect(status).to.equal(200);
      return (body as { outcomes: Outcome[] }).outcomes;
    };
    /** What waits, in batches, until nothing does or the server is gone; `heard` after each acknowledgement. */
    const drain = async (device: string, heard: () => unknown): Promise<void> => {
      for (let batch = queues[device] ?? []; batch.length > 0; batch = queues[device] ?? []) {
        const outcomes = await send(batch.slice(0, BATCH)).catch((problem: unknown) => {
          if (problem instanceof Error && 'code' in problem) return undefined;
          throw problem;
        });
        if (!outcomes) return;
        expect(outcomes.map(({ state }) => state)).to.deep.equal(outcomes.map(() => 'arrived'));
        queues[device] = (queues[device] ?? []).filter(({ key }) => !outcomes.some((outcome) => outcome.key === key));
        heard();
      }
    };

    for (let round = 0; round < KILLS; round += 1) {
      for (let n = 0; n < EVENTS_A_ROUND; n += 1) for (const device of DEVICES) answer(device, QUESTIONS[(n + round) % QUESTIONS.length] ?? 1);
      let acknowledged = 0;
      let killed: Promise<void> | undefined;
      // Dies at the first, the second, the third acknowledgement: what both send next is on its way or half done.
      await Promise.all(DEVICES.map((device) => drain(device, () => {
        acknowledged += 1;
        if (acknowledged === round + 1) killed = server.end('SIGKILL');
      })));
      await killed;
      expect(killed, 'was killed').to.not.equal(undefined);
      expect(DEVICES.some((device) => (queues[device] ?? []).length > 0), 'in the middle of it').to.equal(true);
      await server.start();
    }
    for (const device of DEVICES) await drain(device, () => undefined);
    // Between devices the order of arrival counts: the phone speaks last.
    for (const number of QUESTIONS) answer('phone', number);
    await drain('phone', () => undefined);
    const { tablet, phone } = highest;
    expect([tablet, phone].map((each) => Object.keys(each ?? {}).length), 'each answered both').to.deep.equal([2, 2]);
    const finish = { kind: 'finish', key: `finish:${attempt}`, attempt, device: 'phone', after: {} };
    expect((await send([finish])).map(({ state }) => state)).to.deep.equal(['arrived']);
    // Killed again before anything else is done, and all of it sent once more.
    await server.end('SIGKILL');
    await server.start();
    expect(new Set((await send([...history, finish])).map(({ state }) => state))).to.deep.equal(new Set(['arrived']));
    await server.end('SIGTERM');

    const site = await startTestService({ COURSES_DIR: COURSES, DATA_DIR: dataDir });
    const record = await site.service.application.assessment.attempts.selectOptional(attempt);
    await site.close();
    expect(record?.state).to.equal('finished');
    for (const number of QUESTIONS) {
      const stored = record?.answers[record.questions[number - 1]?.id ?? ''];
      expect(stored?.seen, 'none lost').to.deep.equal({ phone: phone?.[number], tablet: tablet?.[number] });
      expect(stored?.device).to.equal('phone');
      if (options[number - 1]?.length) expect([stored?.response].flat()[0]).to.equal(last[number]);
    }
  });
});

const optionsOf = async (visitor: Visitor, question: string): Promise<string[]> =>
  [...(await visitor.get(question)).text.matchAll(/name="response" value="([^"]+)"|value="([^"]+)"[^>]*name="response"/g)].map((found) => found[1] ?? found[2] ?? '');
