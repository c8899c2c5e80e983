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
    const mounted = stack.flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []));
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
    for (const { method, path } of site.service.application.routes) {
      if (method !== 'post') continue;
      const response = await visitors.get('administrator')?.post(fill(path), { _csrf: 'wrong' });
      if (response?.status !== 403) wrong.push(`${path}: ${response?.status}`);
    }
    expect(wrong).to.deep.equal([]);
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
