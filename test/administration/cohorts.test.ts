import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { classModel, memberModel } from '../../server/administration/classes/class-model.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { countFollows } from '../../server/administration/following/count-follows.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const codeIn = (html: string): string => /class="secret">([^<]+)</.exec(html)?.[1] ?? '';
const namesIn = (html: string): string[] => [...html.matchAll(/<th scope="row"><a[^>]*>([^<]+)</g)].map((match) => match[1] ?? '');

describe('administration: cohorts', function () {
  this.timeout(30_000);
  const course = courseWith({ id: 'contoh' });
  const other = courseWith({ id: 'kedua', shortTitle: { original: 'Kedua' } });
  let office: Office;
  let chief: AccountRecord;
  let chiefs: Browser;
  let people = 0;

  beforeEach(async () => {
    office = await openOffice([course, other]);
    chief = await office.account({ name: 'Rina Kartika', role: 'administrator' });
    chiefs = await office.browser(chief);
  });
  afterEach(() => office.close());

  const learner = (given: Partial<Omit<AccountRecord, 'userName'>> = {}) => office.account({ name: `Peserta ${(people += 1)}`, role: 'learner', statedRegion: '32.75', asksRegion: true, ...given });
  const make = async (fields: Readonly<Record<string, string>> = {}, by = chiefs): Promise<string> => {
    await by.get('/admin/classes/new');
    const made = await by.post('/admin/classes', { name: 'Bekasi 2027', course: 'contoh', regionCode: '32.75', ...fields });
    expect(made.status, made.text).to.equal(303);
    return made.location;
  };
  const codeOf = async (path: string, by = chiefs): Promise<string> => {
    await by.get(path);
    return codeIn((await by.post(`${path}/code`, { days: '7' })).text);
  };
  const classOf = (path: string) => office.administration.classes.selectOptionalClass(path.split('/').at(-1) ?? '');
  const accountOf = ({ _id }: AccountRecord) => office.administration.accounts.accounts.selectById(_id);
  const join = async (who: AccountRecord, code: string, fields: Readonly<Record<string, string>> = {}) => {
    const browser = await office.browser(who);
    await browser.get(`/join/${code}`);
    return browser.post(`/join/${code}`, fields);
  };

  it('keep what their form says, and refuse what makes no sense', async () => {
    const tuti = await office.account({ name: 'Tuti Pelatih', userName: 'tuti', role: 'trainer' });
    await chiefs.get('/admin/organisations/new');
    await chiefs.post('/admin/organisations', { name: 'IPSM Pusat' });
    const [organisation] = await office.administration.accounts.organisations.selectPage({ reach: undefined, archived: false }, undefined, 1);
    const path = await make({ otherRegions: 'Kabupaten Bekasi\n32.76', organisation: organisation?._id ?? '', trainers: 'tuti', begins: '2027-02-10', ends: '2027-02-28', quota: '1.500' });
    expect(await classOf(path)).to.deep.include({ regions: ['32.75', '32.16', '32.76'], organisations: [organisation?._id], trainers: [tuti._id], begins: '2027-02-10', ends: '2027-02-28', quota: 1500, seatsLeft: 1500 });
    const { text } = await chiefs.get(path);
    for (const word of ['Kabupaten Bekasi', 'IPSM Pusat', 'Tuti Pelatih', '28 Februari 2027', '0 dari 1.500 tempat terisi']) expect(text).to.include(word);

    const edit = await chiefs.get(`${path}/edit`);
    expect(edit.text).to.include('Kabupaten Bekasi').and.to.include('value="tuti"');
    expect((await chiefs.post(`${path}/edit`, { name: 'Baru', regionCode: '32.75', quota: '' })).location).to.equal(path);
    expect(await classOf(path)).to.deep.include({ name: 'Baru', regions: ['32.75'], regionCode: '32.75', trainers: [], course: 'contoh' }).and.not.to.have.property('quota');
    for (const [field, value] of [['otherRegions', 'Bekasi'], ['quota', '0'], ['quota', 'banyak'], ['ends', '2027-02-30'], ['trainers', 'siapa'], ['name', ' '], ['regionCode', '99.99']] as const) {
      await chiefs.get(`${path}/edit`);
      const sent = await chiefs.post(`${path}/edit`, { name: 'Lain', regionCode: '32.75', begins: '2027-02-10', [field]: value });
      expect(sent.status, field).to.equal(422);
      expect(sent.text, field).to.include(`id="${field}-error"`);
    }
    await chiefs.get(`${path}/edit`);
    expect((await chiefs.post(`${path}/edit`, { name: 'Lain', begins: '2027-02-10', ends: '2027-02-09' })).text).to.include('Hari terakhir tidak boleh sebelum hari pertama.');
  });

  it('are joined by a code: looking enrols nobody, the form does, and the region is confirmed', async () => {
    const path = await make();
    const code = await codeOf(path);
    expect(code).to.match(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(JSON.stringify(await office.connection.collection('codes').find({}).toArray()), 'kept hashed').not.to.include(code.replaceAll('-', '')).and.not.to.include(code);
    const siti = await learner({ name: 'Siti Rahmawati' });
    const visitor = office.stranger();
    const seen = await visitor.get(`/join/${code.toLowerCase()}`);
    expect(seen.text).to.include('Bekasi 2027').and.to.include('Kota Bekasi').and.to.include(`/sign-up?next=${encodeURIComponent(`/join/${code.toLowerCase()}`)}`);
    expect([seen.header('cache-control'), seen.header('referrer-policy')]).to.deep.equal(['no-store', 'no-referrer']);
    expect((await visitor.post(`/join/${code}`)).location).to.include('/sign-in');
    const hers = await office.browser(siti);
    expect((await hers.get(`/join?code=${code}`)).location).to.equal(`/join/${code}`);
    expect((await hers.get(`/join/${code}`)).text).to.include('wilayah Anda menjadi Kota Bekasi');
    expect((await classOf(path))?.memberCount).to.equal(0);
    expect((await accountOf(siti)).regionCode).to.equal(undefined);

    const sent = await hers.post(`/join/${code}`);
    expect(sent.location).to.equal('/courses/contoh');
    expect(await accountOf(siti)).to.deep.include({ regionCode: '32.75' }).and.not.to.have.property('asksRegion');
    expect((await accountOf(siti)).regionHistory?.[0]).to.include({ how: 'class', by: siti._id });
    expect(await office.administration.learning.enrolments.selectOptional(siti._id, 'contoh')).to.have.property('course', 'contoh');
    expect(await classOf(path)).to.deep.include({ memberCount: 1 });
    expect((await hers.get(`/join/${code}`)).text).to.include('Anda sudah ada di angkatan ini.');
    expect((await hers.post(`/join/${code}`)).location).to.equal('/courses/contoh');
    expect(await classOf(path)).to.deep.include({ memberCount: 1, unsettled: {} });
    expect(namesIn((await chiefs.get(path)).text)).to.deep.equal(['Siti Rahmawati']);
  });

  it('let who joins choose among their regions, and confirm nothing where they have none', async () => {
    const two = await codeOf(await make({ otherRegions: '32.16' }));
    const siti = await learner();
    const refused = await join(siti, two);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('id="regionCode-error"').and.to.include('Kabupaten Bekasi').and.not.to.include('Kota Bogor');
    expect((await join(siti, two, { regionCode: '32.71' })).status).to.equal(422);
    expect((await accountOf(siti)).regionCode).to.equal(undefined);
    expect((await join(siti, two, { regionCode: '32.16' })).status).to.equal(303);
    expect((await accountOf(siti)).regionCode).to.equal('32.16');

    const national = await codeOf(await make({ regionCode: '' }));
    const budi = await learner();
    expect((await join(budi, national)).status).to.equal(303);
    expect(await accountOf(budi)).to.include({ statedRegion: '32.75', asksRegion: true }).and.not.to.have.property('regionCode');
  });

  it('move nobody whose region is confirmed elsewhere, and take no trainer in', async () => {
    const path = await make();
    const code = await codeOf(path);
    const wayan = await learner({ regionCode: '51.71' });
    const sent = await join(wayan, code);
    expect(sent.status).to.equal(409);
    expect(sent.text).to.include('minta admin mengubah wilayah Anda');
    expect((await accountOf(wayan)).regionCode).to.equal('51.71');
    expect((await join(await office.account({ name: 'Tuti', role: 'trainer' }), code)).status).to.equal(409);
    expect(await classOf(path)).to.include({ memberCount: 0 });
  });

  it('never take in more than their quota, whoever comes at the same moment', async () => {
    const path = await make({ quota: '3' });
    const code = await codeOf(path);
    const browsers = await Promise.all(Array.from({ length: 8 }, async () => office.browser(await learner())));
    for (const browser of browsers) await browser.get(`/join/${code}`);
    // Each of them twice, as a double tap does.
    const answers = await Promise.all(browsers.flatMap((browser) => [browser.post(`/join/${code}`), browser.post(`/join/${code}`)]));
    expect(answers.every(({ status }) => status === 303 || status === 409)).to.equal(true);
    const found = await classOf(path);
    expect(found).to.deep.include({ memberCount: 3, seatsLeft: 0, unsettled: {} });
    expect(await office.administration.classes.selectMembers(found?._id ?? '')).to.have.length(3);
    const late = await office.browser(await learner());
    expect((await late.get(`/join/${code}`)).text).to.include('Angkatan ini sudah penuh.');
    expect((await late.post(`/join/${code}`)).text).to.include('Angkatan ini sudah penuh.');

    await chiefs.get(`${path}/edit`);
    await chiefs.post(`${path}/edit`, { name: 'Bekasi 2027', regionCode: '32.75', quota: '4' });
    await late.get(`/join/${code}`);
    expect((await late.post(`/join/${code}`)).status).to.equal(303);
    expect(await classOf(path)).to.include({ memberCount: 4, seatsLeft: 0 });
  });

  it('lose no seat for ever when a request is cut off', async () => {
    const path = await make({ quota: '2' });
    const code = await codeOf(path);
    const id = path.split('/').at(-1) ?? '';
    expect((await join(await learner(), code)).status).to.equal(303);
    // What a process leaves that died between the seat and the member.
    const token = await office.administration.classes.takeSeat(id);
    expect(await classOf(path)).to.include({ memberCount: 2, seatsLeft: 0 });
    const next = await learner();
    expect((await join(next, code)).status, 'somebody may be sitting down just now').to.equal(409);
    await classModel(office.connection).updateOne({ _id: id }, { $set: { [`unsettled.${token}`]: new Date(Date.now() - 120_000) } });
    expect((await join(next, code)).status).to.equal(303);
    expect(await classOf(path)).to.deep.include({ memberCount: 2, seatsLeft: 0, unsettled: {} });
    // And one between the member and the end of it: counted once.
    const lost = await learner();
    await chiefs.get(`${path}/edit`);
    await chiefs.post(`${path}/edit`, { name: 'Bekasi 2027', regionCode: '32.75', quota: '3' });
    const seat = (await office.administration.classes.takeSeat(id)) ?? '';
    await office.administration.classes.addMember(id, lost._id, { token: seat });
    await classModel(office.connection).updateOne({ _id: id }, { $set: { [`unsettled.${seat}`]: new Date(0) } });
    await office.administration.classes.recount(id);
    expect(await classOf(path)).to.deep.include({ memberCount: 3, seatsLeft: 0, unsettled: {} });
    expect(await memberModel(office.connection).countDocuments({ class: id })).to.equal(3);
  });

  it('have codes that are renewed, withdrawn, expire, and end with the class', async () => {
    const path = await make({ ends: '2999-12-31' });
    const first = await codeOf(path);
    const second = await codeOf(path);
    const who = await office.browser(await learner());
    expect((await who.get(`/join/${first}`)).status, 'renewed').to.equal(404);
    expect((await who.get(`/join/${second}`)).status).to.equal(200);
    expect((await who.get(`/join?code=${first}`)).text).to.include('tidak dikenal atau sudah kedaluwarsa');
    expect((await who.get('/join')).text).to.include('Ketik kode angkatan');
    expect((await chiefs.get(path)).text).to.include('Sebuah kode berlaku sampai').and.not.to.include(second);

    await chiefs.post(`${path}/state`, { state: 'closed' });
    expect((await who.get(`/join/${second}`)).text).to.include('Pendaftaran angkatan ini sudah ditutup.');
    expect((await who.post(`/join/${second}`)).status).to.equal(409);
    expect((await chiefs.post(`${path}/code`)).status).to.equal(409);
    await chiefs.post(`${path}/state`, { state: 'open' });
    await chiefs.get(`${path}/edit`);
    await chiefs.post(`${path}/edit`, { name: 'Bekasi 2027', regionCode: '32.75', ends: '2020-01-01' });
    await who.get(`/join/${second}`);
    expect((await who.post(`/join/${second}`)).text, 'over').to.include('Angkatan ini sudah berakhir.');
    await office.connection.collection('codes').updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await who.get(`/join/${second}`)).status, 'expired').to.equal(404);
    const third = await codeOf(path);
    await chiefs.post(`${path}/code/withdraw`);
    expect((await who.get(`/join/${third}`)).status, 'withdrawn').to.equal(404);
    expect(await office.administration.classes.selectMembers(path.split('/').at(-1) ?? '')).to.deep.equal([]);
  });

  it('go to the archive with their results, and come back', async () => {
    const path = await make();
    const code = await codeOf(path);
    const siti = await learner({ name: 'Siti' });
    await join(siti, code);
    await chiefs.get(path);
    await chiefs.post(`${path}/state`, { state: 'archived' });
    expect(namesIn((await chiefs.get('/admin/classes')).text)).to.deep.equal([]);
    expect(namesIn((await chiefs.get('/admin/classes?state=archived')).text)).to.deep.equal(['Bekasi 2027']);
    expect((await office.stranger().get(`/join/${code}`)).status).to.equal(404);
    expect(namesIn((await chiefs.get(path)).text)).to.deep.equal(['Siti']);
    expect(await office.administration.learning.enrolments.selectOptional(siti._id, 'contoh')).to.not.equal(undefined);
    await chiefs.post(`${path}/state`, { state: 'closed' });
    expect(namesIn((await chiefs.get('/admin/classes')).text)).to.deep.equal(['Bekasi 2027']);
    expect((await chiefs.post(`${path}/state`, { state: 'burnt' })).status).to.equal(400);
  });

  it('hand members over to another class of the same course, within its quota', async () => {
    const from = await make();
    const code = await codeOf(from);
    const [a, b, c] = [await learner({ name: 'Agus' }), await learner({ name: 'Budi' }), await learner({ name: 'Citra' })];
    for (const who of [a, b, c]) await join(who, code);
    const to = await make({ name: 'Maret', quota: '2' });
    const toId = to.split('/').at(-1) ?? '';
    await make({ name: 'Kedua', course: 'kedua' });
    const shown = await chiefs.get(from);
    expect(shown.text).to.include('>Maret</option>').and.not.to.include('>Kedua</option>');
    expect((await chiefs.post(`${from}/move`, { to: toId })).text).to.include('Pilih paling sedikit satu peserta.');
    expect((await chiefs.post(`${from}/move`, { learner: a._id })).text).to.include('Pilih angkatan tujuan.');
    for (const who of [a, b, c]) await chiefs.post(`${from}/move`, { to: toId, learner: who._id });
    expect((await chiefs.get(from)).text).to.include('0 peserta pindah ke Maret. 0 tidak, karena wilayahnya lain; 1 tidak, karena kuotanya penuh.');
    expect([await classOf(from), await classOf(to)].map((found) => found?.memberCount)).to.deep.equal([1, 2]);
    expect(namesIn((await chiefs.get(to)).text)).to.deep.equal(['Agus', 'Budi']);
    await chiefs.post(`${from}/move`, { to: toId, learner: a._id });
    expect([await classOf(from), await classOf(to)].map((found) => found?.memberCount), 'twice').to.deep.equal([1, 2]);
    const far = await make({ name: 'Bogor', regionCode: '32.71' });
    await chiefs.get(from);
    await chiefs.post(`${from}/move`, { to: far.split('/').at(-1) ?? '', learner: c._id });
    expect((await chiefs.get(from)).text).to.include('1 tidak, karena wilayahnya lain');
  });

  it('let members go after a yes, keep what they learned, and take them back by name', async () => {
    const path = await make({ quota: '2' });
    const code = await codeOf(path);
    const [agus, budi] = [await learner({ name: 'Agus' }), await learner({ name: 'Budi' })];
    for (const who of [agus, budi]) await join(who, code);
    await office.certify(agus, course);
    const following = async (): Promise<string> => {
      await countFollows(office.administration.following);
      return (await chiefs.get(`${path}/following`)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    };
    expect(await following()).to.include('2 peserta').and.to.match(/Sertifikat terbit (?:−\d+ )?1/);

    expect((await chiefs.get(path)).text).to.include(`formaction="${path}/remove"`);
    expect((await chiefs.post(`${path}/remove`)).text).to.include('Pilih paling sedikit satu peserta.');
    const asked = await chiefs.post(`${path}/remove`, { learner: agus._id });
    expect(asked.text).to.include('Agus').and.to.include('nilai, dan sertifikatnya tetap ada').and.not.to.include('Budi');
    expect(await classOf(path), 'asking changes nothing').to.include({ memberCount: 2 });
    const recorded = async (action: string): Promise<number> => (await chiefs.get(`/admin/audit?action=${action}`)).text.match(/ data-l="Pelaku">/g)?.length ?? 0;
    expect([await recorded('members-removed'), await recorded('member-removed')], 'asking is not doing').to.deep.equal([0, 0]);
    await chiefs.get(path);
    expect((await chiefs.post(`${path}/remove/confirmed`, { learner: agus._id })).location).to.equal(path);
    const shown = await chiefs.get(path);
    expect(shown.text).to.include('1 orang dikeluarkan dari angkatan ini.');
    expect(namesIn(shown.text)).to.deep.equal(['Budi']);
    expect(await classOf(path)).to.deep.include({ memberCount: 1, seatsLeft: 1, unsettled: {} });
    expect(await following()).to.include('1 peserta').and.not.match(/Sertifikat terbit (?:−\d+ )?1/);
    expect(namesIn((await chiefs.get(`${path}/closing`)).text)).not.to.include('Agus');
    expect([await recorded('members-removed'), await recorded('member-removed')]).to.deep.equal([1, 1]);
    expect((await chiefs.get(`/admin/results/${agus._id}/contoh`)).status, 'the results stay').to.equal(200);
    expect((await chiefs.get('/admin/certificates')).text).to.include('Agus');

    await chiefs.get(path);
    await chiefs.post(`${path}/remove/confirmed`, { learner: agus._id });
    expect(await classOf(path), 'twice').to.deep.include({ memberCount: 1, unsettled: {} });
    await chiefs.get(path);
    expect((await chiefs.post(`${path}/members`, { userName: agus.userName.toUpperCase() })).location).to.equal(path);
    expect((await chiefs.get(path)).text).to.include('Agus sekarang peserta angkatan ini.');
    expect(await classOf(path)).to.deep.include({ memberCount: 2, seatsLeft: 0, unsettled: {} });
    expect(await following()).to.include('2 peserta').and.to.match(/Sertifikat terbit (?:−\d+ )?1/);
    expect(await office.administration.learning.enrolments.selectOptional(agus._id, 'contoh')).to.have.property('read').that.is.not.empty;
  });

  it('take nobody in by name who is unknown, of another region, or too many', async () => {
    const path = await make({ quota: '1' });
    const add = async (userName: string) => {
      await chiefs.get(path);
      return chiefs.post(`${path}/members`, { userName });
    };
    const wayan = await learner({ name: 'Wayan', regionCode: '51.71' });
    const tuti = await office.account({ name: 'Tuti', role: 'trainer' });
    const [agus, budi] = [await learner({ name: 'Agus', regionCode: '32.75' }), await learner({ name: 'Budi', regionCode: '32.75' })];
    for (const name of ['', 'siapa', tuti.userName]) expect((await add(name)).text, name).to.include('id="userName-error"').and.to.include(`value="${name}"`);
    expect((await add(wayan.userName)).text).to.include('bukan wilayah angkatan ini');
    expect((await add(agus.userName)).status).to.equal(303);
    expect((await add(budi.userName)).text).to.include('Angkatan ini sudah penuh. Ubah kuotanya dahulu.');
    expect((await add(agus.userName)).status).to.equal(303);
    expect((await chiefs.get(path)).text).to.include('Agus sudah ada di angkatan ini.');
    await chiefs.post(`${path}/state`, { state: 'closed' });
    expect((await add(budi.userName)).status).to.equal(409);
    expect(await classOf(path)).to.deep.include({ memberCount: 1, seatsLeft: 0, unsettled: {} });
  });

  it('are seen by their trainers alone among trainers, who change nothing', async () => {
    await office.account({ name: 'Tuti Pelatih', userName: 'tuti', role: 'trainer' });
    const mine = await make({ trainers: 'tuti', name: 'Kelas Tuti' });
    const foreign = await make({ name: 'Kelas Lain' });
    await join(await learner({ name: 'Siti' }), await codeOf(mine));
    const tuti = await office.administration.accounts.accounts.selectOptionalByUserName('tuti');
    const hers = await office.browser(tuti as AccountRecord);
    expect(namesIn((await hers.get('/admin/classes')).text)).to.deep.equal(['Kelas Tuti']);
    const { text } = await hers.get(mine);
    expect(namesIn(text)).to.deep.equal(['Siti']);
    expect(text).not.to.include(`${mine}/code`).and.not.to.include(`${mine}/edit`).and.not.to.include(`${mine}/rosters`);
    expect((await hers.get(foreign)).status).to.equal(404);
    for (const path of [`${mine}/edit`, `${mine}/code`, `${mine}/state`, `${mine}/move`, `${mine}/remove`, `${mine}/remove/confirmed`, `${mine}/members`, `${mine}/codes`]) expect((await hers.post(path, { state: 'closed' })).status, path).to.equal(403);
  });

  it('of several regions show each administrator the own learners, and are changed by who reaches all', async () => {
    const bekasis = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    const bogors = await office.browser(await office.account({ name: 'Admin Bogor', role: 'administrator', scope: ['32.71'] }));
    const jabars = await office.browser(await office.account({ name: 'Admin Jabar', role: 'administrator', scope: ['32'] }));
    const shared = await make({ name: 'Bersama', otherRegions: '32.71' });
    const code = await codeOf(shared);
    await join(await learner({ name: 'Siti Bekasi' }), code, { regionCode: '32.75' });
    await join(await learner({ name: 'Wayan Bogor' }), code, { regionCode: '32.71' });
    const national = await make({ name: 'Nasional', regionCode: '' });
    expect(namesIn((await bekasis.get(shared)).text)).to.deep.equal(['Siti Bekasi']);
    expect(namesIn((await bogors.get(shared)).text)).to.deep.equal(['Wayan Bogor']);
    expect(namesIn((await jabars.get(shared)).text)).to.deep.equal(['Siti Bekasi', 'Wayan Bogor']);
    expect(namesIn((await bekasis.get('/admin/classes')).text)).to.deep.equal(['Bersama']);
    expect(namesIn((await bekasis.get('/admin/classes?regionCode=32.71')).text)).to.deep.equal([]);
    expect((await bekasis.get(national)).status).to.equal(404);
    for (const path of ['edit', 'state', 'code', 'code/withdraw', 'move', 'remove', 'remove/confirmed', 'members']) {
      expect((await bekasis.post(`${shared}/${path}`, { state: 'closed', name: 'X', regionCode: '32.75', to: 'x', learner: 'x', userName: 'x' })).status, path).to.equal(403);
      expect((await bekasis.post(`${national}/${path}`, { state: 'closed', name: 'X', regionCode: '32.75', to: 'x', learner: 'x', userName: 'x' })).status, path).to.equal(404);
    }
    await jabars.get(shared);
    expect((await jabars.post(`${shared}/state`, { state: 'closed' })).status).to.equal(303);
    await bekasis.get('/admin/classes/new');
    const beyond: readonly Readonly<Record<string, string>>[] = [{ regionCode: '' }, { regionCode: '32.71' }, { regionCode: '32' }, { regionCode: '32.75', otherRegions: 'Kota Bogor' }];
    for (const fields of beyond) {
      expect((await bekasis.post('/admin/classes', { name: 'X', course: 'contoh', ...fields })).status, JSON.stringify(fields)).to.equal(422);
    }
  });

  it('stand in pages, and so do their members', async () => {
    const names: string[] = [];
    for (let n = 0; n < 55; n += 1) {
      const made = await office.administration.classes.createClass({ name: `Kelas ${n}`, course: 'contoh', regions: ['32.75', '32.71'], organisations: [], trainers: [], by: chief._id });
      names.unshift(made.name);
    }
    const jabars = await office.browser(await office.account({ name: 'Admin Jabar', role: 'administrator', scope: ['32'] }));
    for (const browser of [chiefs, jabars]) {
      const first = await browser.get('/admin/classes');
      const next = (/href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? '').replaceAll('&amp;', '&');
      expect([...namesIn(first.text), ...namesIn((await browser.get(next)).text)]).to.deep.equal(names);
    }
    const path = await make();
    const id = path.split('/').at(-1) ?? '';
    const expected: string[] = [];
    for (let n = 0; n < 120; n += 1) {
      const person = await learner({ name: `Orang ${String(n).padStart(3, '0')}`, regionCode: n % 2 === 0 ? '32.75' : '51.71' });
      await office.administration.classes.addMember(id, person._id, { nameKey: person.nameKey });
      if (n % 2 === 0) expected.push(person.name);
    }
    const bekasis = await office.browser(await office.account({ name: 'Budi', role: 'administrator', scope: ['32.75'] }));
    const searched = (await bekasis.get(`${path}?q=ORANG%2011`)).text;
    expect(namesIn(searched), 'by the beginning of a name, within reach').to.deep.equal(['Orang 110', 'Orang 112', 'Orang 114', 'Orang 116', 'Orang 118']);
    expect((await bekasis.get(`${path}?q=tidak`)).text).to.include('Tidak ada peserta yang namanya berawal begitu.');
    const seen: string[] = [];
    for (let next: string | undefined = path; next; ) {
      const { text } = await bekasis.get(next);
      seen.push(...namesIn(text));
      next = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).to.deep.equal(expected);
    await office.administration.classes.recount(id);
    expect(await classOf(path)).to.include({ memberCount: 120 });
  });
});

