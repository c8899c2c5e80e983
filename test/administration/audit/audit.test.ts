import { expect } from 'chai';
import { pino } from 'pino';
import supertest from 'supertest';
import type { AccountRecord } from '../../../server/accounts/account-model.ts';
import { isNamed, NOT_RECORDED } from '../../../server/administration/audit/actions.ts';
import type { AuditEntry } from '../../../server/administration/audit/audit-model.ts';
import { administrationRoutes } from '../../../server/administration/routes.ts';
import type { AuditEvent } from '../../../server/web/audit.ts';
import { deviceKindOf, networkOf } from '../../../server/web/origin-kind.ts';
import { redirect } from '../../../server/web/reply.ts';
import type { Route, RouteDefinition } from '../../../server/web/route.ts';
import { createWeb } from '../../../server/web/web.ts';
import { serverUnderTest } from '../../fixtures/engine.ts';
import { startTestService } from '../../fixtures/service.ts';
import { openOffice, type Office } from '../office.ts';
import { course as courseWith } from '../../assessment/course-factory.ts';

const isForStaff = ({ access }: Route): boolean => access === 'trainer' || access === 'administrator';

describe('the audit log', function () {
  this.timeout(60_000);
  let office: Office;
  let chief: AccountRecord;
  let siti: AccountRecord;
  const course = courseWith({ id: 'contoh' });

  before(async () => {
    office = await openOffice([course]);
    chief = await office.account({ name: 'Rina Kartika', role: 'administrator', userName: 'rina' });
    siti = await office.account({ name: 'Siti Aminah', role: 'learner', regionCode: '32.75', village: 'Pengasinan', userName: 'siti' });
  });
  after(() => office.close());

  const entries = (filter = {}): Promise<AuditEntry[]> => office.administration.auditLog.selectPage(filter, { direction: 'forward', from: undefined }, 100);

  it('has a name for everything that staff changes, in whichever room, or a reason for none', async function () {
    if (serverUnderTest() !== undefined) this.skip();
    const site = await startTestService();
    const { routes } = site.service.application;
    await site.close();
    const unnamed = routes
      .filter((route) => isForStaff(route) && route.method === 'post')
      .map(({ method, path }) => `${method} ${path}`)
      .filter((address) => !isNamed(address) && !NOT_RECORDED.has(address));
    expect(unnamed).to.deep.equal([]);
  });

  it('gets an entry from every form of staff that is taken, whoever wrote its handler, and none from one that comes back', async () => {
    const events: AuditEvent[] = [];
    let outcome: 'taken' | 'comes back' = 'taken';
    const handle = () => (outcome === 'taken' ? redirect('/') : ({ kind: 'page', view: 'web/error', fields: { title: '', sentence: '' }, status: 422, headers: {} } as const));
    const forms = administrationRoutes(office.administration).filter((route) => isForStaff(route) && route.method === 'post');
    const routes = forms.map(({ method, path, access }) => ({ method, path, access, token: 'none', handle }) as unknown as RouteDefinition as unknown as Route);
    const enter = (request: object, _response: unknown, next: () => void): void => {
      Object.assign(request, { user: { ...chief, id: chief._id } });
      next();
    };
    const app = createWeb(
      {
        send: async (reply, _request, response) => void response.status(reply.kind === 'redirect' ? 303 : 422).end(),
        assets: { url: (name) => name, send: () => undefined }, sessions: office.administration.accounts.sessions, sessionSecret: 'x', baseUrl: undefined, trustProxy: 0,
        logger: pino({ level: 'silent' }), authentication: [enter], audit: { record: async (event) => void events.push(event) },
      },
      routes,
    );
    for (const { path } of routes) await supertest(app).post(path.replace(/:\w+/g, 'x')).type('form').send({});
    expect(events.map(({ action }) => action)).to.deep.equal(routes.map(({ path }) => `post ${path}`)).and.not.be.empty;
    expect(events.every(({ actor }) => actor === chief._id)).to.equal(true);
    events.length = 0;
    outcome = 'comes back';
    for (const { path } of routes) await supertest(app).post(path.replace(/:\w+/g, 'x')).type('form').send({});
    expect(events).to.deep.equal([]);
  });

  it('tells who did what to whom, by reference and without a name', async () => {
    const browser = await office.browser(chief);
    await browser.get(`/admin/users/${siti._id}`);
    await browser.post(`/admin/users/${siti._id}/role`, { role: 'administrator', scope: '32.75' });
    await browser.post(`/admin/users/${siti._id}/role`, { role: 'raja' });
    await browser.post(`/admin/users/${siti._id}/reset-code`);
    const found = await entries({ subject: siti._id });
    expect(found.map(({ action, actor, facts }) => ({ action, actor, facts }))).to.deep.equal([
      { action: 'reset-code-issued', actor: chief._id, facts: undefined },
      { action: 'role-changed', actor: chief._id, facts: { role: 'administrator', scope: '32.75' } },
    ]);
    const signIn = (await entries({ action: 'sign-in' }))[0];
    expect(signIn).to.include({ actor: chief._id, network: '127.0.0.0/24', device: 'other' });
    expect(JSON.stringify(await entries())).not.to.match(/Siti|Aminah|Rina|127\.0\.0\.1/);
  });

  it('records a decision on a certificate with its holder, and every list that is taken along', async () => {
    const ani = await office.account({ name: 'Ani Wijaya', role: 'learner', regionCode: '32.75', village: 'Pengasinan' });
    const serial = await office.certify(ani, course);
    const browser = await office.browser(chief);
    await browser.get(`/admin/certificates/${serial}`);
    await browser.post(`/admin/certificates/${serial}/revoke`, { reason: 'Data Ani tertukar.' });
    await browser.get('/admin/certificates/export.csv');
    const [download, revoked] = await entries();
    expect(download).to.include({ action: 'certificates-downloaded', actor: chief._id });
    expect(revoked).to.include({ action: 'certificate-revoked', subject: ani._id, object: serial });
    expect(JSON.stringify(revoked), 'what a person typed stays with the certificate').not.to.include('tertukar');
  });

  it('is searched by who, to whom, what and when, and read page by page', async () => {
    const browser = await office.browser(chief);
    for (let index = 0; index < 60; index += 1) await office.administration.auditLog.append({ action: 'class-made', actor: chief._id, network: '', device: 'server' }, new Date(`2026-01-02T03:${String(index).padStart(2, '0')}:00Z`));
    const rows = (html: string): number => html.split('<tr>').length - 2;
    const classes = await browser.get('/admin/audit?action=class-made');
    expect(rows(classes.text)).to.equal(50);
    const next = /href="(\/admin\/audit\?[^"]*after=[^"]*)"/.exec(classes.text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#38;', '&') ?? '';
    expect(rows((await browser.get(next)).text)).to.equal(10);
    expect(rows((await browser.get('/admin/audit?from=2026-01-02&to=2026-01-02')).text)).to.equal(50);
    expect((await browser.get('/admin/audit?from=2026-01-03&to=2026-01-04')).text).to.include('Tidak ada yang cocok');
    expect((await browser.get('/admin/audit?subject=siti')).text).to.include('Mengubah peran').and.to.include('Siti Aminah').and.not.to.include('<td data-l="Rincian">course');
    expect((await browser.get('/admin/audit?actor=tidak.ada')).text).to.include('Tidak ada yang cocok');
    expect((await browser.get('/admin/audit?actor=siti')).text).to.include('Tidak ada yang cocok');
  });

  it('leaves as a table without formulas and line by line', async () => {
    await office.administration.auditLog.append({ action: '=HYPERLINK("x")', actor: chief._id, network: '', device: 'server' }, new Date());
    const browser = await office.browser(chief);
    const csv = await browser.bytes('/admin/audit/export.csv');
    expect(csv.body.toString()).to.include(`"'=HYPERLINK`).and.to.include('role-changed');
    const lines = (await browser.bytes('/admin/audit/export.jsonl?subject=siti')).body.toString().trim().split('\n').map((line) => JSON.parse(line) as AuditEntry);
    expect(lines.every(({ subject }) => subject === siti._id)).to.equal(true);
    expect(lines.length).to.be.greaterThan(1);
    expect((await entries())[0]).to.include({ action: 'audit-downloaded' });
  });

  it('is read by administrators of everything only', async () => {
    const regional = await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] });
    const browser = await office.browser(regional);
    for (const path of ['/admin/audit', '/admin/audit/export.csv', '/admin/audit/export.jsonl']) expect((await browser.get(path)).status, path).to.equal(403);
  });
});

