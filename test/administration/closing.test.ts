import { expect } from 'chai';
import { countFollows } from '../../server/administration/following/count-follows.ts';
import { course } from '../assessment/course-factory.ts';
import { check, fontsOf, needs, structureOf, textOf } from '../certification/pdf-tools.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const COURSE = course({});
const [UNIT] = COURSE.competencies;
const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('administration: closing a class', function () {
  this.timeout(60_000);
  let office: Office;
  let rina: Browser;
  let bekasi: Browser;
  let path = '';
  let serial = '';

  before(async () => {
    office = await openOffice([COURSE]);
    const { assessment, classes, learning, following } = office.administration;
    rina = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    bekasi = await office.browser(await office.account({ name: 'Admin Bekasi', role: 'administrator', scope: ['32.75'] }));
    const { _id } = await classes.createClass({ name: 'Bekasi 2026 / I', course: COURSE.id, regions: ['32.75'], organisations: [], trainers: [], by: 'rina' });
    path = `/admin/classes/${_id}/closing`;
    const person = async (name: string, regionCode: string) => {
      const account = await office.account({ name, role: 'learner', regionCode, village: 'Pengasinan', phone: '+6281234567890' });
      await classes.addMember(_id, account._id);
      await learning.enrolments.enrol(account._id, COURSE.id, COURSE.version);
      return account;
    };
    serial = await office.certify(await person('Tuti Tuntas', '32.75'), COURSE);
    const budi = await person('Budi Belum', '32.75');
    for (const { id } of COURSE.modules.flatMap(({ lessons }) => lessons)) await learning.enrolments.markRead(budi._id, COURSE.id, id);
    const passed = { best: 100, passed: true, attempts: 1, lastAttempt: 'a', lastFinishedAt: new Date() };
    await assessment.standings.change(budi._id, COURSE.id, () => ({
      quizzes: Object.fromEntries([...COURSE.modules.flatMap(({ quiz }) => (quiz ? [quiz.id] : [])), COURSE.exam?.id ?? ''].map((id) => [id, passed])),
      units: COURSE.competencies.map(({ code }) => ({ code, score: code === UNIT?.code ? 40 : 90, met: code !== UNIT?.code, attempt: 'a', edition: 1 })),
    }));
    await person('=HYPERLINK("x") Nakal', '32.16');
    for (let number = 0; number < 55; number += 1) await person(`Orang ${String(number).padStart(2, '0')}`, '32.75');
    await countFollows(following);
  });
  after(() => office.close());

  const shortUnit = () => UNIT?.code.split('.').slice(-2).join('.');

  it('lists those not yet competent, nearest to the end first, and what each misses', async () => {
    const first = await rina.get(path);
    expect(wordsOf(first.text)).to.include('58 peserta').and.to.include('1 bersertifikat').and.to.include('57 belum tuntas');
    expect(wordsOf(first.text)).to.include(`${shortUnit()} 40, minimum ${UNIT?.minimum}`).and.not.to.include('Tuti Tuntas');
    expect(first.text.indexOf('Budi Belum')).to.be.lessThan(first.text.indexOf('Orang 00'));
    expect(wordsOf(first.text)).to.include('modul 1');
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await rina.get(next);
    const names = (html: string): string[] => [...html.matchAll(/>((?:Orang|Budi|=)[^<]+)<\/a>/g)].map(([, name]) => name ?? '');
    expect(new Set([...names(first.text), ...names(second.text)]).size).to.equal(57);
    expect((await rina.get(`${path}?after=x~1~y`)).status).to.equal(200);
  });

  it('gives results with no more about a person than was asked for', async () => {
    const csv = await rina.get(`${path}/results?format=csv`);
    expect(csv.text.split('\r\n')[0]).to.equal('\ufeffNama;Keadaan;Nomor sertifikat');
    expect(csv.text).to.include(`Tuti Tuntas;Bersertifikat;${serial}`).and.not.to.include('81234567890').and.not.to.include('Pengasinan');
    expect(csv.text, 'no formula').to.include(`"'=HYPERLINK(""x"") Nakal"`);
    const json = JSON.parse((await rina.get(`${path}/results?format=json&column=name&column=units&column=phone&column=tidak-ada`)).text) as Record<string, unknown>[];
    expect(json).to.have.length(58);
    expect(json.find(({ name }) => name === 'Budi Belum')).to.include({ phone: '+6281234567890', [UNIT?.code ?? '']: 40 });
    const xlsx = await rina.bytes(`${path}/results?format=xlsx&column=name`);
    expect([xlsx.status, xlsx.body.subarray(0, 2).toString()]).to.deep.equal([200, 'PK']);
    expect(xlsx.header('content-disposition')).to.match(/filename="hasil-bekasi-2026-i-\d{4}-\d\d-\d\d\.xlsx"/);
  });

  it('puts the certificates of the class into one archive', async () => {
    const { status, body } = await rina.bytes(`${path}/certificates.zip`);
    expect([status, body.subarray(0, 2).toString()]).to.deep.equal([200, 'PK']);
    expect(body.toString('latin1').match(/\.pdf/g)).to.have.length(2);
    expect(body.toString('latin1')).to.include(serial);
  });

  const minutes = async (browser: Browser, fields: Readonly<Record<string, string>>): Promise<Buffer> => {
    const page = await browser.get(path);
    expect(page.status).to.equal(200);
    return browser.postForBytes(`${path}/minutes`, fields);
  };

  it('makes minutes to sign, tagged and with their fonts, without names unless asked', async function () {
    needs(this, 'pdftotext', 'pdffonts', 'pdfinfo', 'qpdf');
    const plain = await minutes(rina, { number: '12/PSM/2026', place: 'Bekasi', day: '2026-11-24', from: '2026-11-03', to: '2026-11-24', office1: 'Ketua Panitia', name1: 'Rina Kartika' });
    const text = (await textOf(plain)).replace(/\s+/g, ' ');
    expect(text).to.include('Nomor: 12/PSM/2026').and.to.include('Selasa, 24 November 2026, bertempat di Bekasi').and.to.include('Dari 58 peserta, 1 telah').and.to.include('57 belum');
    expect(text).to.include('Ketua Panitia').and.to.include('Rina Kartika').and.to.include('Halaman 1 dari 1').and.not.to.include('Budi Belum');
    const listed = await minutes(rina, { names: 'yes', regions: 'yes' });
    const whole = (await textOf(listed)).replace(/\s+/g, ' ');
    expect(whole).to.include('Lampiran I').and.to.include(serial).and.to.include(`Budi Belum Kota Bekasi ${shortUnit()} 40, minimum`);
    expect(await check(listed)).to.include('No syntax');
    expect((await fontsOf(listed)).every(({ embedded, unicode }) => embedded && unicode)).to.equal(true);
    expect(await structureOf(listed)).to.match(/Table[\s\S]*TH[\s\S]*TD/);
  });

  it('asks again for a date that is none, and keeps what was typed', async () => {
    await rina.get(path);
    const wrong = await rina.post(`${path}/minutes`, { number: '7/BA', day: '31 Februari', from: '2026-02-02', to: '2026-02-01' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Isi tanggal, misalnya').and.to.include('value="7/BA"');
  });

  it('shows an administrator of a region and gives away its learners alone', async () => {
    const page = wordsOf((await bekasi.get(path)).text);
    expect(page).to.include('57 peserta').and.not.to.include('Nakal');
    expect((await bekasi.get(`${path}/results?format=csv`)).text).not.to.include('Nakal');
    expect((await rina.get(`${path}/results?format=csv`)).text).to.include('Nakal');
  });
});