describe('administration: organisations', () => {
  it('are made, changed, archived and chosen within reach', async function () {
    this.timeout(20_000);
    const office = await openOffice([]);
    const chiefs = await office.browser(await office.account({ name: 'Rina', role: 'administrator' }));
    const bekasis = await office.browser(await office.account({ name: 'Budi', role: 'administrator', scope: ['32.75'] }));
    const siti = await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' });
    await chiefs.get('/admin/organisations/new');
    for (const [name, regionCode] of [['IPSM Pusat', ''], ['Dinsos Bekasi', '32.75'], ['Dinsos Bogor', '32.71']] as const) {
      expect((await chiefs.post('/admin/organisations', { name, regionCode })).status).to.equal(303);
    }
    expect((await chiefs.post('/admin/organisations', { name: 'dinsos  bekasi', regionCode: '32.75' })).text).to.include('sudah ada di wilayah yang sama');
    const list = await chiefs.get('/admin/organisations');
    expect(namesIn(list.text)).to.deep.equal(['Dinsos Bekasi', 'Dinsos Bogor', 'IPSM Pusat']);
    const hrefs = [...list.text.matchAll(/href="(\/admin\/organisations\/[\w-]{16})"/g)].map(([, href]) => href ?? '');
    const [bekasi = '', bogor = '', pusat = ''] = hrefs;
    expect(namesIn((await bekasis.get('/admin/organisations')).text)).to.deep.equal(['Dinsos Bekasi']);
    for (const path of [bogor, pusat]) {
      expect((await bekasis.get(path)).status).to.equal(404);
      expect((await bekasis.post(path, { name: 'X', regionCode: '32.75' })).status).to.equal(404);
      expect((await bekasis.post(`${path}/state`, { state: 'archived' })).status).to.equal(404);
    }
    await bekasis.get(bekasi);
    expect((await bekasis.post(bekasi, { name: 'Dinsos Kota Bekasi', regionCode: '32.71' })).status).to.equal(422);
    expect((await bekasis.post(bekasi, { name: 'Dinsos Kota Bekasi', regionCode: '' })).status).to.equal(422);
    expect((await bekasis.post(bekasi, { name: 'Dinsos Kota Bekasi', regionCode: '32.75' })).status).to.equal(303);
    const idOf = (path: string): string => path.split('/').at(-1) ?? '';
    await bekasis.get(`/admin/users/${siti._id}`);
    expect((await bekasis.post(`/admin/users/${siti._id}/organisation`, { organisation: idOf(bogor) })).status).to.equal(422);
    expect((await bekasis.post(`/admin/users/${siti._id}/organisation`, { organisation: idOf(bekasi) })).status).to.equal(303);
    expect((await office.administration.accounts.accounts.selectById(siti._id)).organisation).to.equal(idOf(bekasi));
    await bekasis.post(`${bekasi}/state`, { state: 'archived' });
    expect(namesIn((await bekasis.get('/admin/organisations')).text)).to.deep.equal([]);
    expect(namesIn((await bekasis.get('/admin/organisations?state=archived')).text)).to.deep.equal(['Dinsos Kota Bekasi']);
    expect((await bekasis.get(`/admin/users/${siti._id}`)).text, 'who belongs to it still does').to.include('Dinsos Kota Bekasi');
    await bekasis.post(`${bekasi}/state`, { state: 'listed' });
    expect(namesIn((await bekasis.get('/admin/organisations')).text)).to.deep.equal(['Dinsos Kota Bekasi']);
    await office.close();
  });
});
