import { expect } from 'chai';
import { mayEnter, type Role, type Viewer } from '../../server/web/viewer.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

/** What an address looks like when nothing it names exists. */
const fill = (path: string): string => path.replace(/\*\w+/g, 'x.svg').replace(/:serial\.pdf/, 'PSM-2026-0000-0000-00.pdf').replace(/:\w+/g, 'tidak-ada');

type Who = 'nobody' | Role;

interface LayerOfExpress {
  readonly name: string;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

const viewer = (role: Role): Viewer => ({ id: 'x', userName: 'x', name: 'x', role, regionCode: undefined, village: undefined, scope: [] });

describe('every route as every role', function () {
  this.timeout(120_000);
  let site: TestService;
  const visitors = new Map<Who, Visitor>();

  before(async () => {
    site = await startTestService();
    visitors.set('nobody', new Visitor(site));
    visitors.set('administrator', await firstAdministrator(site));
    for (const role of ['learner', 'trainer'] as const) {
      const visitor = new Visitor(site);
      await visitor.signUp(`orang.${role}`);
      visitors.set(role, visitor);
    }
    const { accounts } = site.service.application.accounts;
    const trainer = await accounts.selectOptionalByUserName('orang.trainer');
    await accounts.changeRole(trainer?._id ?? '', 'trainer', []);
    const again = new Visitor(site);
    await again.signIn('orang.trainer');
    visitors.set('trainer', again);
  });

  after(() => site?.close());

  it('knows every route that Express answers', () => {
    const addresses = site.service.application.routes.map(({ method, path }) => `${method} ${path}`);
    const stack = site.service.application.express.router.stack as unknown as readonly LayerOfExpress[];
    // What answers any method only refuses: see below.
    const mounted = stack.flatMap(({ route }) => (route && !route.methods._all ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []));
    expect(mounted).to.deep.equal(addresses);
    expect(new Set(addresses).size).to.equal(addresses.length);
    expect(stack.filter(({ name }) => name === 'router')).to.deep.equal([]);
  });

  it('lets in whom the route names, and nobody else', async () => {
    const wrong: string[] = [];
    for (const { method, path, access } of site.service.application.routes) {
      // Signing out would end the walk.
      if (path === '/sign-out' || path === '/account/sessions/end') continue;
      for (const [who, visitor] of visitors) {
        const allowed = mayEnter(access, who === 'nobody' ? undefined : viewer(who));
        const response = method === 'get' ? await visitor.get(fill(path)) : await visitor.post(fill(path), { _csrf: 'wrong' });
        const turnedAway = who === 'nobody' ? response.status === 303 && String(response.headers.location).startsWith('/sign-in') : response.status === 403 && !response.text.includes('sudah lama terbuka');
        if (allowed === turnedAway && !(path === '/sign-in')) wrong.push(`${method} ${path} as ${who}: ${response.status}`);
        if (response.status >= 500) wrong.push(`${method} ${path} as ${who}: ${response.status}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('refuses every form without its token', async () => {
    const wrong: string[] = [];
    const tokenless = site.service.application.routes.filter(({ token }) => token === 'none').map(({ path }) => path);
    expect(tokenless, 'it changes nothing that is the sender’s').to.deep.equal(['/v/:serial/compare']);
    for (const { method, path } of site.service.application.routes) {
      // Who is signed in already is led on, without the form being looked at: see below.
      if (method !== 'post' || tokenless.includes(path) || path === '/sign-in') continue;
      const response = await visitors.get('administrator')?.post(fill(path), { _csrf: 'wrong' });
      if (response?.status !== 403) wrong.push(`${path}: ${response?.status}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('refuses a sign-in form without its token, and leads on who is signed in already', async () => {
    const stranger = new Visitor(site);
    await stranger.get('/sign-in');
    expect((await stranger.post('/sign-in', { _csrf: 'wrong', userName: 'orang.learner', password: 'lumbung padi pagi' })).status).to.equal(403);
    const learner = visitors.get('learner');
    const stale = { _csrf: 'of-an-older-tab', userName: ' Orang.Learner ', password: 'apa saja', next: '/courses/psm-dasar' };
    const led = await learner?.post('/sign-in', stale);
    expect(led?.status).to.equal(303);
    expect(led?.headers.location).to.equal('/courses/psm-dasar');
    expect((await learner?.get('/courses/psm-dasar'))?.text).not.to.include('Keluar dahulu');
    expect((await learner?.post('/sign-in', { ...stale, next: '//jahat.example' }))?.headers.location).to.equal('/learn');
    await learner?.post('/sign-in', { ...stale, userName: 'orang.trainer' });
    expect((await learner?.get('/learn'))?.text, 'on a shared phone').to.include('Keluar dahulu untuk memakai akun lain').and.to.include('Siti Aminah');
  });

  it('says which methods an address answers', async () => {
    const ask = (method: string, path: string, headers: Record<string, string> = {}) => fetch(`${site.origin}${path}`, { method, headers, redirect: 'manual' });
    const cases = [
      ['PUT', '/', 'GET, HEAD'], ['DELETE', '/courses/psm-dasar', 'GET, HEAD'], ['PATCH', '/sign-in', 'GET, HEAD, POST'],
      ['POST', '/help', 'GET, HEAD'], ['GET', '/sign-out', 'POST'], ['PUT', '/v/PSM-2026-0000-0000-00/compare', 'GET, HEAD, POST'],
    ] as const;
    for (const [method, path, allow] of cases) {
      const response = await ask(method, path, { accept: 'text/html' });
      expect(response.status, `${method} ${path}`).to.equal(405);
      expect(response.headers.get('allow'), `${method} ${path}`).to.equal(allow);
      expect(await response.text()).to.include('Tidak dapat begitu di alamat ini').and.to.include(`permintaan ${method}.`);
    }
    const json = await ask('PUT', '/learn', { accept: 'application/json' });
    expect(json.status).to.equal(405);
    expect(await json.json()).to.have.nested.property('error.status', 405);
    const options = await ask('OPTIONS', '/sign-in');
    expect([options.status, options.headers.get('allow')]).to.deep.equal([204, 'GET, HEAD, POST, OPTIONS']);
    expect((await ask('PUT', '/tidak-ada')).status).to.equal(404);
    expect((await ask('GET', '/courses/tidak-ada')).status).to.equal(404);
    expect((await ask('HEAD', '/help')).status).to.equal(200);
  });

  it('gives every page a policy without unsafe-inline, and no trace of an error', async () => {
    const visitor = new Visitor(site);
    for (const path of ['/', '/sign-in', '/tidak-ada', '/courses/tidak-ada', '/v/xyz']) {
      const response = await visitor.get(path);
      expect(response.headers['content-security-policy']).to.include("default-src 'none'").and.not.to.include('unsafe-inline');
      expect(response.headers['x-content-type-options']).to.equal('nosniff');
      expect(response.text).not.to.match(/at \w+ \(|node_modules/);
    }
  });

  it('sends a cookie that scripts cannot read', async () => {
    const response = await new Visitor(site).get('/sign-in');
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).to.include('HttpOnly').and.to.include('SameSite=Lax');
  });

  it('never serves a quiz, a bank or an author’s notes as media', async () => {
    const visitor = new Visitor(site);
    for (const path of ['exam.yaml', 'bank/d01.yaml', '01-mengenal-psm/quiz.yaml', 'PERIKSA.md', '..%2f..%2fpackage.json']) {
      const { status } = await visitor.get(`/courses/psm-dasar/media/abc/${path}`);
      expect(status, path).to.equal(404);
    }
  });
});