describe('where something was done from', () => {
  it('is a network and a kind of device, and no more', () => {
    const networks: readonly (readonly [string | undefined, string])[] = [
      ['203.0.113.77', '203.0.113.0/24'], ['::ffff:10.1.2.3', '10.1.2.0/24'], ['2001:db8:12:34::1', '2001:db8:12::/48'], ['2001:db8::1', '2001:db8:0::/48'],
      ['::1', '0:0:0::/48'], ['fe80::1%eth0', 'fe80:0:0::/48'], [undefined, ''], ['tidak', ''],
    ];
    for (const [address, network] of networks) expect(networkOf(address), String(address)).to.equal(network);
    const agents: readonly (readonly [string | undefined, string])[] = [
      ['Mozilla/5.0 (Linux; Android 8.1.0; Redmi 5A) AppleWebKit/537.36 Chrome/80 Mobile Safari/537.36', 'android-phone'],
      ['Mozilla/5.0 (Linux; Android 12; SM-T500) AppleWebKit/537.36 Chrome/120 Safari/537.36', 'android-tablet'],
      ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 'iphone'], ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows'], ['Mozilla/5.0 (X11; Linux x86_64)', 'linux'], [undefined, 'other'],
    ];
    for (const [agent, kind] of agents) expect(deviceKindOf(agent), agent).to.equal(kind);
  });
});
