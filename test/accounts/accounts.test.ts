import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

/** A cookie and a form's token, for requests that are put together by hand. */
async function signedInBrowser(origin: string, userName: string): Promise<{ cookie: string; token: string }> {
  const cookieOf = (response: globalThis.Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const tokenOf = async (response: globalThis.Response) => /name="_csrf" value="([^"]+)"/.exec(await response.text())?.[1] ?? '';
  const form = await fetch(`${origin}/sign-in`);
  const body = new URLSearchParams({ _csrf: await tokenOf(form), userName, password: 'lumbung padi pagi' });
  const cookie = cookieOf(await fetch(`${origin}/sign-in`, { method: 'POST', headers: { cookie: cookieOf(form) }, body, redirect: 'manual' }));
  return { cookie, token: await tokenOf(await fetch(`${origin}/account`, { headers: { cookie } })) };
}

describe('accounts, over HTTP', function () {
  this.timeout(60_000);
  let site: TestService;

  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  it('signs up, signs out and in again', async () => {
    const visitor = new Visitor(site);
    expect((await visitor.signUp('siti.aminah')).headers.location).to.equal('/learn');
    expect((await visitor.get('/learn')).text).to.include('Siti Aminah');
    await visitor.post('/sign-out', {}, '/account');
    expect((await visitor.get('/account')).headers.location).to.equal('/sign-in?next=%2Faccount');
    expect((await visitor.signIn('SITI.aminah')).headers.location).to.equal('/learn');
  });

  it('keeps what was typed and says what to write instead', async () => {
    const visitor = new Visitor(site);
    const response = await visitor.signUp('siti rahma', { name: 'Bu <b>Siti</b>', password: '123', village: '' });
    expect(response.status).to.equal(422);
    expect(response.text).to.include('Nama pengguna tidak memakai spasi').and.to.include('paling sedikit 8 karakter');
    expect(response.text).to.include('value="siti rahma"').and.not.to.include('<b>Siti</b>');
    expect(response.text).not.to.include('value="123"');
  });

  it('gives a user name to one person only, also when two ask at once', async () => {
    const [one, two] = await Promise.all(['a', 'b'].map(() => new Visitor(site).signUp('kembar.satu')));
    expect([one?.status, two?.status].sort()).to.deep.equal([303, 422]);
  });

  it('says the same for a wrong password and an unknown user, and slows down without locking', async () => {
    await new Visitor(site).signUp('pelupa');
    const visitor = new Visitor(site);
    const sentence = 'Nama pengguna atau kata sandi tidak cocok';
    expect((await visitor.signIn('tidak.ada', 'salah')).text).to.include(sentence);
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await visitor.signIn('pelupa', 'salah')).text).to.include(sentence);
    expect((await visitor.signIn('pelupa', 'salah')).text).to.match(/Tunggu \d+ detik/);
  });

  it('listens to few guesses, also when they come side by side, and to the owner soon after', async () => {
    await new Visitor(site).signUp('digempur');
    const guessers = Array.from({ length: 24 }, () => new Visitor(site));
    await Promise.all(guessers.map((guesser) => guesser.get('/sign-in')));
    const answers = await Promise.all(guessers.map((guesser, number) => guesser.post('/sign-in', { userName: 'digempur', password: `tebakan ke-${number}` })));
    const judged = answers.filter(({ text }) => text.includes('tidak cocok')).length;
    expect(judged).to.be.within(1, 4);
    const waits = answers.flatMap(({ text }) => /Tunggu (\d+) detik/.exec(text)?.[1] ?? []).map(Number);
    expect(waits).to.have.length(24 - judged);
    expect(Math.max(...waits)).to.be.at.most(4);
  });

  it('gives a try to one of those who ask at the same moment', async () => {
    const { throttle } = site.service.application.accounts;
    const waits = await Promise.all(Array.from({ length: 24 }, () => throttle.secondsUntilTry('serentak', '203.0.113.7')));
    expect(waits.filter((seconds) => seconds === 0)).to.have.length(3);
  });

  it('refuses a character that no database takes, and what is longer than anybody types', async () => {
    const visitor = new Visitor(site);
    expect((await visitor.signIn('a\0b')).status).to.equal(400);
    expect((await visitor.signIn('a'.repeat(5000))).status).to.equal(422);
    expect((await visitor.get('/courses/a%00b')).status).to.equal(404);
    expect((await visitor.get('/courses/%E0%A4%A')).status).to.equal(400);
  });

  it('goes back to where somebody wanted to go, and never to another site', async () => {
    await new Visitor(site).signUp('penjelajah');
    const visitor = new Visitor(site);
    await visitor.get('/sign-in');
    const home = await visitor.post('/sign-in', { userName: 'penjelajah', password: 'lumbung padi pagi', next: '//jahat.example/x' });
    expect(home.headers.location).to.equal('/learn');
    const other = new Visitor(site);
    await other.get('/sign-in?next=/courses/psm-dasar');
    const back = await other.post('/sign-in', { userName: 'penjelajah', password: 'lumbung padi pagi', next: '/courses/psm-dasar' });
    expect(back.headers.location).to.equal('/courses/psm-dasar');
  });

  it('signs out everywhere', async () => {
    const phone = new Visitor(site);
    await phone.signUp('dua.ponsel');
    const laptop = new Visitor(site);
    await laptop.signIn('dua.ponsel');
    await laptop.post('/account/sessions/end', {}, '/account');
    expect((await laptop.get('/account')).status).to.equal(303);
    expect((await phone.get('/account')).status).to.equal(303);
  });

  it('keeps a session ended when a request of it comes late', async () => {
    await new Visitor(site).signUp('dua.tab');
    const browser = await signedInBrowser(site.origin, 'dua.tab');
    const body = new URLSearchParams({ _csrf: browser.token, name: 'Siti Aminah', regionCode: '32.75', village: 'Pengasinan' }).toString();
    const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
    // The first half of a form is on its way...
    const late = request(`${site.origin}/account`, { method: 'POST', headers: { ...headers, 'content-length': body.length } });
    const answered = once(late, 'response');
    late.write(body.slice(0, 10));
    expect((await fetch(`${site.origin}/account`, { headers, redirect: 'manual' })).status).to.equal(200);
    // ...when another tab signs out...
    const out = await fetch(`${site.origin}/sign-out`, { method: 'POST', headers, body: new URLSearchParams({ _csrf: browser.token }), redirect: 'manual' });
    expect(out.status).to.equal(303);
    // ...and the second half comes after that.
    late.end(body.slice(10));
    await answered;
    expect((await fetch(`${site.origin}/account`, { headers, redirect: 'manual' })).status).to.equal(303);
  });

  it('says that a form sent after signing out was not saved, and leads back', async () => {
    const visitor = new Visitor(site);
    const sent = await visitor.post('/account', { name: 'Siti' });
    expect(sent.headers.location).to.equal('/sign-in');
    expect((await visitor.get('/sign-in')).text).to.include('belum tersimpan');
  });

  it('answers odd addresses without stumbling', async () => {
    for (const path of ['//?lang=en', '//[/?lang=en', '//%/?lang=en', '//a:99999999/?lang=en']) {
      expect((await new Visitor(site).get(path)).status, path).to.be.below(500);
    }
  });

  it('changes a password only for who knows the present one', async () => {
    const visitor = new Visitor(site);
    await visitor.signUp('ganti.sandi');
    const refused = await visitor.post('/account/password', { current: 'bukan ini', password: 'kebun teh sore' }, '/account');
    expect(refused.status).to.equal(422);
    await visitor.post('/account/password', { current: 'lumbung padi pagi', password: 'kebun teh sore' }, '/account');
    expect((await visitor.get('/account')).status).to.equal(200);
    expect((await new Visitor(site).signIn('ganti.sandi', 'lumbung padi pagi')).status).to.equal(422);
    expect((await new Visitor(site).signIn('ganti.sandi', 'kebun teh sore')).status).to.equal(303);
  });

  it('lets an administrator issue a code that works once, and not by being looked at', async () => {
    const learner = new Visitor(site);
    await learner.signUp('lupa.sandi');
    const account = await site.service.application.accounts.accounts.selectOptionalByUserName('lupa.sandi');
    const admin = await firstAdministrator(site);
    const shown = await admin.post(`/admin/users/${account?._id}/reset-code`, {}, `/admin/users/${account?._id}`);
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(shown.text)?.[0] ?? '';
    expect(code).not.to.equal('');
    const visitor = new Visitor(site);
    await visitor.get('/use-code');
    await visitor.get('/use-code');
    const used = await visitor.post('/use-code', { code: code.toLowerCase(), password: 'kebun teh sore' });
    expect(used.status).to.equal(303);
    expect((await visitor.get('/learn')).status).to.equal(200);
    const again = await new Visitor(site).post('/use-code', { code, password: 'kebun teh malam' }, '/use-code');
    expect(again.status).to.be.oneOf([403, 422]);
    expect((await new Visitor(site).signIn('lupa.sandi', 'kebun teh sore')).status).to.equal(303);
  });

  it('keeps people signed in over a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bimtek-restart-'));
    let own = await startTestService({ DATA_DIR: dataDir });
    await new Visitor(own).signUp('tetap.masuk');
    const { cookie } = await signedInBrowser(own.origin, 'tetap.masuk');
    await own.close();
    own = await startTestService({ DATA_DIR: dataDir });
    expect((await fetch(`${own.origin}/account`, { headers: { cookie }, redirect: 'manual' })).status).to.equal(200);
    await own.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('closes the first administrator’s door behind the first', async () => {
    const path = new URL(site.service.firstAdministratorLink ?? '').pathname;
    expect((await new Visitor(site).get(path)).status).to.equal(404);
  });
});
