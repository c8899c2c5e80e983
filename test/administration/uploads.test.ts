import { existsSync, lutimesSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { ZipFile } from 'yazl';
import { UploadedCourses } from '../../server/content/uploads/uploaded-courses.ts';
import { createPackageStore } from '../../server/content/uploads/package-store.ts';
import { readZip } from '../../server/content/import/read-zip.ts';
import { copyExample, edit, temporaryFolder, type Changes } from '../content/course-tree.ts';
import { zipOf } from '../content/import/read.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';

const SYMLINK = 0o120777;
const MEGABYTE = 1024 * 1024;
const PAGE = '/admin/uploads';
const COURSE = '/courses/cuci-tangan';

/** The example with some changes, as the files of a ZIP. */
function filesOf(changes: Changes = {}, under = 'cuci/'): Record<string, Buffer> {
  const { folder, remove } = temporaryFolder();
  try {
    copyExample(folder, changes);
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)).filter((path) => statSync(path).isFile());
    return Object.fromEntries(paths.map((path) => [`${under}${relative(folder, path).replaceAll('\\', '/')}`, readFileSync(path)]));
  } finally {
    remove();
  }
}
const titled = (title: string): Changes => ({ 'course.yaml': edit('title: Cuci Tangan Pakai Sabun', `title: ${title}`) });

