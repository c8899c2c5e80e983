import { sendMail } from '../../server/administration/announcements/send-mail.ts';
import { countFollows } from '../../server/administration/following/count-follows.ts';
import { codesIn, makeClass, send, settled } from '../administration/classes/bring-in.ts';
import { readAnswerKey } from '../fixtures/answer-key.ts';
import { LearnerOverHttp } from '../fixtures/http-learner.ts';
import type { TestService } from '../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';

/** More than a page of every list holds. */
const PEOPLE = 120;
const COURSE = 'psm-dasar';
const MOST_PAGES = 400;

/** Searches, filters and orders that no link leads to. */
const LISTS: readonly string[] = [
  ...['', '?q=orang', '?q=tidak.ada', '?role=learner', '?regionCode=32.75', '?regionCode=32', '?role=learner&regionCode=32&q=orang'].map((query) => `/admin/users${query}`),
  ...['', `?course=${COURSE}`, '?state=certified', '?state=passed', '?state=learning', '?q=orang', '?regionCode=32.75', `?course=${COURSE}&regionCode=32&q=orang`].map((query) => `/admin/results${query}`),
  ...['', '?q=orang', '?q=PSM-2026-0000-0000-00', '?state=valid', '?state=expired', '?state=revoked', '?state=sample', `?course=${COURSE}`, '?regionCode=32', '?regionCode=32.75',
    '?month=2026-11', '?class=x', '?from=2026-01-01&to=2026-12-31', `?course=${COURSE}&state=valid&regionCode=32`, `?q=orang&state=valid&course=${COURSE}`,
  ].map((query) => `/admin/certificates${query}`),
  ...['', '?state=answered', '?state=dismissed', `?course=${COURSE}`].map((query) => `/admin/reports${query}`),
  `/admin/results/export.csv?course=${COURSE}`, '/admin', '/admin/certificates/export.csv', '/admin/certificates/export.zip?q=tidak.ada', `/admin/certificates/export.zip?course=${COURSE}&q=orang%20b`, '/admin/certificates/blocked', '/admin/following', '/admin/following?regionCode=32', '/admin/following?regionCode=32.75', '/admin/users/unconfirmed', '/admin/organisations', '/admin/organisations?state=archived', ...['', '?state=archived', '?regionCode=32', `?course=${COURSE}`, `?course=${COURSE}&regionCode=32.75`].map((query) => `/admin/classes${query}`), '/join', '/join?code=0000-0000-0000', '/admin/problems', '/admin/settings',
];

const linksIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|action)="(\/[^"#]*)/g)].map(([, path = '']) => path.replaceAll('&amp;', '&')).filter((path) => !/^\/(assets|static|icons|media)|\/media\/|\.(css|js|png|svg|zip|ico|webmanifest)(\?|$)/.test(path));

/** From these pages to whatever they lead to. */
async function wander(visitor: Visitor, starts: readonly string[]): Promise<Set<string>> {
  const seen = new Set(starts);
  for (const path of seen) {
    const { text, headers } = await visitor.get(path);
    for (const next of [...linksIn(String(text ?? '')), ...(headers.location ? [String(headers.location)] : [])]) {
      if (seen.size < MOST_PAGES && next.startsWith('/')) seen.add(next);
    }
  }
  return seen;
}

/** A class of people, so that lists have a second page, and half of them with a certificate; the class. */
async function fill({ service }: TestService, serial: string): Promise<string> {
  const { accounts, administration, assessment, certification } = service.application;
  const { _id } = await administration.classes.createClass({ name: 'Bekasi', course: COURSE, regions: ['32.75'], organisations: [], trainers: [], by: 'rina' });
  const version = assessment.learning.courses.course(COURSE)?.version ?? '';
  const model = await certification.certificates.selectOptionalBySerial(serial.replaceAll('-', ''));
  for (let number = 0; number < PEOPLE; number += 1) {
    const name = `Orang ${String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`;
    const account = await accounts.accounts.createAccount({ userName: `orang.${number}`, name, role: 'learner', passwordHash: undefined, regionCode: '32.75', village: 'Pengasinan' });
    await assessment.learning.enrolments.enrol(account._id, COURSE, version);
    await assessment.reports.create({ course: COURSE, lesson: 'apa-itu-psm', question: undefined, text: 'Salah tulis.', learner: account._id });
    await administration.classes.addMember(_id, account._id);
    if (model) await certification.certificates.insert({ ...model, _id: `${account._id}:${COURSE}:1`, learner: account._id, nameKey: account.nameKey, issuedAt: new Date(model.issuedAt.getTime() - number) });
  }
  await countFollows(administration.following);
  return _id;
}

