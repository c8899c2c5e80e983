// Preloaded into the service that a bench measures (`--import`): at each SIGUSR2 it writes to BENCH_LOOP_FILE how long the event loop was held up
// at most since the last one, in milliseconds: by the clock; without the time that the thread stood in line for a processor, which is
// the neighbours' doing on a busy machine; and by its work alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS = 1e6;
// Its first numbers: how long the thread ran on a processor, and waited for one, in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst).
const SCHEDSTAT = `/proc/self/task/${process.pid}/schedstat`;

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const look = () => {
    const [worked, waited] = readFileSync(SCHEDSTAT, 'utf8').split(' ').map((text) => Number(text) / NANOSECONDS);
    return { worked, held: performance.now() - waited };
  };
  let last = look();
  let longest = { workMs: 0, heldMs: 0 };
  setInterval(() => {
    const now = look();
    longest = { workMs: Math.max(longest.workMs, now.worked - last.worked), heldMs: Math.max(longest.heldMs, now.held - last.held) };
    last = now;
  }, 1).unref();
  process.on('SIGUSR2', () => {
    writeFileSync(process.env.BENCH_LOOP_FILE, JSON.stringify({ clockMs: delay.max / NANOSECONDS, ...longest }));
    delay.reset();
    longest = { workMs: 0, heldMs: 0 };
  });
}
