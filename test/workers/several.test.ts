import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openStorage } from '../../server/storage/storage.ts';
import { currentVersionModel } from '../../server/content/version-model.ts';
import { soon, startSeveral, Wanderer, type Several } from './several.ts';

const WORKERS = 3;
/** Enough new connections to meet every worker, since they are handed out in turn. */
const ROUND = WORKERS * 3;
/** What holds within a second is waited for this long on a machine that is busy. */
const PATIENCE_MS = 5000;
const CODE_PER_MINUTE = 60;

const times = <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, index) => act(index)));

describe(`WEB_CONCURRENCY=${WORKERS}`, function () {
  this.timeout(120_000);
  let site: Several;
  let courses: string;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
    await cp('test/fixtures/courses', courses, { recursive: true });
    site = await startSeveral({ WEB_CONCURRENCY: String(WORKERS), COURSES_DIR: courses });
  });
  after(async () => {
    await site?.close();
    await rm(courses, { recursive: true, force: true });
  });

  it('says once that it is ready, with one link for the first administrator, and all of them answer', async () => {
    await times(ROUND, () => new Wanderer(site.origin).get('/'));
    expect(site.lines.filter((line) => line.startsWith('Bimtek: '))).to.have.length(1);
    expect(site.lines.filter((line) => line.includes('/start/'))).to.have.length(1);
    // What they log arrives through a pipe.
    expect(await soon(async () => site.answerers().size, (count) => count === WORKERS, PATIENCE_MS)).to.equal(WORKERS);
    expect(site.answerers()).not.to.include(site.pid);
    const answers = await times(ROUND, () => new Wanderer(site.origin).get(site.firstAdministratorPath));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: ROUND }, () => 200));
  });

  it('what one has done the next one knows: forms, notices, who is signed in', async () => {
    for (let round = 0; round < ROUND; round++) {
      const visitor = new Wanderer(site.origin);
      expect((await visitor.signUp(`pindah.${round}`)).status).to.equal(303);
      expect((await visitor.post('/courses/cuci-tangan/enrol', {}, '/courses/cuci-tangan')).status).to.equal(303);
      expect((await visitor.get('/courses/cuci-tangan')).text).to.include('Anda sudah terdaftar');
      expect((await visitor.get('/courses/cuci-tangan')).text).not.to.include('Anda sudah terdaftar');
      const changed = { name: `Nama Baru ${round}`, regionCode: '32.75', village: 'Pengasinan', phone: '', email: '' };
      expect((await visitor.post('/account', changed, '/account')).status).to.equal(303);
      expect((await visitor.get('/account')).text).to.include(`Nama Baru ${round}`);
      const password = { current: 'lumbung padi pagi', password: 'sawah hijau sore' };
      expect((await visitor.post('/account/password', password, '/account')).location).to.equal('/account');
      expect((await visitor.get('/account')).status, 'signed in with the new password').to.equal(200);
    }
  });

  it('who signs out everywhere is out in every process within a second', async () => {
    const [here, there] = [new Wanderer(site.origin), new Wanderer(site.origin)];
    await here.signUp('keluar.semua');
    await there.signIn('keluar.semua');
    const statuses = () => times(ROUND, async () => (await there.get('/learn')).status);
    expect(new Set(await statuses())).to.deep.equal(new Set([200]));
    expect((await here.post('/account/sessions/end', {}, '/account')).status).to.equal(303);
    const after = await soon(statuses, (all) => all.every((status) => status === 303), PATIENCE_MS);
    expect(new Set(after)).to.deep.equal(new Set([303]));
  });

  it('an administrator appoints a trainer: every process knows within a second', async () => {
    const [administrator, trainer] = [new Wanderer(site.origin), new Wanderer(site.origin)];
    const path = site.firstAdministratorPath;
    expect((await administrator.post(path, { name: 'Rina Kartika', userName: 'rina', password: 'lumbung padi pagi' }, path)).location).to.equal('/admin/settings');
    await trainer.signUp('calon.pelatih');
    const users = await administrator.get('/admin/users?search=calon.pelatih');
    const account = /\/admin\/users\/([\w-]{16,})/.exec((await administrator.get('/admin/users')).text + users.text)?.[0] ?? '';
    const links = [...new Set((await administrator.get('/admin/users')).text.match(/\/admin\/users\/[\w-]{16,}/g))];
    expect(links, account).not.to.have.length(0);
    let appointed = '';
    for (const link of links) if ((await administrator.get(link)).text.includes('calon.pelatih')) appointed = link;
    expect((await administrator.post(`${appointed}/role`, { role: 'trainer' }, appointed)).status).to.equal(303);
    const out = await soon(() => times(ROUND, async () => (await trainer.get('/admin/problems')).status), (all) => all.every((status) => status === 303), PATIENCE_MS);
    expect(new Set(out), 'the old sessions are over').to.deep.equal(new Set([303]));
    await trainer.signIn('calon.pelatih');
    const entered = await times(ROUND, async () => (await trainer.get('/admin/problems')).status);
    expect(new Set(entered)).to.deep.equal(new Set([200]));
  });

  it('settings that are changed in one process hold in every one within a second', async () => {
    const administrator = new Wanderer(site.origin);
    await administrator.signIn('rina');
    const saved = await administrator.post('/admin/settings', { issuerLine1: 'Dinas Contoh', organiser: 'Balai Pelatihan Baru' }, '/admin/settings');
    expect(saved.status).to.equal(303);
    const known = () => times(ROUND, async () => (await new Wanderer(site.origin).get('/')).text.includes('Balai Pelatihan Baru'));
    expect(await soon(known, (all) => all.every(Boolean), PATIENCE_MS)).not.to.include(false);
  });

  it('counts requests of an address for all of them together', async () => {
    const answers = await times(CODE_PER_MINUTE + 40, () => new Wanderer(site.origin).get('/start/tidak-ada'));
    const served = answers.filter(({ status }) => status !== 429).length;
    // Some were used up above; none more than the limit is served however many processes there are.
    expect(served).to.be.within(CODE_PER_MINUTE - ROUND - 4, CODE_PER_MINUTE);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).to.be.within(1, 60);
  });

  it('a course that is changed, then broken, is the same in every process', async () => {
    const lesson = join(courses, 'cuci-tangan', '01-mengapa', '01-kuman.md');
    const page = '/courses/cuci-tangan/lessons/kuman-di-tangan';
    const text = await readFile(lesson, 'utf8');
    await writeFile(lesson, `${text}\nIni kata baru.\n`);
    const read = () => times(ROUND, async () => (await new Wanderer(site.origin).get(page)).text.includes('Ini kata baru'));
    expect(await soon(read, (all) => all.every(Boolean), PATIENCE_MS)).not.to.include(false);
    await writeFile(join(courses, 'cuci-tangan', 'course.yaml'), 'id: [\n');
    const administrator = new Wanderer(site.origin);
    await administrator.signIn('rina');
    const broken = () => times(ROUND, async () => (await administrator.get('/admin/problems')).text.includes('course.yaml'));
    expect(await soon(broken, (all) => all.every(Boolean), PATIENCE_MS)).not.to.include(false);
    expect(await read(), 'the last good version').not.to.include(false);
  });

  it('a process that is killed is told of and started again, and serves the last good version of the broken course', async () => {
    const [victim = 0] = site.answerers();
    process.kill(victim, 'SIGKILL');
    expect(JSON.parse(await site.line(/worker died/))).to.include({ pid: victim, signal: 'SIGKILL' });
    const others = new Set(site.answerers());
    const met = await soon(
      async () => {
        await times(ROUND, () => new Wanderer(site.origin).get('/').catch(() => undefined));
        return [...site.answerers()].filter((pid) => !others.has(pid));
      },
      (found) => found.length > 0,
      60_000,
    );
    expect(met).to.have.length(1);
    const pages = await times(ROUND, () => new Wanderer(site.origin).get('/courses/cuci-tangan/lessons/kuman-di-tangan'));
    expect(pages.map(({ status, text }) => [status, text.includes('Ini kata baru')])).to.deep.equal(Array.from({ length: ROUND }, () => [200, true]));
  });

  it('keeps one current version of the course in the store', async () => {
    const storage = await openStorage({ dataDir: site.dataDir });
    const current = await currentVersionModel(storage.connection).find({}).lean();
    expect(current.map(({ _id }) => _id)).to.deep.equal(['cuci-tangan']);
    await storage.close();
  });

  it('on SIGTERM answers what is under way, then ends with code 0 and leaves nobody behind', async () => {
    const before = site.answerers();
    // Hashing a password takes long enough to be under way.
    const visitors = await times(WORKERS * 2, async () => {
      const visitor = new Wanderer(site.origin);
      await visitor.get('/sign-up');
      return visitor;
    });
    const asked = visitors.map((visitor, index) =>
      visitor.post('/sign-up', { name: 'Siti Aminah', userName: `terakhir.${index}`, password: 'lumbung padi pagi', regionCode: '32.75', village: 'Bojong', consent: 'yes' }));
    await new Promise((resolve) => setImmediate(resolve));
    const logged = site.lines.length;
    await soon(async () => site.lines.length, (count) => count > logged, 200);
    site.kill('SIGTERM');
    const outcomes = await Promise.allSettled(asked);
    expect(await site.ended).to.equal(0);
    for (const pid of before) expect(() => process.kill(pid, 0), String(pid)).to.throw();
    // Who was told that the account is there finds it there.
    const told = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' && outcome.value.status === 303 ? [index] : []));
    expect(told).not.to.have.length(0);
    const storage = await openStorage({ dataDir: site.dataDir });
    for (const index of told) expect(await storage.connection.collection('logins').findOne({ _id: `user:terakhir.${index}` as never })).not.to.equal(null);
    await storage.close();
  });
});

describe('several processes that cannot start', function () {
  this.timeout(60_000);

  it('a port that is taken ends it with code 1', async () => {
    const first = await startSeveral({});
    const port = new URL(first.origin).port;
    const failure: unknown = await startSeveral({ WEB_CONCURRENCY: '2', PORT: port }).then(() => undefined, (problem: unknown) => problem);
    expect(String(failure)).to.include('ended without');
    await first.close();
  });
});