/** A class from a list: looked at, decided, applied; its codes; and the list taken back. Gives the names that its addresses hold. */
async function bringInAClass(site: TestService, chief: Visitor): Promise<{ class: string; roster: string }> {
  const path = await makeClass(chief, 'Kota Bekasi');
  const roster = await send(chief, path, 'Nama;Kota;Organisasi\nOrang A;Kota Bekasi;IPSM\nOrang B;Bekasi;\nRukmini;Kota Bekasi;\n');
  await settled(chief, roster);
  for (const query of ['', '?fate=perhaps', '?fate=new&after=2', '?before=9']) await chief.get(roster + query);
  await chief.post(`${roster}/answers`, { 'decide-2': 'new', 'decide-3': 'region:32.75' }, roster);
  await chief.post(`${roster}/answers/all`, { all: 'same' }, roster);
  await chief.post(`${roster}/organisations`, { 'organisation-0': 'new' }, roster);
  await chief.post(`${roster}/apply`, {}, roster);
  await settled(chief, roster);
  for (const format of ['csv', 'xlsx']) await chief.bytes(`${roster}/rows.${format}`);
  const sheet = await chief.post(`${path}/codes`, { who: 'all' }, path);
  await new Visitor(site).get(`/use-code?code=${codesIn(sheet.text)[0] ?? ''}`);
  await chief.get(`${path}/reset-codes`);
  await chief.post(`${path}/reset-codes`, { account: 'tidak-ada' }, path);
  await chief.post(`${roster}/undo`, {}, roster);
  await settled(chief, roster);
  return { class: path.split('/')[3] ?? '', roster: roster.split('/')[5] ?? '' };
}

