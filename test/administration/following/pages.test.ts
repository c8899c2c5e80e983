import { expect } from 'chai';
import { countFollows } from '../../../server/administration/following/count-follows.ts';
import { course } from '../../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from '../office.ts';

const COURSE = course({});
const CODE = COURSE.competencies[0]?.code ?? '';

const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('administration: pages that follow a class', function () {
  this.timeout(60_000);
  let office: Office;
  let rina: Browser;
  let bekasi: Browser;
  let trainer: Browser;
  let classId = '';
  let path = '';

  before(async () => {
    office = await openOffice([COURSE]);
    const { classes, learning, following, assessment } = office.administration;
    rina = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    bekasi = await office.browser(await office.account({ name: 'Admin Bekasi', role: 'administrator', scope: ['32.75'] }));
    const pelatih = await office.account({ name: 'Pelatih', role: 'trainer' });
    trainer = await office.browser(pelatih);
    classId = (await classes.createClass({ name: 'Bekasi 2026', course: COURSE.id, regions: ['32.75'], organisations: [], trainers: [pelatih._id], by: 'rina' }))._id;
    path = `/admin/classes/${classId}/following`;
    const person = async (name: string, regionCode: string | undefined) => {
      const account = await office.account({ name, role: 'learner', regionCode, village: 'Pengasinan' });
      await classes.addMember(classId, account._id);
      await learning.enrolments.enrol(account._id, COURSE.id, COURSE.version);
      return account;
    };
    for (let number = 0; number < 60; number += 1) await person(`Orang ${String(number).padStart(2, '0')}`, '32.75');
    const tuntas = await person('Tuti Tuntas', '32.75');
    await office.certify(tuntas, COURSE);
    const sial = await person('Sial Luar', '32.16');
    await learning.enrolments.markRead(sial._id, COURSE.id, COURSE.modules[0]?.lessons[0]?.id ?? '');
    await assessment.standings.change(sial._id, COURSE.id, () => ({ units: [{ code: CODE, score: 10, met: false, attempt: 'a', edition: 1 }] }));
    await countFollows(following);
  });
  after(() => office.close());

  it('say how the class stands, with the numbers of the picture in a table', async () => {
    const { status, text } = await rina.get(path);
    expect(status).to.equal(200);
    expect(wordsOf(text)).to.include('1 dari 62 peserta sudah tuntas di semua kompetensi');
    expect(text).to.include('Lihat sebagai tabel').and.to.include('<svg class="funnel-bar"').and.not.to.include('style=');
    expect(text).to.include(`${path}/entered`);
    expect(wordsOf(text), 'of two who sat the unit one met it').to.match(/Kabupaten Bekasi 1 0 .*Kota Bekasi 61 100 /);
  });

  it('list who stands at a place and since when, a page after the other', async () => {
    const first = await rina.get(`${path}/entered`);
    expect(wordsOf(first.text)).to.include('60 orang').and.to.include('Baris 1–50');
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await rina.get(next);
    const names = (html: string): string[] => [...html.matchAll(/>(Orang \d\d)</g)].map(([, name]) => name ?? '');
    expect(new Set([...names(first.text), ...names(second.text)]).size).to.equal(60);
    expect(names(second.text)).to.have.length(10);
    expect((await rina.get(`${path}/module-tidak-ada`)).status).to.equal(404);
    expect((await rina.get(`${path}/entered?after=zzz`)).status).to.equal(200);
  });

  it('show an administrator of a region its learners alone', async () => {
    const { text } = await bekasi.get(path);
    expect(wordsOf(text)).to.include('1 dari 61 peserta').and.not.to.include('Kabupaten Bekasi');
    const place = COURSE.modules[0]?.id ?? '';
    expect((await rina.get(`${path}/module-${place}`)).text).to.include('Sial Luar');
    expect((await bekasi.get(`${path}/module-${place}`)).text).not.to.include('Sial Luar');
    const elsewhere = await office.administration.classes.createClass({ name: 'Bogor', course: COURSE.id, regions: ['32.71'], organisations: [], trainers: [], by: 'rina' });
    expect((await bekasi.get(`/admin/classes/${elsewhere._id}/following`)).status).to.equal(404);
    expect((await bekasi.get('/admin/following')).text).to.include('Bekasi 2026').and.not.to.include('>Bogor<');
    expect(wordsOf((await bekasi.get('/admin/following')).text)).to.include('1 dari 61 peserta');
    expect(wordsOf((await bekasi.get('/admin/following?regionCode=32.16')).text)).not.to.include('dari 1 peserta');
  });

  it('put classes side by side, in all regions and in one', async () => {
    const shown = await trainer.get('/admin/following');
    expect(wordsOf(shown.text), 'a trainer sees the own classes').to.include('1 dari 62 peserta').and.to.include('Kota Bekasi 61');
    expect(shown.text).not.to.include('>Bogor<');
    const other = await office.browser(await office.account({ name: 'Pelatih lain', role: 'trainer' }));
    expect(wordsOf((await other.get('/admin/following')).text)).not.to.include('peserta sudah').and.not.to.include('Bekasi 2026');
    expect([(await other.get(path)).status, (await trainer.get(path)).status]).to.deep.equal([404, 200]);
    const all = wordsOf((await rina.get('/admin/following')).text);
    expect(all).to.include('1 dari 62 peserta').and.to.include('Jawa Barat 62').and.to.include('Bekasi 2026');
    expect(wordsOf((await rina.get('/admin/following?regionCode=32')).text)).to.include('Kota Bekasi 61').and.to.include('Kabupaten Bekasi 1');
    expect(wordsOf((await rina.get('/admin/following?regionCode=32.16')).text)).to.include('0 dari 1 peserta');
    expect((await rina.get('/admin/following?course=tidak-ada&regionCode=99')).status).to.equal(200);
  });

  it('follow a move to another region', async () => {
    const { accounts, following } = office.administration;
    const [sial] = await accounts.accounts.selectByNameKeys(['sial luar']);
    await accounts.accounts.confirmRegion(sial?._id ?? '', { regionCode: '32.75', how: 'administrator', by: 'rina', at: new Date() });
    await countFollows(following);
    expect(wordsOf((await bekasi.get(path)).text)).to.include('1 dari 62 peserta');
    expect(wordsOf((await rina.get('/admin/following?regionCode=32')).text)).not.to.match(/Kabupaten Bekasi \d/);
  });
});
