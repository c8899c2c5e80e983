import { expect } from 'chai';
import { createCounts, SharedCounter } from '../../server/workers/rate-counters.ts';

const hit = (key: string, limit = 'get /a') => ({ limit, key, windowMs: 60_000, by: 1 });

describe('requests counted by address', () => {
  it('count up to the end of their minute, each limit and address for itself', () => {
    let now = 1000;
    const count = createCounts(() => now);
    expect([count(hit('x')), count(hit('x')), count(hit('y')), count(hit('x', 'post /a'))].map(({ hits }) => hits)).to.deep.equal([1, 2, 1, 1]);
    expect(count(hit('x')).resetAt).to.equal(61_000);
    now = 61_000;
    expect(count(hit('x'))).to.deep.equal({ hits: 1, resetAt: 121_000 });
    expect(count({ ...hit('x'), by: -1 }).hits).to.equal(0);
  });

  it('do not fill the memory when a million addresses ask', () => {
    const count = createCounts(() => 1000);
    const before = process.memoryUsage().heapUsed;
    for (let address = 0; address < 300_000; address++) count(hit(String(address)));
    expect(count(hit('0')).hits, 'the oldest are forgotten').to.equal(1);
    expect(count(hit('299999')).hits, 'the newest are not').to.equal(2);
    expect(process.memoryUsage().heapUsed - before).to.be.below(100_000_000);
  });

  it('are counted in the process itself when there is no primary', async () => {
    const counter = new SharedCounter('get /a');
    counter.init({ windowMs: 60_000 } as never);
    expect((await counter.increment('x')).totalHits).to.equal(1);
    expect((await counter.increment('x')).totalHits).to.equal(2);
    await counter.decrement('x');
    expect((await counter.increment('x')).totalHits).to.equal(2);
    await counter.resetKey('x');
    expect((await counter.increment('x')).totalHits).to.equal(1);
  });
});
