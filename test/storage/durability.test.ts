import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { newFolder } from './open-embedded.ts';

const WRITER = fileURLToPath(new URL('./write-and-acknowledge.ts', import.meta.url));
const run = promisify(execFile);
const isStraceThere = await run('strace', ['-V']).then(() => true, () => false);

/** Acknowledgements before which nothing was brought to the disk since the one before. */
function unprotected(trace: string): string[] {
  let synced = false;
  const found: string[] = [];
  for (const line of trace.split('\n')) {
    // A call that another thread interrupts is written in two halves; it is done at the second.
    if (/(fsync|fdatasync)(\(| resumed).*= 0/.test(line)) synced = true;
    if (!/write\(1, "(entry|counter) /.test(line)) continue;
    if (!synced) found.push(line);
    synced = false;
  }
  return found;
}

// kill -9 leaves what the kernel has not written yet; only a power cut would tell. So the calls are read.
describe('an acknowledgement', () => {
  for (const where of ['here', 'thread']) {
    (isStraceThere ? it : it.skip)(`comes after an fsync (writing ${where}) [needs strace]`, async function () {
      this.timeout(60_000);
      const folder = await newFolder();
      const trace = join(folder, 'trace');
      const child = [process.execPath, '--import', 'tsx', WRITER, join(folder, 'bimtek.sqlite'), where, '0', '1', '20'];
      const { stdout } = await run('strace', ['-f', '-e', 'trace=fsync,fdatasync,write', '-o', trace, ...child]);
      expect(stdout.trim().split('\n')).to.have.length(40);
      expect(unprotected(await readFile(trace, 'utf8'))).to.deep.equal([]);
      await rm(folder, { recursive: true });
    });
  }
});