describe('administration: courses as ZIP', function () {
  this.timeout(120_000);
  let dataDir: string;
  let courses: string;
  let site: TestService;
  let trainer: Visitor;

  const start = () => startTestService({ DATA_DIR: dataDir, COURSES_DIR: courses });
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'bimtek-uploads-'));
    courses = mkdtempSync(join(tmpdir(), 'bimtek-courses-'));
    site = await start();
    trainer = await firstAdministrator(site);
  });
  afterEach(async () => {
    await site.close();
    for (const folder of [dataDir, courses]) rmSync(folder, { recursive: true, force: true });
  });

  const send = async (zip: Buffer, who = trainer) => {
    await who.get(PAGE);
    return who.upload(PAGE, { field: 'file', name: 'pelatihan.zip', bytes: zip });
  };
  /** Sends a course and agrees to it; the address of its package. */
  const publish = async (changes: Changes = {}): Promise<string> => {
    const sent = await send(await zipOf(filesOf(changes)));
    expect(sent.status, sent.text.slice(0, 3000)).to.equal(303);
    const address = String(sent.headers.location);
    expect((await agree(address)).status).to.equal(303);
    return address;
  };
  const agree = async (address: string, base?: string) => {
    const page = await trainer.get(address);
    return trainer.post(address, { base: base ?? /name="base" value="([^"]*)"/.exec(page.text)?.[1] ?? '' });
  };
  const titleServed = async () => /<h1[^>]*>([^<]*)</.exec((await new Visitor(site).get(COURSE)).text)?.[1]?.trim();

  it('serves a new course once somebody has agreed, and over a restart', async () => {
    const sent = await send(await zipOf(filesOf()));
    const page = await trainer.get(String(sent.headers.location));
    expect(page.text).to.include('Pelatihan baru').and.to.include('Terbitkan pelatihan');
    expect((await trainer.get(COURSE)).status, 'not before').to.equal(404);
    const agreed = await agree(String(sent.headers.location));
    expect(agreed.headers.location).to.equal('/admin/preview/cuci-tangan');
    expect(await titleServed()).to.equal('Cuci Tangan Pakai Sabun');
    await site.close();
    rmSync(join(dataDir, 'uploaded'), { recursive: true });
    site = await start();
    expect(await titleServed(), 'from the storage alone').to.equal('Cuci Tangan Pakai Sabun');
  });

  it('shows what will change, replaces, keeps what was before and brings it back', async () => {
    const first = await publish();
    const sent = await send(await zipOf(filesOf({ ...titled('Cuci Tangan Baru'), '01-mengapa/quiz.yaml': edit('answer: false', 'answer: true') }, '')));
    const second = String(sent.headers.location);
    const page = await trainer.get(second);
    expect(page.text).to.include('Yang akan berubah').and.to.include('Judul').and.to.include('m1-02').and.to.include('kunci atau pilihannya');
    await agree(second);
    expect(await titleServed()).to.equal('Cuci Tangan Baru');
    const list = await trainer.get(PAGE);
    expect(list.text).to.include(first).and.to.include(second).and.to.include('tayang sekarang');
    expect((await trainer.get(first)).text).to.include('Pakai lagi versi ini');
    await agree(first);
    expect(await titleServed()).to.equal('Cuci Tangan Pakai Sabun');
    expect((await trainer.get(first)).text).to.include('Kiriman inilah yang tayang sekarang.');
  });

  it('gives a ZIP that can be sent back as it is', async () => {
    await publish();
    const { body, type } = await trainer.bytes('/admin/preview/cuci-tangan/zip');
    expect(type).to.equal('application/zip');
    const files = await readZip(body);
    expect([...files.keys()]).to.include.members(['cuci-tangan/course.yaml', 'cuci-tangan/README.md', 'cuci-tangan/02-cara/media/langkah.png']);
    for (const [path, bytes] of Object.entries(filesOf({}, 'cuci-tangan/'))) expect(files.get(path)?.equals(bytes), path).to.equal(true);
    expect((await trainer.get(String((await send(body)).headers.location))).text).to.include('Keduanya sama.');
  });

  it('serves it on every machine that looks into the same storage', async () => {
    await publish();
    const other = mkdtempSync(join(tmpdir(), 'bimtek-other-'));
    const faults: unknown[] = [];
    const node = new UploadedCourses(createPackageStore(site.service.storage.connection), join(other, 'uploaded'), (fault) => faults.push(fault));
    try {
      await node.open();
      expect(readFileSync(join(node.folder, 'cuci-tangan/course.yaml'), 'utf8')).to.include('Cuci Tangan Pakai Sabun');
      await publish(titled('Cuci Tangan Baru'));
      await Promise.all([node.fetch(), node.fetch()]);
      expect(readFileSync(join(node.folder, 'cuci-tangan/course.yaml'), 'utf8')).to.include('Cuci Tangan Baru');
      expect(faults).to.deep.equal([]);
    } finally {
      await node.close();
      rmSync(other, { recursive: true });
    }
  });

  it('counts an upload once, however often it is agreed to, and lets one of two at once win', async () => {
    const first = await publish();
    const base = first.split('/').at(-1) ?? '';
    const [one, two] = [await send(await zipOf(filesOf(titled('Satu')))), await send(await zipOf(filesOf(titled('Dua'))))].map(({ headers }) => String(headers.location));
    await trainer.get(PAGE);
    const answers = await Promise.all([one, two].map((address) => trainer.post(address ?? '', { base })));
    expect(answers.map(({ status }) => status).toSorted()).to.deep.equal([303, 409]);
    const winner = answers[0]?.status === 303 ? one : two;
    expect(await titleServed()).to.equal(winner === one ? 'Satu' : 'Dua');
    expect((await trainer.post(winner ?? '', { base })).status, 'sent again').to.equal(303);
    expect((await trainer.get(PAGE)).text.match(/Kiriman \d/g)).to.have.length(2);
    const third = String((await send(await zipOf(filesOf(titled('Tiga'))))).headers.location);
    expect((await trainer.post(third, { base })).status, 'what it was compared with is no longer served').to.equal(409);
  });

  it('serves the old version when it was killed half-way', async () => {
    await publish();
    const packages = createPackageStore(site.service.storage.connection);
    const zip = await zipOf(filesOf(titled('Setengah')));
    await packages.saveDraft({ _id: 'aaaaaaaaaaaaaaaa', course: 'cuci-tangan', version: 'x', title: 'Setengah', by: 'x', at: new Date() }, zip);
    await site.service.storage.connection.db?.collection('course_packages').updateOne({ _id: 'aaaaaaaaaaaaaaaa' as never }, { $set: { state: 'kept' } });
    await site.close();
    site = await start();
    expect(await titleServed()).to.equal('Cuci Tangan Pakai Sabun');
    // A package whose parts did not all arrive is not served either, even where it is pointed to.
    const { db } = site.service.storage.connection;
    await db?.collection('course_package_parts').deleteOne({ _id: 'aaaaaaaaaaaaaaaa:000' as never });
    await db?.collection('current_packages').updateOne({ _id: 'cuci-tangan' as never }, { $set: { package: 'aaaaaaaaaaaaaaaa' } });
    await site.service.application.administration.uploads.fetch();
    expect(await titleServed()).to.equal('Cuci Tangan Pakai Sabun');
    expect(readdirSync(join(dataDir, 'uploaded/.packages')).filter((name) => name.startsWith('.'))).to.deep.equal([]);
  });

  it('puts away what was unpacked and is served no more, after a while, and brings it back when it is wanted', async () => {
    const folder = join(dataDir, 'uploaded');
    const unpacked = () => readdirSync(join(folder, '.packages'), { encoding: 'utf8' }).toSorted();
    const idOf = (address: string): string => address.split('/').at(-1) ?? '';
    const first = await publish();
    const second = await publish(titled('Cuci Tangan Baru'));
    const third = await publish(titled('Cuci Tangan Ketiga'));
    const restart = async (): Promise<void> => {
      await site.close();
      site = await start();
      trainer = new Visitor(site);
      await trainer.signIn('rina');
    };
    const age = (name: string): void => utimesSync(join(folder, name), new Date(0), new Date(0));
    await restart();
    expect(unpacked(), 'somebody may be reading them').to.deep.equal([first, second, third].map(idOf).toSorted());
    // Long ago; and what a crash left half-made then.
    for (const address of [first, second, third]) age(`.packages/${idOf(address)}`);
    mkdirSync(join(folder, '.packages/.halb'));
    age('.packages/.halb');
    mkdirSync(join(folder, '.packages/.baru'));
    symlinkSync('.packages/x', join(folder, '.alt'));
    lutimesSync(join(folder, '.alt'), new Date(0), new Date(0));
    await restart();
    expect(unpacked()).to.deep.equal(['.baru', idOf(third)]);
    expect(existsSync(join(folder, '.alt')) || readdirSync(folder).includes('.alt')).to.equal(false);
    expect(await titleServed()).to.equal('Cuci Tangan Ketiga');
    await agree(first);
    expect(await titleServed(), 'from the storage again').to.equal('Cuci Tangan Pakai Sabun');
    expect(unpacked()).to.include(idOf(first)).and.to.include(idOf(third));
  });

  it('lists what is wrong as the checker does, and keeps nothing', async () => {
    await publish();
    const refused = await send(await zipOf(filesOf({ '02-cara/01-langkah.md': edit('minutes: 6', 'minuts: 6') })));
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('masih mengandung kesalahan').and.to.include('Kunci &#34;minuts&#34; tidak dikenal').and.to.include('02-cara/01-langkah.md:4:1');
    expect(await titleServed()).to.equal('Cuci Tangan Pakai Sabun');
  });

  it('refuses the id of a folder that the operator has installed, which goes on being served', async () => {
    await publish(titled('Diunggah'));
    const changed = new Promise<void>((resolve) => { const end = site.service.catalogue.watch(() => (end(), resolve())); });
    copyExample(join(courses, 'punya-operator'), titled('Milik operator'));
    await changed;
    await site.service.catalogue.settled();
    expect(await titleServed()).to.equal('Milik operator');
    const refused = await send(await zipOf(filesOf()));
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('dipasang operator sebagai folder');
    expect((await trainer.get('/admin/problems')).text).to.include('sudah dipakai pelatihan di folder');
  });

  it('refuses what is no ordinary ZIP, with a clear word, and writes nothing outside', async () => {
    const linked = new ZipFile();
    linked.addBuffer(Buffer.from('/etc/passwd'), 'cuci/01-mengapa/media/x.svg', { mode: SYMLINK });
    linked.end();
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, number) => [`a/${number}.md`, 'x']));
    const raw = async (name: string) => {
      // The writer refuses such names itself: one of the same length is replaced afterwards.
      const stand = 'q'.repeat(name.length);
      return Buffer.from((await zipOf({ ...filesOf(), [stand]: 'x' })).toString('latin1').replaceAll(stand, name), 'latin1');
    };
    const cases: readonly (readonly [string, Buffer, RegExp])[] = [
      ['a bomb', await zipOf({ ...filesOf(), 'cuci/media/x.txt': Buffer.alloc(40 * MEGABYTE) }), /dimampatkan tidak wajar/],
      ['an escape', await raw('../../../../tmp/jahat.md'), /menulis ke luar foldernya/],
      ['an absolute path', await raw('/tmp/jahat-sekali.md'), /menulis ke luar foldernya/],
      ['a Windows path', await raw('C:\\jahat\\sekali.md'), /menulis ke luar foldernya/],
      ['a link', await buffer(linked.outputStream), /adalah tautan/],
      ['too many files', await zipOf(many), /lebih dari 5000 berkas/],
      ['no course', await zipOf({ 'a/b.md': 'x' }), /tidak berisi course\.yaml/],
      ['two courses', await zipOf({ 'a/course.yaml': 'x', 'b/course.yaml': 'x' }), /tidak berisi course\.yaml/],
      ['no ZIP', Buffer.from('bukan zip'), /ZIP ini rusak/],
      ['half a ZIP', (await zipOf(filesOf())).subarray(0, 2000), /ZIP ini rusak/],
      ['a name for devices', await zipOf(filesOf({ 'media/aux.svg': 'x' })), /tidak dapat dipakai/],
      ['a name that reads backwards', await zipOf({ ...filesOf(), 'cuci/a\u202Egvs.md': 'x' }), /tidak dapat dipakai/],
      ['two names that differ in case', await zipOf({ ...filesOf(), 'cuci/Course.yaml': 'x' }), /tidak dapat dipakai/],
      ['a name too long', await zipOf({ ...filesOf(), [`cuci/${'a'.repeat(240)}.md`]: 'x' }), /tidak dapat dipakai/],
      ['a file in the place of a folder', await zipOf({ ...filesOf(), 'cuci/01-mengapa': 'x' }), /tidak dapat dipakai/],
      ['more than 40 MB', Buffer.alloc(41 * MEGABYTE), /terlalu besar/],
    ];
    for (const [what, zip, words] of cases) {
      const answer = await send(zip);
      expect(answer.status, what).to.equal(422);
      expect(answer.text, what).to.match(words);
    }
    expect(existsSync('/tmp/jahat.md') || existsSync('/tmp/jahat-sekali.md')).to.equal(false);
    expect(await site.service.storage.connection.db?.collection('course_packages').find({}).toArray()).to.deep.equal([]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('bimtek-upload-'))).to.deep.equal([]);
    expect((await trainer.get(PAGE)).text).not.to.include('Kiriman ');
  });

  it('leaves out what file managers add, and is closed to learners', async () => {
    const sent = await send(await zipOf({ ...filesOf(), '__MACOSX/cuci/._course.yaml': 'x', 'cuci/.git/config': 'x', 'cuci/Thumbs.db': 'x' }));
    expect(sent.status).to.equal(303);
    const learner = new Visitor(site);
    await learner.signUp('siti.aminah');
    for (const path of [PAGE, String(sent.headers.location), '/admin/preview/cuci-tangan/zip']) expect((await learner.get(path)).status, path).to.equal(403);
    expect((await send(await zipOf(filesOf()), learner)).status).to.equal(403);
    expect((await trainer.get(`${PAGE}/0000000000000000`)).status).to.equal(404);
  });
});
