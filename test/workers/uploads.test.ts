import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { copyExample, edit, temporaryFolder } from '../content/course-tree.ts';
import { zipOf } from '../content/import/read.ts';
import { soon, startSeveral, Wanderer, type Several } from './several.ts';

const WORKERS = 2;
/** Enough new connections to meet every worker, since they are handed out in turn. */
const ROUND = WORKERS * 3;
/** What holds within a second is waited for this long on a machine that is busy. */
const PATIENCE_MS = 5000;
const PAGE = '/admin/uploads';
const COURSE = '/courses/cuci-tangan';

function exampleTitled(title: string): Promise<Buffer> {
  const { folder, remove } = temporaryFolder();
  try {
    copyExample(folder, { 'course.yaml': edit('title: Cuci Tangan Pakai Sabun', `title: ${title}`) });
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)).filter((path) => statSync(path).isFile());
    return zipOf(Object.fromEntries(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)])));
  } finally {
    remove();
  }
}

describe(`a course that is uploaded with WEB_CONCURRENCY=${WORKERS}`, function () {
  this.timeout(180_000);
  let dataDir: string;
  let courses: string;
  let site: Several;
  let rina: Wanderer;

  const start = () => startSeveral({ WEB_CONCURRENCY: String(WORKERS), DATA_DIR: dataDir, COURSES_DIR: courses });
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bimtek-several-'));
    courses = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
    site = await start();
    rina = new Wanderer(site.origin);
    // Printed after the line that says where it listens.
    await site.line(/\/start\//);
    const path = site.firstAdministratorPath;
    await rina.post(path, { name: 'Rina Kartika', userName: 'rina', password: 'lumbung padi pagi' }, path);
  });
  after(async () => {
    await site?.close();
    for (const folder of [dataDir, courses]) await rm(folder, { recursive: true, force: true });
  });

  const publish = async (title: string): Promise<void> => {
    await rina.get(PAGE);
    const sent = await rina.upload(PAGE, { field: 'file', name: 'pelatihan.zip', bytes: await exampleTitled(title) });
    expect(sent.status, sent.text.slice(0, 2000)).to.equal(303);
    const { text } = await rina.get(sent.location);
    const taken = await rina.post(sent.location, { base: /name="base" value="([^"]*)"/.exec(text)?.[1] ?? '' });
    expect(taken.status, taken.text.replaceAll(/<[^>]*>/g, ' ').slice(0, 2000)).to.equal(303);
  };
  /** What each of several connections in a row is shown. */
  const titles = async (): Promise<readonly (string | undefined)[]> =>
    Promise.all(Array.from({ length: ROUND }, async () => /<h1[^>]*>([^<]*)</.exec((await new Wanderer(site.origin).get(COURSE)).text)?.[1]?.trim()));
  const allSay = (title: string) => soon(titles, (all) => all.every((one) => one === title), PATIENCE_MS);
  const expected = (title: string): string[] => Array.from({ length: ROUND }, () => title);

  it('is served by all of them soon after one of them has taken it, and so is what replaces it', async () => {
    await publish('Cuci Tangan Pertama');
    expect(await allSay('Cuci Tangan Pertama')).to.deep.equal(expected('Cuci Tangan Pertama'));
    await publish('Cuci Tangan Kedua');
    expect(await allSay('Cuci Tangan Kedua')).to.deep.equal(expected('Cuci Tangan Kedua'));
    expect(await soon(async () => site.answerers().size, (count) => count === WORKERS, PATIENCE_MS)).to.equal(WORKERS);
  });

  it('is served by all of them after a restart, also where the folders are gone', async () => {
    await site.close();
    rmSync(join(dataDir, 'uploaded'), { recursive: true });
    site = await start();
    expect(await titles()).to.deep.equal(expected('Cuci Tangan Kedua'));
  });
});