/** Every address once with names that exist, where one is known: what no link and no form above leads to. */
async function knockEverywhere({ service }: TestService, visitors: readonly Visitor[], ids: Readonly<Record<string, string>>): Promise<void> {
  const known: Readonly<Record<string, string>> = { course: COURSE, quiz: 'kuis-mengenal-psm', lesson: 'apa-itu-psm', number: '1', ...ids };
  for (const { method, path } of service.application.routes) {
    if (/sign-out|sessions\/end|\/role$|\/start\//.test(path)) continue;
    const address = path.replace(/\*\w+/g, 'x.svg').replace(/:(\w+)/g, (_, name: string) => known[name] ?? 'tidak-ada');
    for (const visitor of visitors) await (method === 'get' ? visitor.get(address) : visitor.post(address));
  }
}

/** What staff does with a class beside looking at it, and what its learners see of it. */
async function followedClass(chief: Visitor, { application }: TestService['service'], classId: string): Promise<void> {
  const own = `/admin/classes/${classId}`;
  const page = await chief.get(`${own}/announcements`);
  const key = /name="key" id="key" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  await chief.post(`${own}/announcements`, { key, text: 'Pertemuan Kamis.' });
  await chief.post(`${own}/closing/minutes`, { number: '1', names: 'yes' }, `${own}/closing`);
  await chief.get(`${own}/closing/results?format=json`);
  await chief.get(`${own}/closing/certificates.zip`);
  const { administration } = application;
  const [record] = await administration.following.follows.selectPage(undefined, 1);
  await administration.following.follows.around(record?.learner ?? '', () => Promise.resolve());
  await administration.announcements.dismiss(`${classId}:${key}`, record?.learner ?? '');
  await chief.get(`${own}/announcements`);
  await sendMail({ ...administration, address: () => '' }, () => Promise.reject(new TypeError('no mail leaves here')));
}

/** A class from its form to its end, with a learner who comes in by its code and goes to another one. */
async function walkClasses(site: TestService, chief: Visitor): Promise<void> {
  const make = async (name: string): Promise<string> =>
    String((await chief.post('/admin/classes', { name, course: COURSE, regionCode: '32.75', otherRegions: '32.16', quota: '5', ends: '2999-01-01' }, '/admin/classes/new')).headers.location);
  const organisation = async (): Promise<string> => /href="(\/admin\/organisations\/[\w-]{16})"/.exec((await chief.get('/admin/organisations')).text)?.[1] ?? '';
  await chief.post('/admin/organisations', { name: 'IPSM Pusat' }, '/admin/organisations/new');
  const place = await organisation();
  await chief.post(place, { name: 'IPSM', regionCode: '32.75' }, place);
  await chief.post(`${place}/state`, { state: 'archived' }, place);
  await chief.post(`${place}/state`, { state: 'listed' }, place);
  const [from, to] = [await make('Februari'), await make('Maret')];
  await chief.post(`${from}/edit`, { name: 'Februari 2027', regionCode: '32.75', quota: '9', organisation: place.split('/').at(-1) ?? '' }, `${from}/edit`);
  const { text } = await chief.post(`${from}/code`, { days: '7' }, from);
  const link = `/join/${/class="secret">([^<]+)</.exec(text)?.[1]}`;
  const joining = new Visitor(site);
  await joining.signUp('citra.peserta');
  await joining.post(link, { regionCode: '32.75' }, link);
  const { accounts } = site.service.application.accounts;
  const citra = (await accounts.selectOptionalByUserName('citra.peserta'))?._id ?? '';
  await chief.post(`${from}/move`, { to: to.split('/').at(-1) ?? '', learner: citra }, from);
  await chief.post(`${to}/remove`, { learner: citra }, to);
  await chief.post(`${to}/remove/confirmed`, { learner: citra });
  await chief.post(`${to}/members`, { userName: 'citra.peserta' }, to);
  const trainer = new Visitor(site);
  await trainer.signUp('tuti.pelatih');
  await accounts.changeRole((await accounts.selectOptionalByUserName('tuti.pelatih'))?._id ?? '', 'trainer', []);
  for (const path of [from, to]) await chief.post(`${path}/edit`, { name: 'Februari 2027', regionCode: '32.75', quota: '9', trainers: 'tuti.pelatih' }, `${path}/edit`);
  const tuti = new Visitor(site);
  await tuti.signIn('tuti.pelatih');
  for (const path of ['/admin/results', '/admin/results?q=citra', '/admin/results?after=a~x', '/admin/results?before=z~x', '/admin/reports', '/admin/regrades', '/admin/marking']) await tuti.get(path);
  await chief.post(`/admin/users/${citra}/organisation`, { organisation: place.split('/').at(-1) ?? '' }, `/admin/users/${citra}`);
  await chief.post(`${from}/code/withdraw`, {}, from);
  for (const state of ['closed', 'archived', 'closed', 'open']) await chief.post(`${from}/state`, { state }, from);
}

/** Everything that people do here, over HTTP: gives the addresses that were asked for. */
export async function walkEverywhere(site: TestService): Promise<Set<string>> {
  const chief = await firstAdministrator(site);
  const siti = new LearnerOverHttp(site, COURSE, readAnswerKey(`courses/${COURSE}`));
  await siti.signUp('siti.aminah');
  await siti.enrol();
  const { exam } = await siti.learn();
  const result = await siti.sit(exam, (number) => number % 2 === 0);
  await siti.get(result);
  const attempt = result.replace(/\/result$/, '');
  for (const path of [attempt, `${attempt}/questions`, `${attempt}/confirm`]) await siti.get(path);
  await siti.post(`${attempt}/questions`, {});
  await siti.post(`${attempt}/questions/1/report`, { text: 'Jawaban ini keliru.' }, `${attempt}/questions/1/report`);
  const budi = new LearnerOverHttp(site, COURSE, readAnswerKey(`courses/${COURSE}`));
  await budi.signUp('budi.raja');
  await budi.enrol();
  await budi.learn();
  await budi.get(await budi.sit(exam));
  const serial = /PSM-\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec((await budi.get('/certificates')).text)?.[0] ?? '';
  const classId = await fill(site, serial);

  const { accounts } = site.service.application.accounts;
  const [learner, holder] = await Promise.all(['siti.aminah', 'budi.raja'].map((name) => accounts.selectOptionalByUserName(name)));
  const lesson = `/courses/${COURSE}/lessons/apa-itu-psm`;
  await siti.post(`${lesson}/report`, { text: 'Ada yang salah di sini.' }, `${lesson}/report`);
  await siti.post('/account', { name: 'Siti Aminah', regionCode: '32.75', village: 'Pengasinan' }, '/account');
  await siti.post('/account/password', { current: 'lumbung padi pagi', password: 'lumbung padi sore' }, '/account');
  await siti.post('/account/sessions/end', {}, '/account');
  await new Visitor(site).signIn('siti.aminah', 'salah');
  await new Visitor(site).post(`/v/${serial}/compare`, { name: 'Budi' }, `/v/${serial}`);

  const reports = await chief.get('/admin/reports');
  const report = /\/admin\/reports\/([\w-]+)/.exec(reports.text)?.[1] ?? '';
  await chief.post(`/admin/reports/${report}`, { state: 'answered', answer: 'Sudah diperbaiki.' });
  await chief.post(`/admin/results/${learner?._id}/${COURSE}/grant`, { reason: 'Sinyal hilang.' }, `/admin/results/${learner?._id}/${COURSE}`);
  const { text } = await chief.post(`/admin/users/${learner?._id}/reset-code`, {}, `/admin/users/${learner?._id}`);
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  await new Visitor(site).post('/use-code', { code, password: 'lumbung padi malam' }, '/use-code');
  await chief.post(`/admin/users/${learner?._id}/sessions/end`, {}, `/admin/users/${learner?._id}`);
  await chief.post(`/admin/users/${learner?._id}/role`, { role: 'trainer' }, `/admin/users/${learner?._id}`);
  await chief.post(`/admin/certificates/${serial}/revoke`, { reason: 'Data tertukar.' }, `/admin/certificates/${serial}`);
  await chief.post(`/admin/certificates/${serial}/reinstate`, { reason: 'Ternyata benar.' }, `/admin/certificates/${serial}`);
  await chief.post('/admin/users', { name: 'Agus Daerah', userName: 'agus.daerah', role: 'administrator', scope: '32.75, 11.01', village: '' }, '/admin/users/new');

  await walkClasses(site, chief);
  const unconfirmed = /name="person" value="([^"]+)"/.exec((await chief.get('/admin/users/unconfirmed')).text)?.[1] ?? '';
  await chief.post('/admin/users/unconfirmed', { person: unconfirmed });
  await chief.post(`/admin/users/${holder?._id}/region`, { regionCode: '32.75' }, `/admin/users/${holder?._id}`);
  await chief.post('/admin/settings', { issuerLine1: 'Dinas Sosial' }, '/admin/settings');
  for (const path of ['/healthz', '/readyz', '/v?serial=x', '/logo/0000000000000000.png', `/courses/${COURSE}/media/x/y.svg`]) await new Visitor(site).get(path);

  const bundle = String((await chief.post('/admin/certificates/bundles', {}, '/admin/certificates')).headers.location);
  await site.service.application.certification.bundles.settled();
  for (const path of ['', '/papers.zip', '/print.pdf']) await chief.get(`${bundle}${path}`);

  const brought = await bringInAClass(site, chief);
  await site.service.application.administration.rosterWork.removeOld();
  await knockEverywhere(site, [siti, budi, chief], { ...brought, attempt: attempt.split('/')[2] ?? '', place: 'invited', learner: learner?._id ?? '', account: learner?._id ?? '', serial });

  await followedClass(chief, site.service, classId);
  await siti.post('/sign-out', {}, '/account');

  const own = [`/admin/results/${learner?._id}/${COURSE}`, `/admin/users/${holder?._id}`, `/admin/certificates/${serial}`, `/certificates/${serial}.pdf`, `/v/${serial}`, `/admin/classes/${classId}/following`, `/admin/classes/${classId}/following/certified`, `/admin/classes/${classId}/closing`, `/admin/classes/${classId}/announcements`];
  const regional = new Visitor(site);
  await regional.signUp('agus.wilayah');
  const agus = await accounts.selectOptionalByUserName('agus.wilayah');
  await accounts.changeRole(agus?._id ?? '', 'administrator', ['32.75', '11.01']);
  const again = new Visitor(site);
  await again.signIn('agus.wilayah');
  const seen = new Set<string>();
  for (const [visitor, starts] of [[new Visitor(site), ['/', '/verify', `/v/${serial}`]], [budi, ['/learn', '/account', '/certificates']], [chief, [...LISTS, ...own]], [again, [...LISTS, ...own]]] as const) {
    for (const path of await wander(visitor, starts)) seen.add(path);
  }
  return seen;
}
