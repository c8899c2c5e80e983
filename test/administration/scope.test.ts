import { inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { administrationRoutes } from '../../server/administration/routes.ts';
import { certificationRoutes } from '../../server/certification/routes.ts';
import type { RouteDefinition } from '../../server/web/route.ts';
import { loadAssets } from '../../server/web/assets.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const course = courseWith({ id: 'contoh' });
const assets = loadAssets(new URL('../../public', import.meta.url).pathname);

/** What nobody of 32.75 may read anywhere. */
const BEYOND = ['Wayan Luar', 'wayan.luar', 'Rukmini Tanpa', 'rukmini.tanpa', '08129999', 'Kelas Luar', 'Kelas Nasional', 'Dinsos Luar', 'Pusat Nasional'];

/** Plausible values for the fields of every form. */
const FIELDS = {
  reason: 'Alasan', role: 'administrator', scope: '', regionCode: '32.75', state: 'archived', percent: '25', answer: 'Sudah.', comment: 'Baik', name: 'Nama Baru',
  userName: 'akun.baru', village: 'X', course: 'contoh', quiz: 'ujian', organisation: '', region: '32.75', days: '30', begins: '', ends: '', quota: '', all: 'new',
};

describe('administration: an administrator of 32.75', function () {
  this.timeout(60_000);
  let office: Office;
  let inside: AccountRecord;
  let outside: AccountRecord;
  let unconfirmed: AccountRecord;
  let bekasis: Browser;
  let chiefs: Browser;
  const serials = new Map<string, string>();
  const classes: string[] = [];
  const foreigners: string[] = [];

  before(async () => {
    office = await openOffice([course]);
    const chief = await office.account({ name: 'Rina Kartika', role: 'administrator' });
    const bekasi = await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] });
    inside = await office.account({ name: 'Siti Dalam', userName: 'siti.dalam', role: 'learner', regionCode: '32.75', village: 'Pengasinan' });
    outside = await office.account({ name: 'Wayan Luar', userName: 'wayan.luar', role: 'learner', regionCode: '32.71', phone: '08129999' });
    unconfirmed = await office.account({ name: 'Rukmini Tanpa', userName: 'rukmini.tanpa', role: 'learner', statedRegion: '32.75', asksRegion: true, phone: '08129999' });
    for (const learner of [inside, outside, unconfirmed]) {
      serials.set(learner._id, await office.certify(learner, course));
      await office.administration.assessment.reports.create({ course: 'contoh', lesson: 'x', question: undefined, text: `Laporan ${learner.name}`, learner: learner._id });
    }
    const make = (name: string, regions: string[]) => office.administration.classes.createClass({ name, course: 'contoh', regions, organisations: [], trainers: [], by: chief._id });
    const [shared, foreign, national] = [await make('Bersama', ['32.75', '32.71']), await make('Kelas Luar', ['32.71']), await make('Kelas Nasional', [])];
    for (const learner of [inside, outside, unconfirmed]) {
      await office.administration.classes.addMember(shared._id, learner._id, { nameKey: learner.nameKey });
      await office.administration.classes.addMember(foreign._id, learner._id, { nameKey: learner.nameKey });
    }
    const { organisations } = office.administration.accounts;
    const [far, pusat] = [await organisations.createOrganisation({ name: 'Dinsos Luar', regionCode: '32.71' }, chief._id), await organisations.createOrganisation({ name: 'Pusat Nasional', regionCode: undefined }, chief._id)];
    classes.push(shared._id, foreign._id, national._id);
    foreigners.push(foreign._id, national._id, far._id, pusat._id);
    bekasis = await office.browser(bekasi);
    chiefs = await office.browser(chief);
  });
  after(() => office.close());

  const routes = (): readonly RouteDefinition[] =>
    [...administrationRoutes(office.administration), ...certificationRoutes(office.administration.certification, assets)].filter(({ access }) => access !== 'everyone') as unknown as RouteDefinition[];

  const addressesFor = (path: string, learner: AccountRecord): string => {
    const names: Readonly<Record<string, string>> = { account: learner._id, learner: learner._id, course: 'contoh', serial: serials.get(learner._id) ?? '', quiz: 'ujian' };
    return path.replace(/:serial/g, names.serial ?? '').replace(/:(\w+)/g, (_, name: string) => names[name] ?? 'tidak-ada').replace(/\*\w+/g, 'x');
  };

  /** Every document that names one of the two, wherever it is kept; the sessions' own bookkeeping left out. */
  const keptOf = async (people: readonly AccountRecord[]): Promise<string> => {
    const kept: string[] = [];
    for (const { name } of await office.connection.db!.listCollections().toArray()) {
      const documents = await office.connection.collection(name).find({}).toArray();
      kept.push(...documents.map((document) => `${name} ${JSON.stringify(document)}`).filter((line) => people.some(({ _id }) => line.includes(_id))));
    }
    return kept.toSorted().join('\n');
  };

  const readable = (body: Buffer): string => {
    const text = body.toString('utf8');
    // Entries of an archive, as far as they are deflated text.
    return body.subarray(0, 2).toString('latin1') === 'PK' ? `${text}${inflated(body)}` : text;
  };
  const inflated = (archive: Buffer): string => {
    try {
      return inflateRawSync(archive.subarray(30 + archive.readUInt16LE(26) + archive.readUInt16LE(28))).toString('latin1');
    } catch {
      return '';
    }
  };

  it('reads nothing of who serves elsewhere or nowhere yet, in any page and any file', async () => {
    const leaks: string[] = [];
    let pages = 0;
    for (const { method, path } of routes()) {
      if (method !== 'get') continue;
      const addresses = /:(class|organisation)\b/.test(path)
        ? [...classes, ...foreigners].map((id) => path.replace(/:(class|organisation)\b/, id).replace(/:\w+/g, 'tidak-ada'))
        : [inside, outside, unconfirmed].map((learner) => addressesFor(path, learner));
      for (const address of new Set(addresses)) {
        for (const query of ['', '?q=wayan', '?regionCode=32.71', '?regionCode=32', '?state=open', '?course=contoh']) {
          const { status, body } = await bekasis.bytes(`${address}${query}`);
          if (status === 200) pages += 1;
          const text = readable(body);
          leaks.push(...BEYOND.filter((word) => text.includes(word)).map((word) => `${path}${query}: ${word}`));
          if (status >= 500) leaks.push(`${path}: ${status}`);
        }
      }
    }
    expect(leaks).to.deep.equal([]);
    expect(pages).to.be.greaterThan(40);
  });

  it('sees the own learner in the lists and files that the others are missing from', async () => {
    for (const path of ['/admin/users', '/admin/results', '/admin/results/export.csv?course=contoh', '/admin/certificates', '/admin/certificates/export.csv', '/admin/certificates/export.zip', '/admin/reports']) {
      const { body } = await bekasis.bytes(path);
      expect(body.toString('utf8'), path).to.match(/Siti[ -]Dalam/);
    }
  });

  it('changes nothing of theirs by any form', async () => {
    const before = await keptOf([outside, unconfirmed]);
    const answers: string[] = [];
    for (const learner of [outside, unconfirmed]) {
      for (const { method, path } of routes()) {
        if (method !== 'post' || !/:(account|learner|serial)/.test(path)) continue;
        await bekasis.get('/admin/users');
        const { status } = await bekasis.post(addressesFor(path, learner), FIELDS);
        if (status !== 404 && status !== 403) answers.push(`${path}: ${status}`);
      }
      await bekasis.get('/admin/users');
      expect((await bekasis.post('/admin/users/unconfirmed', { person: `${learner._id}:32.75` })).status).to.equal(403);
    }
    // The holder's own forms are refused in the words of another reason.
    expect(answers.filter((line) => line.includes('/admin/'))).to.deep.equal([]);
    expect(await keptOf([outside, unconfirmed])).to.equal(before);
  });

  it('does nothing with classes and organisations of elsewhere, nor with others’ learners in a shared class', async () => {
    const before = await office.connection.collection('classes').find({}).toArray();
    const members = await office.connection.collection('class-members').find({}).toArray();
    const organisations = await office.connection.collection('organisations').find({}).toArray();
    const theirs = await keptOf([outside, unconfirmed]);
    const answers: string[] = [];
    for (const { method, path } of routes()) {
      if (method !== 'post' || !/:(class|organisation)\b/.test(path)) continue;
      for (const id of [...foreigners, ...classes.slice(0, 1)]) {
        await bekasis.get('/admin/users');
        const { status, text } = await bekasis.post(path.replace(/:(class|organisation)\b/, id).replace(/:\w+/g, 'tidak-ada'), { ...FIELDS, to: classes[0] ?? '', learner: outside._id, account: outside._id });
        answers.push(...BEYOND.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`));
        // Their own part of a shared class: a list, codes, minutes and announcements for their own learners.
        const isOwnPart = id === classes[0] && /\/(codes|rosters|reset-codes|closing\/minutes|announcements)$/.test(path);
        if (status !== 404 && status !== 403 && !isOwnPart) answers.push(`${path} ${id}: ${status}`);
      }
    }
    expect(answers).to.deep.equal([]);
    expect(await keptOf([outside, unconfirmed]), 'codes among it').to.equal(theirs);
    expect(await office.connection.collection('classes').find({}).toArray()).to.deep.equal(before);
    expect(await office.connection.collection('class-members').find({}).toArray()).to.deep.equal(members);
    expect(await office.connection.collection('organisations').find({}).toArray()).to.deep.equal(organisations);
  });

  it('does not open a list that somebody else sent for a class of several regions', async () => {
    const path = `/admin/classes/${classes[0]}`;
    await chiefs.get(path);
    const list = await chiefs.upload(`${path}/rosters`, {}, { field: 'file', name: 'a.csv', bytes: Buffer.from('Nama;Kota\nWayan Luar Dua;Kota Bogor\n') });
    expect(list.location).to.match(/\/rosters\//);
    expect((await chiefs.get(list.location)).status).to.equal(200);
    expect((await bekasis.get(list.location)).status).to.equal(404);
    await bekasis.get(path);
    expect((await bekasis.post(`${list.location}/apply`)).status).to.equal(404);
    const own = await bekasis.upload(`${path}/rosters`, {}, { field: 'file', name: 'b.csv', bytes: Buffer.from('Nama;Kota\nPeserta Baru;Kota Bekasi\n') });
    expect((await bekasis.get(own.location)).status).to.equal(200);
  });

  it('moves nobody out of the own region, and brings nobody in from beyond', async () => {
    await bekasis.get(`/admin/users/${inside._id}`);
    const sent = await bekasis.post(`/admin/users/${inside._id}/region`, { regionCode: '32.71' });
    expect(sent.status).to.equal(422);
    expect(sent.text).to.include('Wilayah ini di luar wilayah Anda.');
    expect((await office.administration.accounts.accounts.selectById(inside._id)).regionCode).to.equal('32.75');
  });

  it('is matched at dots: 32.7 is not the beginning of 32.75', async () => {
    const odd = await office.account({ name: 'Aneh', role: 'administrator', scope: ['32.7'] });
    const odds = await office.browser(odd);
    for (const path of ['/admin/users', '/admin/results', '/admin/certificates', '/admin/certificates/export.csv', '/admin/results/export.csv']) {
      expect((await odds.bytes(path)).body.toString('utf8'), path).not.to.match(/Siti[ -]Dalam/);
    }
    expect((await odds.get(`/admin/users/${inside._id}`)).status).to.equal(404);
  });

  it('sees a learner with results and certificates from the moment on that an administrator of all regions confirms', async () => {
    const list = await chiefs.get('/admin/users/unconfirmed');
    expect(list.text).to.include('Rukmini Tanpa').and.not.to.include('Wayan Luar');
    expect((await chiefs.post('/admin/users/unconfirmed', {})).status).to.equal(422);
    await chiefs.get('/admin/users/unconfirmed');
    expect((await chiefs.post('/admin/users/unconfirmed', { person: `${unconfirmed._id}:32.71` })).status, 'stated something else meanwhile').to.equal(303);
    expect((await office.administration.accounts.accounts.selectById(unconfirmed._id)).regionCode).to.equal(undefined);
    await chiefs.get('/admin/users/unconfirmed');
    expect((await chiefs.post('/admin/users/unconfirmed', { person: `${unconfirmed._id}:32.75` })).status).to.equal(303);
    expect((await chiefs.get('/admin/users/unconfirmed')).text).not.to.include('Rukmini Tanpa');
    for (const path of [`/admin/users/${unconfirmed._id}`, `/admin/results/${unconfirmed._id}/contoh`, `/admin/certificates/${serials.get(unconfirmed._id)}`]) {
      expect((await bekasis.get(path)).text, path).to.include('Rukmini Tanpa');
    }
    expect((await bekasis.get(`/admin/users/${unconfirmed._id}`)).text).to.include('oleh Rina Kartika');
    expect((await bekasis.bytes('/admin/certificates/export.csv')).body.toString('utf8')).to.include('Rukmini Tanpa');
  });

  it('loses sight of who is moved, the certificates too', async () => {
    await chiefs.get(`/admin/users/${unconfirmed._id}`);
    expect((await chiefs.post(`/admin/users/${unconfirmed._id}/region`, { regionCode: '32.71' })).status).to.equal(303);
    expect((await bekasis.get(`/admin/users/${unconfirmed._id}`)).status).to.equal(404);
    expect((await bekasis.get(`/admin/certificates/${serials.get(unconfirmed._id)}`)).status).to.equal(404);
    expect((await bekasis.bytes('/admin/certificates/export.zip')).body.toString('latin1')).not.to.include('Rukmini');
  });

  it('is not chosen by the learner: what somebody states moves nothing', async () => {
    const hers = await office.browser(inside);
    await hers.get('/account');
    expect((await hers.post('/account', { name: 'Siti Dalam', regionCode: '32.71', village: 'Pengasinan' })).status).to.equal(303);
    expect((await hers.get('/account')).text).to.include('Wilayah yang dikonfirmasi: Kota Bekasi');
    expect((await bekasis.get(`/admin/users/${inside._id}`)).text).to.include('Menyatakan bertugas di Kota Bogor');
    expect(await office.administration.accounts.accounts.selectById(inside._id)).to.include({ regionCode: '32.75', statedRegion: '32.71', asksRegion: true });
  });
});
