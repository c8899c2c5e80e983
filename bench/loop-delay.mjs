// Preloaded into the service that a bench measures (`--import`): at each SIGUSR2 it writes to BENCH_LOOP_FILE how long the event loop was held up
// at most since the last one, in milliseconds: by the clock, and without the time that the thread stood in line for a processor, which is
// the neighbours' doing on a busy machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS = 1e6;
// Its second number: how long the thread waited for a processor, in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst).
const SCHEDSTAT = `/proc/self/task/${process.pid}/schedstat`;

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const waited = () => Number(readFileSync(SCHEDSTAT, 'utf8').split(' ')[1]) / NANOSECONDS;
  let last = performance.now() - waited();
  let longest = 0;
  setInterval(() => {
    const now = performance.now() - waited();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1).unref();
  process.on('SIGUSR2', () => {
    writeFileSync(process.env.BENCH_LOOP_FILE, JSON.stringify({ clockMs: delay.max / NANOSECONDS, heldMs: longest }));
    delay.reset();
    longest = 0;
  });
}
