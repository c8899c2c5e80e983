import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Catalogue } from '../../server/content/catalogue.ts';
import { KeptReadings } from '../../server/content/kept-readings.ts';
import { append, applyChanges, copyExample, edit, readExample, shown, temporaryFolder, type Changes } from './course-tree.ts';
import { openTestCatalogue } from './open-test-catalogue.ts';

const LESSON = '02-cara/01-langkah.md';
const PSM = join(import.meta.dirname, '../../courses/psm-dasar');
const BUILD = 'this build';

/** What a catalogue says of its courses, as anybody can see it. */
const told = (catalogue: Catalogue) =>
  JSON.parse(
    JSON.stringify({
      courses: catalogue.courses(),
      problems: catalogue.problems(),
      written: catalogue.courses().map(({ id }) => {
        const written = catalogue.written(id);
        return written && { course: written.course, lessons: [...written.lessonFiles], quizzes: [...written.quizFiles] };
      }),
    }),
  ) as unknown;

describe('What was read of courses, kept for the next start', () => {
  let root: string;
  let remove: () => void;
  let [courses, kept]: [string, string] = ['', ''];

  const open = (build = BUILD) => openTestCatalogue([courses], { kept: new KeptReadings(kept, build) });
  /** A run of the service: started, warm, stopped. */
  const run = async (build?: string): Promise<unknown> => {
    const { catalogue } = await open(build);
    catalogue.warm();
    await catalogue.settled();
    const says = told(catalogue);
    await catalogue.close();
    return says;
  };
  const atStart = async (build?: string): Promise<Catalogue> => {
    const { catalogue } = await open(build);
    await catalogue.close();
    return catalogue;
  };
  const titleOf = (catalogue: Catalogue) => catalogue.course('cuci-tangan')?.title.original;
  /** Keeps something that the files do not say, so that one sees where a course comes from. */
  const keepOtherTitle = async (): Promise<void> => {
    const reading = await readExample(join(courses, 'a'));
    if (!reading.course || !reading.written) throw new TypeError('The example is broken');
    const course = { ...reading.course, version: 'otherwise', title: { ...reading.course.title, original: 'Seperti dibaca dulu' } };
    await new KeptReadings(kept, BUILD).keep(join(courses, 'a'), { ...reading, course, written: { ...reading.written, course } });
  };

  beforeEach(() => {
    ({ folder: root, remove } = temporaryFolder());
    [courses, kept] = [join(root, 'courses'), join(root, 'kept')];
    copyExample(join(courses, 'a'), { [LESSON]: append('[Lihat](https://contoh.example/x)') });
  });
  afterEach(() => remove());

  it('says of the course that ships, and of a course with warnings, what reading them says', async function () {
    this.timeout(30_000);
    applyChanges(join(courses, 'a'), { 'media/lebih.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>' });
    const { catalogue } = await openTestCatalogue([courses, join(PSM, '..')]);
    const read = told(catalogue);
    await catalogue.close();
    expect(JSON.stringify(read)).to.include('unused-media');
    for (let start = 0; start < 2; start += 1) {
      const again = await openTestCatalogue([courses, join(PSM, '..')], { kept: new KeptReadings(kept, BUILD) });
      expect(told(again.catalogue), `start ${start}`).to.deep.equal(read);
      again.catalogue.warm();
      await again.catalogue.settled();
      expect(told(again.catalogue), `start ${start}, warm`).to.deep.equal(read);
      await again.catalogue.close();
    }
  });

  it('is served at once, and read again once pages are served', async () => {
    await keepOtherTitle();
    const { catalogue } = await open();
    expect(titleOf(catalogue)).to.equal('Seperti dibaca dulu');
    catalogue.warm();
    await catalogue.settled();
    expect(titleOf(catalogue)).to.equal('Cuci Tangan Pakai Sabun');
    await catalogue.close();
    expect(titleOf(await atStart())).to.equal('Cuci Tangan Pakai Sabun');
  });

  it('does not hold once a file was changed, added, taken away or put in the place of another', async () => {
    const changes: Changes[] = [
      { [LESSON]: edit('Basahi', 'Siramkan') },
      { '02-cara/09-baru.md': '---\nid: baru\ntitle: Baru\nminutes: 3\n---\n\nPelajaran baru.\n' },
      { '02-cara/09-baru.md': null },
    ];
    for (const change of changes) {
      await keepOtherTitle();
      applyChanges(join(courses, 'a'), change);
      expect(titleOf(await atStart())).to.equal('Cuci Tangan Pakai Sabun');
    }
    await keepOtherTitle();
    const file = join(courses, 'a', LESSON);
    const text = readFileSync(file);
    rmSync(file);
    writeFileSync(file, text);
    expect(titleOf(await atStart())).to.equal('Cuci Tangan Pakai Sabun');
  });

  it('does not hold for another build of the program', async () => {
    await keepOtherTitle();
    expect(titleOf(await atStart('the next build'))).to.equal('Cuci Tangan Pakai Sabun');
  });

  it('is read past where its file was cut short, and made anew', async () => {
    await keepOtherTitle();
    const [name = ''] = readdirSync(kept);
    const whole = readFileSync(join(kept, name));
    for (const length of [0, 10, whole.indexOf('\n'), whole.indexOf('\n') + 1, whole.length - 9]) {
      writeFileSync(join(kept, name), whole);
      truncateSync(join(kept, name), length);
      expect(titleOf(await atStart()), `${length} bytes`).to.equal('Cuci Tangan Pakai Sabun');
    }
    expect(readFileSync(join(kept, name)).length).to.be.greaterThan(whole.length / 2);
  });

  it('keeps nothing of a course with an error, and forgets courses that are gone', async () => {
    await run();
    expect(readdirSync(kept)).to.have.length(1);
    copyExample(join(courses, 'b'), { 'course.yaml': edit('id: cuci-tangan', 'id: rusak'), '02-cara/quiz.yaml': 'title: [' });
    const { catalogue } = await open();
    expect(catalogue.problems().flatMap(({ problems }) => problems.map(shown)).join('\n')).to.include('02-cara/quiz.yaml');
    await catalogue.close();
    expect(readdirSync(kept)).to.have.length(1);
    const [name = ''] = readdirSync(kept);
    for (const half of [`${name}.4711`, `${name}.4712`]) writeFileSync(join(kept, half), 'half of one');
    const old = new Date(Date.now() - 3_600_000);
    utimesSync(join(kept, `${name}.4711`), old, old);
    await run();
    expect(readdirSync(kept), 'of a process that was killed, and of one that writes').to.deep.equal([name, `${name}.4712`]);
    rmSync(join(kept, `${name}.4712`));
    rmSync(join(courses, 'a'), { recursive: true });
    await run();
    expect(readdirSync(kept)).to.deep.equal([]);
  });
});

