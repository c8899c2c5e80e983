import { cp, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { openCatalogue } from '../../server/content/catalogue.ts';
import { createVersionStore } from '../../server/content/version-store.ts';
import { openOffice, type Office } from './office.ts';

const shipped = new URL('../../courses/psm-dasar', import.meta.url).pathname;

describe('administration: problems of course files', () => {
  let office: Office;
  let folder: string;

  before(async () => {
    office = await openOffice([]);
    folder = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
  });
  after(async () => {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the catalogue says of the folder now. */
  const read = async (): Promise<void> => {
    const catalogue = await openCatalogue({ folders: [folder], formats: questionTypes, versions: createVersionStore(office.connection) });
    office.folders.splice(0, Infinity, ...catalogue.problems());
    await catalogue.close();
  };

  it('says where, what and what instead, in the language of the page, and what is served meanwhile', async function () {
    this.timeout(20_000);
    await cp(shipped, join(folder, 'psm-dasar'), { recursive: true });
    await read();
    const trainers = await office.browser(await office.account({ name: 'Tuti Pelatih', role: 'trainer' }));
    const good = await trainers.get('/admin/problems');
    expect(good.status).to.equal(200);
    expect(good.text).to.contain('Semua berkas dapat dibaca.').and.to.contain('Tayang, tanpa kesalahan');

    const file = join(folder, 'psm-dasar', 'course.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('    minimum: 80\n', '    minimun: 80\n'));
    await writeFile(join(folder, 'baru.txt'), '');
    await read();
    const broken = await trainers.get('/admin/problems');
    expect(broken.text).to.match(/course\.yaml:\d+:\d+/).and.to.contain('minimun').and.to.contain('minimum');
    expect(broken.text).to.contain('Versi sebelumnya yang tayang sampai diperbaiki').and.to.match(/versi [0-9a-f]{16}/);
    expect(broken.text, 'no path of the machine').not.to.contain(folder);
    const indonesian = broken.text;
    await trainers.get('/admin/problems?lang=en');
    const english = (await trainers.get('/admin/problems')).text;
    const sentence = office.folders[0]?.problems.find(({ severity }) => severity === 'error')?.message;
    expect(sentence).to.be.an('object');
    expect(indonesian.replaceAll('&#34;', '"').replaceAll('&#39;', "'")).to.contain(sentence?.id);
    expect(english.replaceAll('&#34;', '"').replaceAll('&#39;', "'")).to.contain(sentence?.en);
  });

  it('is for trainers and administrators', async () => {
    const siti = await office.browser(await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' }));
    expect((await siti.get('/admin/problems')).status).to.equal(403);
    expect((await office.stranger().get('/admin/problems')).location).to.match(/^\/sign-in/);
  });

  it('leads each to where the work is', async () => {
    const trainers = await office.browser(await office.account({ name: 'Tuti', role: 'trainer' }));
    const chiefs = await office.browser(await office.account({ name: 'Rina', role: 'administrator' }));
    const siti = await office.browser(await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' }));
    expect((await trainers.get('/admin')).location).to.equal('/admin/problems');
    expect((await chiefs.get('/admin')).location).to.equal('/admin/certificates');
    expect((await siti.get('/admin')).status).to.equal(403);
  });
});
