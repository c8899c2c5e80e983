import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { drawInThread } from '../../server/certification/draw-in-thread.ts';
import { certificateTemplates } from '../../server/certification/pdf/certificate-templates.ts';
import { preparePicture } from '../../server/certification/pdf/picture/picture.ts';
import { renderCertificate } from '../../server/certification/pdf/render-certificate.ts';
import { png } from './logo-pictures.ts';

const { example } = certificateTemplates.klasik;
const POLL_MS = 20;

describe('Drawing in a thread', function () {
  this.timeout(60_000);
  const logo = preparePicture(png(40, 40, { colour: 2, depth: 8 }, () => [20, 40, 200]), 'logo');
  const files = [{ name: 'a.jwt', type: 'application/jwt', description: 'x', bytes: Buffer.from('aku') }];
  const drawing = (holderName: string) => ({ record: { ...example, holderName }, pictures: { logo, signatures: [undefined] }, files });
  const here = (holderName: string) => renderCertificate({ ...example, holderName }, { logo, signatures: [undefined] }, files);

  before(async () => {
    // Until it can draw, whoever asks draws by itself.
    while (!(await drawInThread(drawing('Siti')))) await pause(POLL_MS);
  });

  it('gives the same bytes as drawing here, each to whom it belongs, also when many ask at once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Siti Nur'aini ${index}`);
    const drawn = await Promise.all(names.map((name) => drawInThread(drawing(name))));
    for (const [index, name] of names.entries()) expect(drawn[index]?.equals(await here(name)), name).to.equal(true);
  });

  it('keeps a command going that waits for nothing else', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'test/certification/draw-and-say.ts']);
    expect(stdout).to.match(/^drawn \d{5}/);
  });

  it('leaves to others what it cannot draw, and draws on', async () => {
    const look = { ...drawing('Siti'), record: { ...example, templateHash: 'x' } };
    expect(await drawInThread(drawing('Nama 漢'))).to.equal(undefined);
    expect(await drawInThread(look)).to.equal(undefined);
    expect((await drawInThread(drawing('Siti')))?.equals(await here('Siti'))).to.equal(true);
  });
});
