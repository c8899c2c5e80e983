import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startTestService } from '../fixtures/service.ts';
import { Visitor } from '../fixtures/visitor.ts';

const ID = 'cuci-tangan';
const COURSE = `/courses/${ID}`;

describe('an exam whose window has not opened', function () {
  this.timeout(60_000);

  it('is said to open, not to be repeated, to somebody who has never sat it', async () => {
    const courses = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
    await cp(`test/fixtures/courses/${ID}`, join(courses, ID), { recursive: true });
    for (const file of ['quiz.yaml', 'quiz.en.yaml']) await rm(join(courses, ID, '01-mengapa', file));
    const exam = join(courses, ID, 'exam.yaml');
    await writeFile(exam, `${await readFile(exam, 'utf8')}window: { from: 2099-01-01 }\n`);
    const site = await startTestService({ COURSES_DIR: courses });
    try {
      const siti = new Visitor(site);
      await siti.signUp('siti');
      await siti.post(`${COURSE}/enrol`, {}, COURSE);
      for (const lesson of ['kuman-di-tangan', 'waktu-penting', 'langkah']) await siti.post(`${COURSE}/lessons/${lesson}/read`, {}, COURSE);
      const { text } = await siti.get(COURSE);
      expect(text).to.include('Dibuka mulai 1 Januari 2099').and.not.include('Dapat diulang');
    } finally {
      await site.close();
      await rm(courses, { recursive: true, force: true });
    }
  });
});
