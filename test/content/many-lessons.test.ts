import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { temporaryFolder } from './course-tree.ts';
import { writeManyLessons } from './many-lessons.ts';
import { openTestCatalogue } from './open-test-catalogue.ts';

describe('A thousand lessons', function () {
  this.timeout(30_000);

  it('are read, linked to each other, and one that changes is seen', async () => {
    const { folder, remove } = temporaryFolder();
    const lesson = writeManyLessons(join(folder, 'besar'), 1000);
    const { catalogue, until } = await openTestCatalogue([folder]);
    try {
      const lessons = () => (catalogue.course('cuci-tangan')?.modules ?? []).flatMap((module) => module.lessons);
      expect(catalogue.problems()[0]?.problems).to.deep.equal([]);
      expect(lessons().length).to.equal(1000);
      expect(lessons()[999]?.html.original).to.include('href="/courses/cuci-tangan/lessons/pelajaran-998"');
      writeFileSync(lesson, readFileSync(lesson, 'utf8').replace('Lanjutan', 'Sambungan'));
      await until(() => lessons()[0]?.html.original.includes('Sambungan') ?? false);
    } finally {
      await catalogue.close();
      remove();
    }
  });
});
