import { expect } from 'chai';
import fc from 'fast-check';
import { course, question, quiz } from './course-factory.ts';
import { openSite, viewer, type Browser, type Site } from './site.ts';

/** An answer event as a device keeps it until it has arrived. */
interface Event {
  readonly device: string;
  readonly sequence: number;
  readonly question: number;
  readonly response: string;
}

const OPTIONS = ['p', 'q', 'r'];

/** Of one device the highest sequence wins, between devices the order of arrival; a replay changes nothing. */
function ruleOf(arrivals: readonly Event[], number: number): string | undefined {
  const highest = new Map<string, number>();
  let response: string | undefined;
  for (const event of arrivals) {
    if (event.question !== number || event.sequence <= (highest.get(event.device) ?? 0)) continue;
    highest.set(event.device, event.sequence);
    response = event.response;
  }
  return response;
}

describe('answers sent by devices that lose their connection', () => {
  let site: Site;
  let siti: Browser;
  const questions = [question('q-1', 'PSM.D.01'), question('q-2', 'PSM.D.01')];
  const example = course();
  const small = course({ modules: [{ ...example.modules[0]!, quiz: quiz({ id: 'kuis-1', shuffle: false, questions }) }] });

  before(async () => {
    site = await openSite([small]);
    await site.enrol('siti', small);
    siti = site.browser(viewer('siti'));
  });
  after(() => site.close());

  const begin = async (): Promise<string> => {
    await siti.get('/courses/contoh/quizzes/kuis-1');
    return (await siti.post('/courses/contoh/quizzes/kuis-1')).location;
  };
  const send = (attempt: string, { device, sequence, question: number, response }: Event) =>
    siti.send(`${attempt}/questions/${number}`, { response, device, sequence: String(sequence) });
  const stored = async (attempt: string) => (await site.assessment.attempts.selectOptional(attempt.split('/').at(-1) ?? ''))?.answers ?? {};

  const anyEvents = fc
    .array(fc.tuple(fc.constantFrom('phone', 'laptop'), fc.integer({ min: 1, max: 2 }), fc.constantFrom(...OPTIONS)), { minLength: 1, maxLength: 10 })
    .map((list) => list.map(([device, number, response], index): Event => ({ device, sequence: index + 1, question: number, response })))
    .chain((events) => fc.tuple(fc.constant(events), fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 12 }), fc.infiniteStream(fc.nat())))
    .map(([events, repeated, order]) => {
      const sent = [...events, ...repeated.map((index) => events[index] ?? events[0]!)];
      return sent.map((event) => ({ event, place: order.next().value as number })).toSorted((a, b) => a.place - b.place).map(({ event }) => event);
    });

  it('count once, however often and in whatever order they arrive', async function () {
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(anyEvents, async (arrivals) => {
        const attempt = await begin();
        for (const event of arrivals) expect(await send(attempt, event)).to.deep.include({ status: 200 });
        const answers = await stored(attempt);
        for (const number of [1, 2]) expect(answers[`q-${number}`]?.response).to.equal(ruleOf(arrivals, number));
        await siti.post(`${attempt}/finish`);
      }),
      { numRuns: 30 },
    );
  });

  it('are all acknowledged and none lost when they arrive at the same moment', async () => {
    const attempt = await begin();
    const events = Array.from({ length: 40 }, (_, index): Event => ({ device: index % 2 ? 'phone' : 'laptop', sequence: index + 1, question: 1 + (index % 2), response: OPTIONS[index % 3] ?? 'p' }));
    const replies = await Promise.all([...events, ...events].map((event) => send(attempt, event)));
    expect(replies.every((reply) => reply.body.saved === true)).to.equal(true);
    const answers = await stored(attempt);
    expect(answers['q-1']).to.deep.include({ response: events[38]?.response, device: 'laptop', seen: { laptop: 39 } });
    expect(answers['q-2']).to.deep.include({ response: events[39]?.response, device: 'phone', seen: { phone: 40 } });
    await siti.post(`${attempt}/finish`);
  });

  it('on a page of all questions speak of those that are named, and of all without names', async () => {
    await site.close();
    const all = course({ modules: [{ ...example.modules[0]!, quiz: quiz({ id: 'kuis-1', shuffle: false, layout: 'all', questions }) }] });
    site = await openSite([all]);
    await site.enrol('siti', all);
    siti = site.browser(viewer('siti'));
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions`);
    await siti.send(`${attempt}/questions`, { 'response.q-1': 'p', 'response.q-2': 'q', device: 'phone', sequence: '1' });
    const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    await siti.send(action, { 'response.q-1': 'r', device: 'phone', sequence: '2', said: 'q-1' });
    expect(await stored(attempt)).to.have.nested.property('q-1.response', 'r');
    expect(await stored(attempt), 'the page had not touched it').to.have.nested.property('q-2.response', 'q');
    await site.close();
    site = await openSite([small]);
    await site.enrol('siti', small);
    siti = site.browser(viewer('siti'));
  });

  it('change nothing when they are sent again after the end', async () => {
    const attempt = await begin();
    const event: Event = { device: 'phone', sequence: 1, question: 1, response: 'q' };
    await send(attempt, event);
    await siti.post(`${attempt}/finish`);
    const before = await stored(attempt);
    expect((await send(attempt, event)).status).to.equal(409);
    expect((await send(attempt, { ...event, sequence: 2, response: 'p' })).status).to.equal(409);
    expect(await stored(attempt)).to.deep.equal(before);
  });

  it('graded are exactly those that were acknowledged before the end, in a race of both', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const attempt = await begin();
      const answering = [1, 2].map((number) => send(attempt, { device: 'phone', sequence: number, question: number, response: 'q' }));
      const [finished, ...replies] = await Promise.all([siti.post(`${attempt}/finish`), ...answering]);
      expect(finished.status).to.equal(303);
      const { result } = (await site.assessment.attempts.selectOptional(attempt.split('/').at(-1) ?? '')) ?? {};
      for (const [index, reply] of replies.entries()) expect(result?.questions[`q-${index + 1}`]).to.equal(reply.status === 200 ? 1 : 0);
    }
  });

  it('are refused with names of devices that could not be told apart, or without a count', async () => {
    const attempt = await begin();
    for (const device of ['a.b', '$where', '__proto__', 'constructor', '', 'x'.repeat(41)]) {
      expect((await siti.send(`${attempt}/questions/1`, { response: 'q', device, sequence: '1' })).status, device).to.equal(400);
    }
    for (const sequence of ['0', '-1', '1.5', 'x', '9007199254740993']) {
      expect((await siti.send(`${attempt}/questions/1`, { response: 'q', device: 'phone', sequence })).status, sequence).to.equal(400);
    }
    expect((await siti.send(`${attempt}/questions/1`, { response: 'q', device: 'phone' })).status).to.equal(400);
    expect(await stored(attempt)).to.deep.equal({});
    await siti.post(`${attempt}/finish`);
  });
});
