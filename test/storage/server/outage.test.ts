import { expect } from 'chai';
import mongoose from 'mongoose';
import { isFerretdbBuilt, startFerretdb, type Ferretdb } from '../../../scripts/ferretdb.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { COURSES, startSitting, type Sitting } from '../../fixtures/learner.ts';
import { openProxy, type Proxy } from '../../fixtures/proxy.ts';
import { Visitor } from '../../fixtures/visitor.ts';
import { soon, startSeveral, Wanderer } from '../../workers/several.ts';

const SECRET = 'hanya-untuk-uji-coba-ini-saja-0123456789';
const PATIENCE_MS = 30_000;
/** The driver looks at a server every second (`connect-server.ts`). */
const BUSY_MS = 2500;
const portOf = (ferret: Ferretdb): number => Number(new URL(ferret.uri).port);

/** A database server behind a port that stays. */
class Server {
  ferret: Ferretdb;
  readonly proxy: Proxy;
  private constructor(ferret: Ferretdb, proxy: Proxy) {
    this.ferret = ferret;
    this.proxy = proxy;
  }
  static async start(): Promise<Server> {
    const ferret = await startFerretdb();
    return new Server(ferret, await openProxy(portOf(ferret)));
  }
  get uri(): string {
    return `mongodb://127.0.0.1:${this.proxy.port}/bimtek`;
  }
  async kill(): Promise<void> {
    await this.ferret.kill();
    await this.proxy.cut();
  }
  async startAgain(): Promise<void> {
    this.ferret = await startFerretdb(this.ferret.folder);
    this.proxy.target = portOf(this.ferret);
    await this.proxy.mend();
  }
  /** As at the start, whatever a test that failed has left behind. */
  async recover(): Promise<void> {
    if (this.ferret.isRunning() && this.proxy.isOpen()) return;
    if (this.ferret.isRunning()) await this.proxy.cut();
    else this.ferret = await startFerretdb(this.ferret.folder);
    this.proxy.target = portOf(this.ferret);
    await this.proxy.mend();
  }
  async close(): Promise<void> {
    await this.proxy.close();
    await this.ferret.stop();
  }
}

/** The radio buttons of a page with all questions: name -> values, and which of them is chosen. */
const radiosIn = (html: string): { name: string; value: string; checked: boolean }[] =>
  [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]+)"/.exec(input)?.[1] ?? '',
    value: /value="([^"]+)"/.exec(input)?.[1] ?? '',
    checked: /\schecked/.test(input),
  }));

const chosenIn = (html: string, name: string): string | undefined => radiosIn(html).find((radio) => radio.name === name && radio.checked)?.value;

