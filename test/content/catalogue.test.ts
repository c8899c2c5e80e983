import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { inLanguage, type Course } from '../../server/content/course.ts';
import type { Catalogue } from '../../server/content/catalogue.ts';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import type { QuestionFormat } from '../../server/content/question-format.ts';
import type { VersionStore } from '../../server/content/version-store.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { createVersionStore } from '../../server/content/version-store.ts';
import { applyChanges, copyExample, edit, EXAMPLE, shown, temporaryFolder } from './course-tree.ts';
import { createMemoryVersionStore } from './memory-version-store.ts';
import { openTestCatalogue } from './open-test-catalogue.ts';

const LESSON = '02-cara/01-langkah.md';
const other = (id: string) => ({ 'course.yaml': edit('id: cuci-tangan', `id: ${id}`) });
const lessonText = (course: Course | undefined) => course?.modules[1]?.lessons[0]?.html.original ?? '';
const codes = (catalogue: Catalogue, folder: string) =>
  catalogue.problems().filter((entry) => entry.folder === folder).flatMap(({ problems }) => problems.map(shown));

describe('The catalogue of courses', function () {
  // Watching is at the mercy of the machine's other work; what is to be quick is measured by the benchmark.
  this.timeout(20_000);
  let courses: string;
  let remove: () => void;
  let opened: Catalogue[] = [];

  const open = async (...[folders, options]: Parameters<typeof openTestCatalogue>) => {
    const watched = await openTestCatalogue(folders, options);
    opened.push(watched.catalogue);
    return watched;
  };
  const course = (name: string, changes = {}) => {
    copyExample(join(courses, name), changes);
    return join(courses, name);
  };

  beforeEach(() => {
    ({ folder: courses, remove } = temporaryFolder());
  });
  afterEach(async () => {
    await Promise.all(opened.map((catalogue) => catalogue.close()));
    opened = [];
    remove();
  });

  it('serves every course in the order of its folder', async () => {
    course('2-b', other('bbb'));
    course('10-a', other('aaa'));
    const { catalogue } = await open([courses]);
    expect(catalogue.courses().map(({ id }) => id)).to.deep.equal(['bbb', 'aaa']);
    expect(catalogue.course('aaa')?.folder).to.equal(join(courses, '10-a'));
    expect(catalogue.course('ccc')).to.equal(undefined);
  });

  it('shows a changed file without a restart', async () => {
    const folder = course('a');
    const { catalogue, until } = await open([courses]);
    const before = catalogue.course('cuci-tangan');
    applyChanges(folder, { [LESSON]: edit('Basahi', 'Siramkan') });
    await until(() => lessonText(catalogue.course('cuci-tangan')).includes('Siramkan'));
    expect(catalogue.course('cuci-tangan')?.version).not.to.equal(before?.version);
    expect(lessonText(before)).to.include('Basahi');
  });

  it('notices an edit that keeps size and time', async () => {
    const folder = course('a');
    const { catalogue, until } = await open([courses]);
    const moment = new Date('2026-01-01T00:00:00Z');
    applyChanges(folder, { [LESSON]: edit('Basahi', 'Siramu') });
    utimesSync(join(folder, LESSON), moment, moment);
    await until(() => lessonText(catalogue.course('cuci-tangan')).includes('Siramu'));
    applyChanges(folder, { [LESSON]: edit('Siramu', 'Basuhi') });
    utimesSync(join(folder, LESSON), moment, moment);
    await until(() => lessonText(catalogue.course('cuci-tangan')).includes('Basuhi'));
  });

  it('keeps the last good version of a broken course, lists its problems, and mends', async () => {
    const folder = course('a');
    course('b', other('lain'));
    const { catalogue, until } = await open([courses]);
    const good = catalogue.course('cuci-tangan')?.version;
    applyChanges(folder, { [LESSON]: edit('minutes: 6', 'minutes: enam') });
    await until(() => codes(catalogue, folder).length > 0);
    expect(codes(catalogue, folder)).to.deep.equal([`${LESSON}:4:10 error wrong-type`]);
    expect(catalogue.course('cuci-tangan')?.version).to.equal(good);
    expect(catalogue.problems().find((entry) => entry.folder === folder)).to.include({ courseId: 'cuci-tangan', servingVersion: good });
    expect(catalogue.course('lain')).not.to.equal(undefined);
    applyChanges(folder, { [LESSON]: edit('minutes: enam', 'minutes: 7') });
    await until(() => catalogue.course('cuci-tangan')?.version !== good);
    expect(codes(catalogue, folder)).to.deep.equal([]);
  });

  it('serves nothing of a course that never was good, and everything else', async () => {
    const folder = course('a', { [LESSON]: edit('minutes: 6', 'minutes: enam') });
    course('b', other('lain'));
    const { catalogue } = await open([courses]);
    expect(catalogue.courses().map(({ id }) => id)).to.deep.equal(['lain']);
    expect(catalogue.problems()[0]).to.include({ folder, courseId: 'cuci-tangan', servingVersion: undefined });
  });

  it('takes in a new folder and lets go of one that is removed, whose versions stay', async () => {
    course('a');
    const { catalogue, until } = await open([courses]);
    const version = catalogue.course('cuci-tangan')?.version ?? '';
    await catalogue.settled();
    course('b', other('baru'));
    await until(() => catalogue.course('baru') !== undefined);
    rmSync(join(courses, 'a'), { recursive: true });
    await until(() => catalogue.course('cuci-tangan') === undefined);
    expect(catalogue.courses().map(({ id }) => id)).to.deep.equal(['baru']);
    expect((await catalogue.versionOf('cuci-tangan', version))?.modules.length).to.equal(2);
  });

  it('follows a folder that is renamed', async () => {
    course('a');
    const { catalogue, until } = await open([courses]);
    renameSync(join(courses, 'a'), join(courses, 'b'));
    await until(() => basename(catalogue.course('cuci-tangan')?.folder ?? '') === 'b');
    expect(catalogue.problems().length).to.equal(1);
  });

  it('serves the first of two courses with one id, also from two folders of courses', async () => {
    const first = course('satu/a');
    const second = course('dua/b', { [LESSON]: edit('Basahi', 'Siramkan') });
    const { catalogue, until } = await open([join(courses, 'satu'), join(courses, 'dua')]);
    expect(catalogue.courses().map(({ folder }) => folder)).to.deep.equal([first]);
    expect(codes(catalogue, second)).to.deep.equal(['course.yaml:1:1 error course-id-taken']);
    rmSync(first, { recursive: true });
    await until(() => catalogue.course('cuci-tangan')?.folder === second);
    expect(codes(catalogue, second)).to.deep.equal([]);
  });

  it('waits for a folder of courses that is not there yet', async () => {
    course('satu/a');
    const { catalogue, until } = await open([join(courses, 'belum'), join(courses, 'satu')]);
    expect(codes(catalogue, join(courses, 'belum'))).to.deep.equal(['.:1:1 error missing-folder']);
    course('belum/b', other('baru'));
    await until(() => catalogue.course('baru') !== undefined);
    expect(codes(catalogue, join(courses, 'belum'))).to.deep.equal([]);
  });

  it('follows a course that lies elsewhere', async () => {
    const { folder: elsewhere, remove: removeElsewhere } = temporaryFolder();
    try {
      cpSync(EXAMPLE, elsewhere, { recursive: true });
      symlinkSync(elsewhere, join(courses, 'a'));
      const { catalogue, until } = await open([courses]);
      applyChanges(elsewhere, { [LESSON]: edit('Basahi', 'Siramkan') });
      await until(() => lessonText(catalogue.course('cuci-tangan')).includes('Siramkan'));
    } finally {
      removeElsewhere();
    }
  });

  it('tells of courses that require one that is not there, or each other', async () => {
    const a = course('a', { 'course.yaml': edit('requires: []', 'requires: [bbb]') });
    const b = course('b', { 'course.yaml': (text: string) => edit('id: cuci-tangan', 'id: bbb')(edit('requires: []', 'requires: [cuci-tangan, ccd]')(text)) });
    course('c', other('ccc'));
    const { catalogue } = await open([courses]);
    expect(codes(catalogue, a)).to.deep.equal(['course.yaml:9:12 error requires-circle']);
    expect(codes(catalogue, b)).to.deep.equal(['course.yaml:9:12 error requires-circle', 'course.yaml:9:25 warning requires-unknown-course']);
  });

  it('survives a question type that fails', async () => {
    const single = questionTypes.get('single');
    if (!single) throw new Error('No type single');
    const failing: QuestionFormat = { ...single, check: () => { throw new TypeError('a fault of the question type'); } };
    const folder = course('a');
    const { catalogue, faults } = await open([courses], { formats: new Map<string, QuestionFormat>([...questionTypes, ['single', failing]]) });
    expect(codes(catalogue, folder)).to.deep.equal(['course.yaml:1:1 error unreadable-file']);
    expect(faults.map(String)).to.deep.equal(['TypeError: a fault of the question type']);
  });

  it('goes on serving when the store fails, and says so', async () => {
    const folder = course('a');
    const failing: VersionStore = { ...createMemoryVersionStore(), save: () => Promise.reject(new Error('disk full')) };
    const { catalogue, faults } = await open([courses], { versions: failing });
    await catalogue.settled();
    expect(catalogue.course('cuci-tangan')?.folder).to.equal(folder);
    expect(faults.map(String)).to.deep.equal(['Error: disk full']);
  });

  it('leaves loose files beside the courses alone', async () => {
    course('a');
    mkdirSync(join(courses, '.git'));
    writeFileSync(join(courses, 'README.md'), 'Pelatihan');
    const { catalogue } = await open([courses]);
    expect(catalogue.problems().length).to.equal(1);
  });

  const stores: Record<string, () => Promise<{ store: VersionStore; close: () => Promise<void>; reopen: () => Promise<VersionStore> }>> = {
    'in memory': async () => {
      const store = createMemoryVersionStore();
      return { store, close: () => Promise.resolve(), reopen: () => Promise.resolve(store) };
    },
    'in storage': async () => {
      const dataDir = join(courses, '.data');
      let storage = await openStorage({ dataDir });
      return {
        store: createVersionStore(storage.connection),
        close: () => storage.close(),
        reopen: async () => {
          await storage.close();
          storage = await openStorage({ dataDir });
          return createVersionStore(storage.connection);
        },
      };
    },
  };

  for (const [where, openStore] of Object.entries(stores)) {
    describe(`with versions ${where}`, () => {
      it('keeps the last good version over a restart, whatever is broken', async () => {
        const folder = course('cuci');
        const { store, close, reopen } = await openStore();
        try {
          const first = await open([courses], { versions: store });
          const good = first.catalogue.course('cuci-tangan');
          await first.catalogue.close();
          applyChanges(folder, { [LESSON]: edit('minutes: 6', 'minutes: enam') });
          const second = await open([courses], { versions: await reopen() });
          expect(second.catalogue.course('cuci-tangan')).to.deep.equal(JSON.parse(JSON.stringify(good)));
          expect(second.catalogue.problems()[0]).to.include({ courseId: 'cuci-tangan', servingVersion: good?.version });
          await second.catalogue.close();
          // Not even its id can be read now: the folder tells which course it was.
          applyChanges(folder, { 'course.yaml': '\t???' });
          const third = await open([courses], { versions: await reopen() });
          expect(third.catalogue.course('cuci-tangan')?.version).to.equal(good?.version);
          expect(third.catalogue.problems()[0]).to.include({ servingVersion: good?.version });
        } finally {
          await close();
        }
      });

      it('has every version that was ever served, keys and all', async () => {
        const folder = course('cuci');
        const { store, close, reopen } = await openStore();
        try {
          const first = await open([courses], { versions: store });
          const old = first.catalogue.course('cuci-tangan');
          await first.catalogue.settled();
          applyChanges(folder, { [LESSON]: edit('Basahi', 'Siramkan'), '01-mengapa/quiz.yaml': edit('answer: 5', 'answer: 6') });
          await first.until((catalogue) => catalogue.course('cuci-tangan')?.version !== old?.version && codes(catalogue, folder).length === 0);
          await first.catalogue.close();
          const second = await open([courses], { versions: await reopen() });
          const restored = await second.catalogue.versionOf('cuci-tangan', old?.version ?? '');
          expect(lessonText(restored)).to.equal(lessonText(old));
          expect(JSON.stringify(restored?.modules[0]?.quiz?.questions[2]?.body)).to.equal(JSON.stringify(old?.modules[0]?.quiz?.questions[2]?.body));
          expect(restored && inLanguage(restored.title, 'en')).to.equal('Washing Hands with Soap');
          expect(await second.catalogue.versionOf('cuci-tangan', 'ffffffffffffffff')).to.equal(undefined);
          expect(await second.catalogue.versionOf('tidak-ada', '0000000000000000')).to.equal(undefined);
        } finally {
          await close();
        }
      });

      it('goes back to an older state when its files do', async () => {
        const folder = course('cuci');
        const { store, close } = await openStore();
        try {
          const { catalogue, until } = await open([courses], { versions: store });
          const old = catalogue.course('cuci-tangan')?.version ?? '';
          applyChanges(folder, { [LESSON]: edit('Basahi', 'Siramkan') });
          await until(() => catalogue.course('cuci-tangan')?.version !== old);
          applyChanges(folder, { [LESSON]: edit('Siramkan', 'Basahi') });
          await until(() => catalogue.course('cuci-tangan')?.version === old);
          await catalogue.settled();
          expect((await store.latest('cuci-tangan'))?.version).to.equal(old);
          expect(await store.knownIds()).to.deep.equal(['cuci-tangan']);
        } finally {
          await close();
        }
      });
    });
  }
});
