import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { courseVersionModel, currentVersionModel } from '../../server/content/version-model.ts';
import { embeddedMongoose } from '../../server/storage/embedded/driver.ts';
import { Engine } from '../../server/storage/embedded/engine.ts';
import { soon, startSeveral, Wanderer } from './several.ts';

const WORKERS = 4;
const PATIENCE_MS = 10_000;
const CHANGES = 3;

describe(`who writes the versions of courses, of ${WORKERS} processes`, function () {
  this.timeout(120_000);

  it('one of them, once for each change, and all serve what it wrote', async () => {
    const [dataDir, courses] = await Promise.all([mkdtemp(join(tmpdir(), 'bimtek-writer-')), mkdtemp(join(tmpdir(), 'bimtek-courses-'))]);
    await cp('test/fixtures/courses', courses, { recursive: true });
    // Every write to the collections of versions is noted by the database itself, whoever makes it.
    const engine = new Engine(join(dataDir, 'bimtek.sqlite'));
    const connection = await embeddedMongoose(engine).createConnection('embedded://watch').asPromise();
    await Promise.all([courseVersionModel(connection).init(), currentVersionModel(connection).init()]);
    engine.sqlite.exec('CREATE TABLE seen (id TEXT)');
    for (const table of ['course_versions', 'current_versions']) {
      for (const change of ['INSERT', 'UPDATE']) {
        engine.sqlite.exec(`CREATE TRIGGER ${table}_${change} AFTER ${change} ON "c_${table}" BEGIN INSERT INTO seen VALUES ('${table} ' || new.id); END`);
      }
    }
    const seen = (table: string) => engine.sqlite.prepare('SELECT id FROM seen').all([]).map(([id]) => String(id)).filter((id) => id.startsWith(table) && id.includes('cuci-tangan'));

    const site = await startSeveral({ DATA_DIR: dataDir, COURSES_DIR: courses, WEB_CONCURRENCY: String(WORKERS), MONGODB_URI: '' });
    const lesson = join(courses, 'cuci-tangan', '01-mengapa', '01-kuman.md');
    const text = await readFile(lesson, 'utf8');
    for (let change = 0; change < CHANGES; change++) {
      await writeFile(lesson, `${text}\nKata ke-${change}.\n`);
      const read = () =>
        Promise.all(Array.from({ length: WORKERS * 3 }, async () => (await new Wanderer(site.origin).get('/courses/cuci-tangan/lessons/kuman-di-tangan')).text.includes(`Kata ke-${change}.`)));
      expect(await soon(read, (all) => all.every(Boolean), PATIENCE_MS)).not.to.include(false);
    }
    expect(site.answerers().size).to.equal(WORKERS);
    await site.close();
    const versions = seen('course_versions');
    expect(versions).to.have.length(CHANGES + 1);
    expect(new Set(versions).size, 'none twice').to.equal(CHANGES + 1);
    // Whoever saves a version also calls it current: as often as there were changes, not as there are processes.
    expect(seen('current_versions')).to.have.length(CHANGES + 1);
    await connection.close();
    await Promise.all([dataDir, courses].map((folder) => rm(folder, { recursive: true })));
  });
});