if (await isFerretdbBuilt()) {
  describe('a database server that goes and comes back (FerretDB)', function () {
    this.timeout(180_000);
    let server: Server;
    let site: TestService;
    let sitting: Sitting;
    const ready = async (): Promise<number> => (await new Visitor(site).get('/readyz')).status;

    before(async () => {
      server = await Server.start();
      site = await startTestService({ MONGODB_URI: server.uri, COURSES_DIR: COURSES, SESSION_SECRET: SECRET });
      sitting = await startSitting(site, 'siti.aminah');
    });
    /** For whoever reads that it did not come back: what the driver last saw of the server. */
    const seen = (): string =>
      JSON.stringify(
        mongoose.connections.flatMap((connection) => {
          const { topology } = (connection.getClient() ?? {}) as unknown as { readonly topology?: { readonly description: { readonly servers: ReadonlyMap<string, { readonly type: string; readonly error: Error | null }> } } };
          return [...(topology?.description.servers ?? [])].map(([address, { type, error }]) => [address, type, error?.message, connection.readyState]);
        }),
      );
    const isBack = async (): Promise<void> => {
      const status = await soon(ready, (known) => known === 200, PATIENCE_MS);
      expect(status, `${seen()}, proxy on ${server.proxy.port} open: ${server.proxy.isOpen()}`).to.equal(200);
    };
    afterEach(async () => {
      await server.recover();
      await soon(ready, (status) => status === 200, PATIENCE_MS);
    });
    after(async () => {
      await site?.close();
      await server?.close();
    });

    it('is not taken for gone by a process that is busy for longer than it looks for servers', async () => {
      // Nothing of this process runs meanwhile, so no heartbeat is counted.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, BUSY_MS);
      expect(site.service.storage.isReady()).to.equal(true);
      const { visitor, question } = sitting;
      expect((await visitor.get(question)).text).not.to.include('Basis data sedang');
    });

    it('meanwhile lessons are read on, answers are kept on the page, and afterwards they are saved', async () => {
      const { visitor, question, lesson } = sitting;
      const page = await visitor.get(question);
      const [radio] = radiosIn(page.text);
      if (!radio) throw new TypeError(`no question with options in ${page.text}`);
      expect((await visitor.get(lesson)).text).not.to.include('Basis data sedang');
      // The hourly cleaning ends nobody's session, so it makes nobody forgotten.
      await site.service.application.sessions.removeExpired();
      await server.kill();

      expect((await visitor.get(lesson)).status).to.equal(200);
      // The broken connection is noticed a moment later; until then a page that needs nothing of it does not know.
      const read = await soon(() => visitor.get(lesson), ({ text }) => text.includes('Basis data sedang'), PATIENCE_MS);
      expect(read.status).to.equal(200);
      expect(read.text).to.include('Basis data sedang tidak dapat dihubungi').and.to.include('Siti Aminah');
      const refused = await visitor.post(question, { [radio.name]: radio.value });
      expect(refused.status).to.equal(503);
      expect(Number(refused.headers['retry-after'])).to.be.greaterThan(0);
      expect(refused.text).to.include('Belum tersimpan').and.to.include(`<input type="hidden" name="${radio.name}" value="${radio.value}">`);
      expect(refused.text).to.include('Kirim lagi').and.not.to.match(/at \w+ \(|node_modules|mongodb:/);
      expect(await ready()).to.equal(503);
      expect((await new Visitor(site).get('/healthz')).status, 'it lives').to.equal(200);
      const signIn = await new Visitor(site).post('/sign-in', { userName: 'siti.aminah', password: 'lumbung padi pagi' });
      expect(signIn.text, 'a password is never kept on a page').not.to.include('lumbung');

      await server.startAgain();
      await isBack();
      // What the button of the page does.
      const action = /<form method="post" action="([^"]+)" data-again>/.exec(refused.text)?.[1] ?? '';
      expect((await visitor.post(action, { [radio.name]: radio.value })).status).to.equal(303);
      expect(chosenIn((await visitor.get(question)).text, radio.name)).to.equal(radio.value);
      expect((await visitor.get(lesson)).text).not.to.include('Basis data sedang');
    });

    it('under load: nothing fails but with "not saved", and what was acknowledged is there afterwards', async () => {
      const sittings: Sitting[] = [];
      for (let index = 0; index < 4; index++) sittings.push(await startSitting(site, `ramai.${index}`));
      const statuses = new Map<number, number>();
      let stop = false;
      const lost: string[] = [];
      const work = async ({ visitor, question, lesson }: Sitting): Promise<void> => {
        const radios = radiosIn((await visitor.get(question)).text);
        const { name = '' } = radios[0] ?? {};
        const values = radios.filter((radio) => radio.name === name).map(({ value }) => value);
        let acknowledged: string | undefined;
        const maybe = new Set<string>();
        for (let round = 0; !stop || maybe.size > 0; round++) {
          const value = values[round % values.length] ?? '';
          const { status } = await visitor.post(question, { [name]: value });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status !== 303) {
            maybe.add(value); // it may have been written before the server died
            continue;
          }
          acknowledged = value;
          maybe.clear();
          const page = await visitor.get(round % 2 === 0 ? lesson : question);
          statuses.set(page.status, (statuses.get(page.status) ?? 0) + 1);
          if (round % 2 === 1 && page.status === 200 && chosenIn(page.text, name) !== acknowledged) lost.push(`${question} ${round}`);
        }
        if (chosenIn((await visitor.get(question)).text, name) !== acknowledged) lost.push(`${question} at the end`);
      };
      const working = Promise.all(sittings.map(work));
      for (let outages = 0; outages < 2; outages++) {
        const before = statuses.get(303) ?? 0;
        await soon(async () => statuses.get(303) ?? 0, (count) => count > before + 10, PATIENCE_MS);
        await server.kill();
        const refused = statuses.get(503) ?? 0;
        await soon(async () => statuses.get(503) ?? 0, (count) => count > refused + 10, PATIENCE_MS);
        await server.startAgain();
        await isBack();
      }
      const before = statuses.get(303) ?? 0;
      await soon(async () => statuses.get(303) ?? 0, (count) => count > before + 10, PATIENCE_MS);
      stop = true;
      await working;
      expect([...statuses.keys()]).to.have.members([200, 303, 503]);
      expect(lost).to.deep.equal([]);
    });

    it('one that hangs keeps nobody waiting for ever', async () => {
      server.proxy.hang();
      const answers = await Promise.all(Array.from({ length: 20 }, () => sitting.visitor.get(sitting.question)));
      expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([503]));
      expect(await soon(ready, (status) => status === 503, PATIENCE_MS)).to.equal(503);
      expect((await sitting.visitor.get(sitting.lesson)).status, 'lessons are read on').to.equal(200);
      await server.proxy.cut();
      await server.proxy.mend();
      await isBack();
      expect((await sitting.visitor.get(sitting.question)).status).to.equal(200);
    });
  });

  describe('a database server that goes, under two processes', function () {
    this.timeout(120_000);

    it('each serves a reader whom only the other has seen; who signed out stays out', async () => {
      const server = await Server.start();
      const site = await startSeveral({ MONGODB_URI: server.uri, SESSION_SECRET: SECRET, WEB_CONCURRENCY: '2', LOG_LEVEL: 'error' });
      const [reader, gone] = [new Wanderer(site.origin), new Wanderer(site.origin)];
      const lesson = '/courses/cuci-tangan/lessons/kuman-di-tangan';
      await reader.signUp('pembaca');
      await reader.post('/courses/cuci-tangan/enrol', {}, '/courses/cuci-tangan');
      for (let round = 0; round < 3; round++) expect((await reader.get(lesson)).status).to.equal(200);
      await gone.signUp('pergi');
      const cookie = gone.cookies();
      expect((await gone.post('/account/sessions/end', {}, '/account')).status).to.equal(303);
      await server.kill();
      for (let round = 0; round < 6; round++) {
        const { status, text } = await reader.get(lesson);
        expect(status).to.equal(200);
        expect(text).to.include('Siti Aminah');
        const thief = new Wanderer(site.origin, cookie);
        expect((await thief.get(lesson)).text).not.to.include('Siti Aminah');
      }
      await site.close();
      await server.close();
    });
  });
} else {
  describe('a database server that goes and comes back (FerretDB)', () => {
    it.skip('not run: `node --import tsx scripts/ferretdb.ts` builds it where Go is present');
  });
}
