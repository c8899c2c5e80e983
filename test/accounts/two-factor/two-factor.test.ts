import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import { twoFactorModel } from '../../../server/accounts/two-factor/two-factor-model.ts';
import { newRecoveryCodes, stepOf, takeSecondStep } from '../../../server/accounts/two-factor/second-step.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../../fixtures/visitor.ts';

const PASSWORD = 'lumbung padi pagi';
const PERIOD_MS = 30_000;
const PATH = '/account/two-factor';

const codeOf = (secret: string, at = Date.now()): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
const ticketIn = (html: string): string => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
const secretIn = (html: string): string => (/<p class="secret">([A-Z2-7 ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');

describe('the second step of signing in', function () {
  this.timeout(60_000);
  let site: TestService;
  let rina: Visitor;
  let secret = '';
  let recovery: string[] = [];

  const stores = () => site.service.application.accounts;
  const idOf = async (userName: string): Promise<string> => (await stores().accounts.selectOptionalByUserName(userName))?._id ?? '';
  /** Codes that were taken are taken no more; as if half a minute had passed. */
  const halfAMinuteLater = async (userName: string): Promise<void> => void (await twoFactorModel(site.service.storage.connection).updateOne({ _id: await idOf(userName) }, { $set: { lastStep: 0 } }));
  const withPassword = async (userName = 'rina'): Promise<{ visitor: Visitor; text: string; ticket: string }> => {
    const visitor = new Visitor(site);
    const { text } = await visitor.signIn(userName);
    return { visitor, text, ticket: ticketIn(text) };
  };
  const secondStep = (visitor: Visitor, ticket: string, code: string, next = '/admin/security') => visitor.post('/sign-in/second-step', { ticket, code, next });
  const patient = async (userName: string): Promise<void> => stores().throttle.forget(`second-step:${await idOf(userName)}`, '::ffff:127.0.0.1').then(async () => stores().throttle.forget(`second-step:${await idOf(userName)}`, '127.0.0.1'));

  before(async () => {
    site = await startTestService();
    rina = await firstAdministrator(site);
    for (const name of ['tuti', 'siti']) await new Visitor(site).signUp(name);
    await stores().accounts.changeRole(await idOf('tuti'), 'trainer', []);
  });
  after(() => site?.close());

  it('cannot be demanded of all before one has it oneself', async () => {
    expect((await rina.post('/admin/security', { staff: 'needed' }, '/admin/security')).status).to.equal(409);
  });

  it('is set up with the password and a first code; nothing is on before', async () => {
    expect((await rina.post(`${PATH}/begin`, { current: 'salah' }, PATH)).status).to.equal(422);
    await rina.post(`${PATH}/begin`, { current: PASSWORD }, PATH);
    await rina.post(`${PATH}/cancel`, {}, PATH);
    expect((await rina.get(PATH)).text, 'cancelled').not.to.include('otpauth:');
    expect((await rina.post(`${PATH}/begin`, { current: PASSWORD }, PATH)).status).to.equal(303);
    const page = await rina.get(PATH);
    expect(page.text).to.include('otpauth://totp/Bimtek:rina?issuer=Bimtek').and.to.include('<svg viewBox=');
    secret = secretIn(page.text);
    expect(Secret.fromBase32(secret).bytes.length).to.equal(20);
    expect((await withPassword()).ticket, 'not on yet').to.equal('');
    expect((await rina.post(`${PATH}/confirm`, { code: '000000' }, PATH)).text).to.include('Kode ini belum cocok');
    const on = await rina.post(`${PATH}/confirm`, { code: codeOf(secret) }, PATH);
    recovery = [...on.text.matchAll(/class="secret">([0-9A-Z]{5}-[0-9A-Z]{5})</g)].map(([, code]) => code ?? '');
    expect(new Set(recovery).size).to.equal(10);
    expect(on.headers['cache-control']).to.equal('no-store');
    const again = await rina.get(PATH);
    expect(again.text, 'shown once').not.to.include(recovery[0]).and.not.to.include(secret);
    expect(JSON.stringify(await twoFactorModel(site.service.storage.connection).find({}).lean()), 'kept as hashes').not.to.include(recovery[0]?.slice(0, 5));
  });

  it('asks who has shown the password for a code, and begins no session before', async () => {
    const { visitor, text, ticket } = await withPassword();
    expect(text).to.include('Langkah kedua').and.to.include('autocomplete="one-time-code"');
    expect((await visitor.get('/account')).status).to.equal(303);
    await halfAMinuteLater('rina');
    const wrong = await secondStep(visitor, ticket, '123456');
    expect([wrong.status, ticketIn(wrong.text)]).to.deep.equal([422, ticket]);
    const right = await secondStep(visitor, ticket, codeOf(secret));
    expect([right.status, right.headers.location]).to.deep.equal([303, '/admin/security']);
    expect((await visitor.get('/admin/security')).status).to.equal(200);
  });

  it('takes a code once, also when two come at once, and none of an earlier time', async () => {
    await halfAMinuteLater('rina');
    const code = codeOf(secret);
    const [first, second] = [await withPassword(), await withPassword()];
    expect((await secondStep(first.visitor, first.ticket, code)).headers.location, 'a newer ticket took its place').to.equal('/sign-in');
    const id = await idOf('rina');
    const outcomes = await Promise.all([1, 2, 3].map(() => takeSecondStep(stores().twoFactor, id, code, new Date())));
    expect(outcomes.toSorted()).to.deep.equal(['right', 'used', 'used']);
    expect((await secondStep(second.visitor, second.ticket, code)).text).to.include('Kode ini sudah dipakai');
    expect(await takeSecondStep(stores().twoFactor, id, codeOf(secret, Date.now() - PERIOD_MS), new Date())).to.equal('used');
    expect(stepOf(secret, codeOf(secret, Date.now() - 4 * PERIOD_MS), new Date()), 'two minutes old').to.equal(undefined);
    await patient('rina');
  });

  it('lets in by a recovery code, once, however it is typed', async () => {
    const code = recovery[3] ?? '';
    const first = await withPassword();
    expect((await secondStep(first.visitor, first.ticket, ` ${code.toLowerCase()} `)).headers.location).to.equal('/admin/security');
    const second = await withPassword();
    expect((await secondStep(second.visitor, second.ticket, code)).status).to.equal(422);
    await patient('rina');
    expect((await first.visitor.get(PATH)).text).to.include('Sisa kode cadangan: 9.');
    expect(newRecoveryCodes('a').hashes[0]).to.match(/^[0-9a-f]{64}$/);
  });

  it('is not passed by a ticket that is used, unknown or of nobody', async () => {
    for (const ticket of ['', 'ABCD-EFGH-JKMN', 'x'.repeat(39)]) {
      const visitor = new Visitor(site);
      await visitor.get('/sign-in');
      expect((await secondStep(visitor, ticket, codeOf(secret))).headers.location, ticket).to.equal('/sign-in');
    }
    await halfAMinuteLater('rina');
    const { visitor, ticket } = await withPassword();
    await secondStep(visitor, ticket, codeOf(secret));
    const thief = new Visitor(site);
    await thief.get('/sign-in');
    expect((await secondStep(thief, ticket, codeOf(secret, Date.now() + PERIOD_MS))).headers.location).to.equal('/sign-in');
    const elsewhere = await (await withPassword()).visitor.post('/sign-in/second-step', { ticket: (await withPassword()).ticket, code: recovery[4] ?? '', next: '//jahat.example' });
    expect(elsewhere.headers.location).to.equal('/learn');
  });

  it('slows guesses down', async () => {
    const { visitor, ticket } = await withPassword();
    let said = '';
    for (let tries = 0; tries < 8 && !said.includes('Terlalu banyak'); tries += 1) said = (await secondStep(visitor, ticket, '111111')).text;
    expect(said).to.match(/Terlalu banyak percobaan\. Tunggu \d+ detik/);
    await patient('rina');
  });

  it('is asked for also after a code for a new password', async () => {
    const chief = new Visitor(site);
    await chief.signUp('kepala');
    await stores().accounts.changeRole(await idOf('kepala'), 'administrator', []);
    await chief.signIn('kepala');
    const page = await chief.post(`/admin/users/${await idOf('rina')}/reset-code`, {}, `/admin/users/${await idOf('rina')}`);
    const code = /class="secret">([^<]+)/.exec(page.text)?.[1] ?? '';
    const visitor = new Visitor(site);
    const used = await visitor.post('/use-code', { code, password: PASSWORD }, '/use-code');
    expect(ticketIn(used.text)).not.to.equal('');
    expect((await visitor.get('/learn')).status).to.equal(303);
    await halfAMinuteLater('rina');
    expect((await secondStep(visitor, ticketIn(used.text), codeOf(secret), '/learn')).headers.location).to.equal('/learn');
    rina = visitor;
  });

  it('can be demanded of staff: without it they learn, and are led to set it up; learners are left alone', async () => {
    expect((await rina.post('/admin/security', { staff: 'needed' }, '/admin/security')).status).to.equal(303);
    const tuti = new Visitor(site);
    await tuti.signIn('tuti');
    for (const path of ['/admin/marking', '/admin/results']) expect((await tuti.get(path)).headers.location, path).to.equal(PATH);
    expect((await tuti.post('/admin/regrades', { course: 'psm-dasar' })).headers.location).to.equal(PATH);
    expect((await tuti.get('/learn')).status).to.equal(200);
    expect((await tuti.get(PATH)).text).to.include('wajib memakai langkah kedua');
    await tuti.post(`${PATH}/begin`, { current: PASSWORD }, PATH);
    const own = secretIn((await tuti.get(PATH)).text);
    await tuti.post(`${PATH}/confirm`, { code: codeOf(own) }, PATH);
    expect((await tuti.get('/admin/marking')).status).to.equal(200);
    expect((await tuti.post(`${PATH}/off`, { current: PASSWORD }, PATH)).status, 'while it is demanded').to.equal(409);
    const siti = new Visitor(site);
    expect((await siti.signIn('siti')).headers.location).to.equal('/learn');
    const list = (await rina.get('/admin/security')).text;
    expect(list).to.include('tuti');
    expect(list).to.include('Belum memasang: 1 orang.');
  });

  it('is taken off by another administrator, never by oneself there', async () => {
    const tuti = await idOf('tuti');
    expect((await rina.get(`/admin/users/${tuti}`)).text).to.include(`/admin/users/${tuti}/two-factor/reset`);
    expect((await rina.post(`/admin/users/${tuti}/two-factor/reset`, {}, `/admin/users/${tuti}`)).status).to.equal(303);
    expect((await withPassword('tuti')).ticket).to.equal('');
    expect((await rina.post(`/admin/users/${await idOf('rina')}/two-factor/reset`)).status).to.equal(403);
    const log = await site.service.application.administration.auditLog.selectPage({ subject: tuti }, { direction: 'forward', from: undefined }, 5);
    expect(log.map(({ action }) => action)).to.include.members(['two-factor-reset', 'two-factor-on']);
  });

  it('is switched off with the password where nobody demands it', async () => {
    await rina.post('/admin/security', { staff: 'free' }, '/admin/security');
    expect((await rina.post(`${PATH}/off`, { current: 'salah' }, PATH)).status).to.equal(422);
    expect((await rina.post(`${PATH}/off`, { current: PASSWORD }, PATH)).status).to.equal(303);
    expect((await withPassword()).ticket).to.equal('');
  });
});

describe('the devices on which somebody is signed in', function () {
  this.timeout(60_000);
  let site: TestService;
  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  const endsIn = (html: string): string[] => [...html.matchAll(/action="(\/account\/sessions\/[0-9a-f]{16}\/end)"/g)].map(([, href]) => href ?? '');

  it('are told apart, and ended one by one', async () => {
    const [here, there, third] = [new Visitor(site), new Visitor(site), new Visitor(site)];
    await here.signUp('siti');
    for (const visitor of [there, third]) await visitor.signIn('siti');
    const page = await here.get('/account');
    expect(page.text).to.include('perangkat ini').and.to.match(/Masuk [^<]+ WIB dari jaringan 127\.0\.0\.0\/24/).and.to.include('Terakhir dipakai sekitar');
    expect(endsIn(page.text)).to.have.length(2);
    expect((await here.post(endsIn(page.text)[0] ?? '')).status).to.equal(303);
    expect((await here.get('/account')).status).to.equal(200);
    expect([(await there.get('/account')).status, (await third.get('/account')).status].toSorted()).to.deep.equal([200, 303]);
  });

  it('belong to one person', async () => {
    const [siti, budi] = [new Visitor(site), new Visitor(site)];
    await siti.signIn('siti');
    await budi.signUp('budi');
    const [of = ''] = endsIn((await siti.get('/account')).text);
    expect((await budi.post(of, {}, '/account')).status).to.equal(404);
    expect((await budi.post('/account/sessions/0000000000000000/end')).status).to.equal(404);
  });
});
