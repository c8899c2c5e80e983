import { execFile } from 'node:child_process';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openSite, COURSE, ISSUER, type Site } from '../certification/site.ts';
import { createClassStore } from '../../server/administration/classes/class-store.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';

const run = promisify(execFile);
const LIST = 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print("\\n".join(z.namelist()))';

describe('bimtek certificates export', function () {
  this.timeout(120_000);
  let site: Site;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-export-'));
    site = await openSite();
    await site.certification.settings.save(ISSUER, 'admin');
    const classes = createClassStore(site.storage.connection);
    const made = await classes.createClass({ name: 'Angkatan I', course: COURSE.id, regions: [], organisations: [], trainers: [], by: 'admin' });
    for (const [name, region] of [['Siti Aminah', '32.75'], ['Sukarno', '51.71']] as const) {
      const holder = await site.person(name, { regionCode: region });
      await site.finish(holder);
      const issue = await issueIfEligible(site.certification, holder._id, COURSE.id);
      if (issue.kind !== 'issued') throw new Error(issue.kind);
      await site.certification.pdfs.bytesOf(issue.certificate);
      if (region === '51.71') await classes.addMember(made._id, holder._id);
    }
  });
  after(async () => {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  const command = async (...args: string[]): Promise<{ code: number; stdout: string }> => {
    const env = { ...process.env, DATA_DIR: site.dataDir, COURSES_DIR: join(folder, 'none') };
    return run(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', 'certificates', ...args], { env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (problem: { code: number; stdout: string }) => ({ code: problem.code, stdout: problem.stdout }),
    );
  };
  const namesIn = async (file: string): Promise<string[]> => (await run('python3', ['-c', LIST, file])).stdout.trim().split('\n');

  it('writes the papers of a filter with both lists, beside a server that runs', async () => {
    const all = join(folder, 'semua.zip');
    expect(await command('export', all)).to.deep.include({ code: 0 });
    const names = await namesIn(all);
    expect(names).to.have.length(4);
    expect(names.slice(-2)).to.deep.equal(['index.csv', 'index.xlsx']);
    for (const [file, ...options] of [['kota.zip', '--region', '51'], ['kelas.zip', '--cohort', 'Angkatan I', '--state=valid', '--since', '2026-01-01', '--course', COURSE.id]] as const) {
      expect((await command('export', ...options, join(folder, file))).code, file).to.equal(0);
      expect((await namesIn(join(folder, file)))[0], file).to.match(/^51\.71_Sukarno_/);
      expect(await namesIn(join(folder, file)), file).to.have.length(3);
    }
    expect(await readdir(folder), 'no draft is left').to.have.members(['semua.zip', 'kota.zip', 'kelas.zip']);
  });

  it('says what it cannot do, and writes nothing then', async () => {
    const file = join(folder, 'tidak.zip');
    for (const words of [['export'], ['export', '--region', '99.99', file], ['export', '--since', 'kemarin', file], ['export', '--state', 'baik', file], ['export', '--cohort', 'Angkatan IX', file], ['export', '--color', 'x', file], ['impor']]) {
      const { code, stdout } = await command(...words);
      expect(code, words.join(' ')).to.equal(2);
      expect(stdout, words.join(' ')).to.include('certificates export');
    }
    expect(await access(file).then(() => true, () => false)).to.equal(false);
    expect((await command('export', '--since', '2100-01-01', join(folder, 'kosong.zip'))).code, 'none').to.equal(1);
    expect((await command('export', join(folder, 'semua.zip'))).code, 'never overwritten').to.equal(2);
  });
});
