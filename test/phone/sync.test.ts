import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { COURSES, startSitting } from '../fixtures/learner.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import type { Visitor } from '../fixtures/visitor.ts';

interface Event {
  readonly kind: string;
  readonly key: string;
  readonly [field: string]: unknown;
}
interface Outcome {
  readonly key: string;
  readonly state: 'arrived' | 'later' | 'refused';
  readonly why?: string;
}

const QUIZ = '/courses/cuci-tangan/quizzes/kuis-mengapa';
const answerEvent = (attempt: string, device: string, sequence: number, number: number, response: string): Event => ({
  kind: 'answer', key: `${attempt}:${device}:${sequence}`, attempt, device, sequence, number, form: new URLSearchParams({ response }).toString(),
});

describe('what phones send after they had no network', function () {
  this.timeout(120_000);
  let site: TestService;
  let courses: string;
  let siti: Visitor;
  let person: string;
  let attempt: string;
  let question: number;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-phone-'));
    await cp(COURSES, courses, { recursive: true });
    // One attempt after the other, without waiting.
    const quiz = join(courses, 'cuci-tangan/01-mengapa/quiz.yaml');
    await writeFile(quiz, (await readFile(quiz, 'utf8')).replace(/attempts:\n {2}wait: .*\n/, ''));
    site = await startTestService({ COURSES_DIR: courses });
    const sitting = await startSitting(site, 'siti.sync');
    siti = sitting.visitor;
    attempt = sitting.attempt.split('/').at(-1) ?? '';
    question = Number(sitting.question.split('/').at(-1));
    person = ((await siti.get('/sync')).body as { person: string }).person;
  });
  after(async () => {
    await site?.close();
    await rm(courses, { recursive: true, force: true });
  });

  const sync = async (events: readonly unknown[], who = person) => {
    const response = await siti.post('/sync', { person: who, events: JSON.stringify(events) });
    return { status: response.status, outcomes: (response.body as { outcomes?: Outcome[] }).outcomes ?? [] };
  };
  const stored = () => site.service.application.assessment.attempts.selectOptional(attempt);
  const begin = async () => {
    await siti.get(QUIZ);
    const started = await siti.post(QUIZ, {}, QUIZ);
    attempt = /^\/attempts\/([^/]+)/.exec(String(started.headers.location))?.[1] ?? '';
    expect(attempt, started.text).not.to.equal('');
    // The draw may put the questions in another order.
    for (question = 1; question < 9 && !/type="radio"/.test((await siti.get(`/attempts/${attempt}/questions/${question}`)).text); question += 1);
  };
  const optionsOf = async (number = question) => [...(await siti.get(`/attempts/${attempt}/questions/${number}`)).text.matchAll(/name="response" value="([^"]+)"|value="([^"]+)"[^>]*name="response"/g)].map((found) => found[1] ?? found[2] ?? '');

  it('counts once, and a replay changes nothing', async () => {
    const [first = '', second = ''] = await optionsOf();
    const events = [answerEvent(attempt, 'phone', 1, question, first), answerEvent(attempt, 'phone', 2, question, second)];
    expect((await sync(events)).outcomes.map(({ state }) => state)).to.deep.equal(['arrived', 'arrived']);
    const before = await stored();
    expect((await sync([events[0]])).outcomes).to.deep.equal([{ key: events[0]?.key, state: 'arrived', why: 'Sudah sampai sebelumnya, jadi tidak ada yang berubah.' }]);
    expect(await stored()).to.deep.equal(before);
  });

  it('refuses what is forged, and says why', async () => {
    const before = await stored();
    const good = answerEvent(attempt, 'phone', 9, question, 'a');
    const { outcomes } = await sync([
      { ...good, key: `${attempt}:phone:8` }, { ...good, device: '__proto__' }, 'bukan catatan', { ...good, attempt: 'x'.repeat(20), key: `${'x'.repeat(20)}:phone:9` },
      { ...good, number: 999 }, { kind: 'read', key: 'read:cuci-tangan:tidak-ada', course: 'cuci-tangan', lesson: 'tidak-ada' },
    ]);
    expect(outcomes.map(({ state }) => state)).to.deep.equal(Array.from({ length: 6 }, () => 'refused'));
    for (const { why } of outcomes) expect(why).to.be.a('string').and.not.equal('');
    expect((await sync([good], 'orang-lain')).status).to.equal(409);
    expect((await siti.post('/sync', { _csrf: 'wrong', person, events: JSON.stringify([good]) })).status).to.equal(403);
    expect((await siti.post('/sync', { person, events: '{"a"' })).status).to.equal(400);
    expect(await stored()).to.deep.equal(before);
  });

  it('adds the seconds of each device once, in whatever order they come', async () => {
    const lesson = 'kuman';
    const lessons = [...(await siti.get('/courses/cuci-tangan')).text.matchAll(/\/courses\/cuci-tangan\/lessons\/([\w-]+)/g)].map((found) => found[1] ?? '');
    const id = lessons[0] ?? lesson;
    const time = (device: string, seconds: number): Event => ({ kind: 'time', key: `time:cuci-tangan:${id}:${device}`, course: 'cuci-tangan', lesson: id, device, seconds });
    const why = 'Sudah sampai sebelumnya, jadi tidak ada yang berubah.';
    const saidOf = async (events: readonly Event[]) => (await sync(events)).outcomes.map((outcome) => [outcome.state, outcome.why]);
    expect(await saidOf([time('phone', 30), time('tablet', 10), time('phone', 20)])).to.deep.equal([['arrived', undefined], ['arrived', undefined], ['arrived', why]]);
    expect(await saidOf([time('phone', 40), time('tablet', 10), time('phone', 30)]), 'replayed and stale, and it is said').to.deep.equal([['arrived', undefined], ['arrived', why], ['arrived', why]]);
    const read: Event = { kind: 'read', key: `read:cuci-tangan:${id}`, course: 'cuci-tangan', lesson: id };
    expect((await saidOf([read, read])).at(-1), 'the same of what was read').to.deep.equal(['arrived', why]);
    const enrolment = await site.service.application.assessment.learning.enrolments.selectOptional(person, 'cuci-tangan');
    expect(enrolment?.seconds[id]).to.equal(50);
  });

  it('ends an attempt only when all answers before have arrived, once', async () => {
    const [first = ''] = await optionsOf();
    const id = (await stored())?.questions[question - 1]?.id ?? '';
    const finish = { kind: 'finish', key: `finish:${attempt}`, attempt, device: 'phone', after: { [id]: 20 } };
    expect((await sync([finish])).outcomes).to.deep.equal([{ key: finish.key, state: 'later' }]);
    expect((await stored())?.state).to.equal('open');
    expect((await sync([answerEvent(attempt, 'phone', 20, question, first), finish])).outcomes.map(({ state }) => state)).to.deep.equal(['arrived', 'arrived']);
    const ended = await stored();
    expect(ended?.state).to.equal('finished');
    const again = await sync([answerEvent(attempt, 'phone', 20, question, first), finish, answerEvent(attempt, 'tablet', 1, question, first)]);
    expect(again.outcomes.map(({ state }) => state), 'a lost acknowledgement, and one that is too late').to.deep.equal(['arrived', 'arrived', 'refused']);
    for (const { why } of again.outcomes) expect(why).to.be.a('string').and.not.equal('');
    expect(await stored()).to.deep.equal(ended);
  });

  it('refuses in a batch what cannot be read, and takes the rest', async () => {
    await begin();
    const ids = (await stored())?.questions.map(({ id }) => id) ?? [];
    const [first = ''] = await optionsOf();
    const other = question === 1 ? 2 : 1;
    const before = (await stored())?.answers;
    const { outcomes } = await sync([answerEvent(attempt, 'phone', 1, other, 'bukan pilihan, bukan angka'), answerEvent(attempt, 'phone', 2, question, first), answerEvent(attempt, 'phone', 3, question, 'pilihan lain')]);
    expect(before).to.deep.equal({});
    expect(outcomes.map(({ state }) => state)).to.deep.equal(['refused', 'arrived', 'refused']);
    expect(outcomes[0]?.why).to.be.a('string').and.not.equal('');
    expect(Object.keys((await stored())?.answers ?? {})).to.deep.equal([ids[question - 1]]);
    // The phone leaves out what was refused.
    const end = { kind: 'finish', key: `finish:${attempt}`, attempt, device: 'phone', after: { [ids[question - 1] ?? '']: 2 } };
    expect((await sync([end])).outcomes[0]?.state).to.equal('arrived');
  });

  /** One thing that happens: a device answers, or sends what waits, and the network or a process does its worst. */
  const step = fc.record({
    device: fc.constantFrom('phone', 'tablet'),
    act: fc.constantFrom('answer', 'answer', 'send', 'lost', 'unacknowledged', 'killed', 'reversed', 'old'),
    pick: fc.nat({ max: 20 }),
  });

  it('ends where the rule says, whatever is lost, doubled, late or killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        await begin();
        const options = await optionsOf();
        const queues: Record<string, Event[]> = { phone: [], tablet: [] };
        const counts: Record<string, number> = { phone: 0, tablet: 0 };
        const old: Event[][] = [];
        const arrivals: Event[] = [];
        const send = async (device: string, batch: readonly Event[], acknowledged: boolean) => {
          if (batch.length === 0) return;
          old.push([...batch]);
          const { status, outcomes } = await sync(batch);
          expect(status).to.equal(200);
          expect(outcomes.every(({ state }) => state === 'arrived')).to.equal(true);
          arrivals.push(...batch);
          if (acknowledged) queues[device] = (queues[device] ?? []).filter(({ key }) => !outcomes.some((outcome) => outcome.key === key));
        };
        for (const { device, act, pick } of steps) {
          const queue = queues[device] ?? [];
          if (act === 'answer') {
            counts[device] = (counts[device] ?? 0) + 1;
            queue.push(answerEvent(attempt, device, counts[device], question, options[pick % options.length] ?? ''));
          }
          if (act === 'send') await send(device, queue, true);
          if (act === 'unacknowledged') await send(device, queue, false);
          if (act === 'killed') await send(device, queue.slice(0, Math.ceil(queue.length / 2)), false);
          if (act === 'reversed') await send(device, queue.toReversed(), true);
          if (act === 'old' && old.length > 0) await send(device, old[pick % old.length] ?? [], false);
        }
        await send('phone', queues.phone ?? [], true);
        await send('tablet', queues.tablet ?? [], true);
        const highest = new Map<string, number>();
        let wanted: string | null | undefined;
        for (const { device, sequence, form } of arrivals as unknown as readonly (Event & { device: string; sequence: number; form: string })[]) {
          if (sequence <= (highest.get(device) ?? 0)) continue;
          highest.set(device, sequence);
          wanted = new URLSearchParams(form).get('response');
        }
        const record = await stored();
        const answer = record?.answers[record.questions[question - 1]?.id ?? ''];
        expect([answer?.response].flat()[0]).to.equal(wanted);
        expect(answer?.seen ?? {}).to.deep.equal(Object.fromEntries(highest));
        expect([...highest.values()].reduce((sum, n) => sum + n, 0), 'none lost').to.equal((counts.phone ?? 0) + (counts.tablet ?? 0));
        expect((await sync([{ kind: 'finish', key: `finish:${attempt}`, attempt, device: 'phone', after: {} }])).outcomes[0]?.state).to.equal('arrived');
      }),
      { numRuns: 25 },
    );
  });

  /** A device answers one of two questions, hands in, or sends; what is sent is lost on the way, comes twice, or its acknowledgement is lost. */
  const schedule = fc.record({
    device: fc.constantFrom('phone', 'tablet'),
    act: fc.constantFrom('answer', 'answer', 'answer', 'end', 'send', 'send', 'lost', 'unheard', 'twice', 'shuffled', 'half', 'old'),
    pick: fc.nat({ max: 999 }),
  });

  it('ends once, with what had arrived by then, whatever two phones and their networks do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(schedule, { minLength: 4, maxLength: 24 }), async (steps) => {
        await begin();
        const ids = ((await stored())?.questions ?? []).map(({ id }) => id);
        // Options of each question; none where a number is typed.
        const options = await Promise.all(ids.map((_, index) => optionsOf(index + 1)));
        const queues: Record<string, Event[]> = { phone: [], tablet: [] };
        const counts: Record<string, number> = { phone: 0, tablet: 0 };
        const last: Record<string, Record<string, number>> = { phone: {}, tablet: {} };
        const history: Event[][] = [];
        // What the rule of product.md says: of one device the highest sequence of a question, between devices the order of arrival, nothing after the end.
        const seen: Record<string, Record<string, number>> = {};
        const winner: Record<string, { device: string; sequence: number }> = {};
        let isOver = false;
        const applyToModel = (event: Event): string => {
          const { device } = event as unknown as { device: string };
          if (event.kind === 'finish') {
            const after = event.after as Record<string, number>;
            if (!isOver && Object.entries(after).some(([id, sequence]) => (seen[id]?.[device] ?? 0) < sequence)) return 'later';
            isOver = true;
            return 'arrived';
          }
          const id = ids[Number(event.number) - 1] ?? '';
          const sequence = Number(event.sequence);
          const known = seen[id]?.[device] ?? 0;
          if (isOver) return known >= sequence ? 'arrived' : 'refused';
          if (sequence > known) {
            seen[id] = { ...seen[id], [device]: sequence };
            winner[id] = { device, sequence };
          }
          return 'arrived';
        };
        const deliver = async (device: string, batch: readonly Event[], isHeard: boolean) => {
          if (batch.length === 0) return;
          history.push([...batch]);
          const { outcomes } = await sync(batch);
          // Answers are applied before ends, as a phone sends them.
          const ordered = [...batch.filter(({ kind }) => kind !== 'finish'), ...batch.filter(({ kind }) => kind === 'finish')];
          const wanted = new Map(ordered.map((event) => [event.key, applyToModel(event)]));
          expect(Object.fromEntries(outcomes.map(({ key, state }) => [key, state]))).to.deep.equal(Object.fromEntries(wanted));
          if (isHeard) queues[device] = (queues[device] ?? []).filter(({ key }) => !['arrived', 'refused'].includes(outcomes.find((outcome) => outcome.key === key)?.state ?? ''));
        };
        for (const { device, act, pick } of steps) {
          const queue = queues[device] ?? [];
          if (act === 'answer') {
            const number = (pick % ids.length) + 1;
            counts[device] = (counts[device] ?? 0) + 1;
            const sequence = counts[device] ?? 0;
            last[device] = { ...last[device], [ids[number - 1] ?? '']: sequence };
            queue.push(answerEvent(attempt, device, sequence, number, options[number - 1]?.[pick % 2] ?? String(pick)));
          }
          if (act === 'end') queues[device] = [...queue.filter(({ kind }) => kind !== 'finish'), { kind: 'finish', key: `finish:${attempt}`, attempt, device, after: { ...last[device] } }];
          if (act === 'send') await deliver(device, queue, true);
          if (act === 'unheard') await deliver(device, queue, false);
          if (act === 'twice') {
            await deliver(device, queue, false);
            await deliver(device, queues[device] ?? [], true);
          }
          if (act === 'shuffled') await deliver(device, queue.toSorted((a, b) => ((a.key.length * 31 + pick) % 7) - ((b.key.length * 17 + pick) % 7)).toReversed(), true);
          if (act === 'half') await deliver(device, queue.slice(0, Math.ceil(queue.length / 2)), false);
          if (act === 'old' && history.length > 0) await deliver(device, history[pick % history.length] ?? [], false);
        }
        for (const device of ['phone', 'tablet', 'phone']) await deliver(device, queues[device] ?? [], true);
        const record = await stored();
        expect(record?.state).to.equal(isOver ? 'finished' : 'open');
        for (const id of ids) {
          const answer = record?.answers[id];
          expect(answer?.seen ?? {}).to.deep.equal(seen[id] ?? {});
          expect(answer?.device).to.equal(winner[id]?.device);
        }
        if (!isOver) await sync([{ kind: 'finish', key: `finish:${attempt}`, attempt, device: 'phone', after: {} }]);
        const final = await stored();
        await sync(history.flat().slice(0, 190));
        expect((await stored())?.answers, 'a stale batch changes nothing').to.deep.equal(final?.answers);
      }),
      { numRuns: 30 },
    );
  });
});
