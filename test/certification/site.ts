import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import supertest from 'supertest';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { createAccountStore } from '../../server/accounts/account-store.ts';
import { viewerOf } from '../../server/accounts/authentication.ts';
import { openAssessment } from '../../server/assessment/assessment.ts';
import { assessmentRoutes } from '../../server/assessment/routes.ts';
import { createExamDoors } from '../../server/assessment/start.ts';
import { createCertificateShelf } from '../../server/certification/certificate-shelf.ts';
import { createThrottleStore } from '../../server/accounts/throttle-store.ts';
import { createStandingStore, createStandings } from '../../server/assessment/standing-store.ts';
import { openCertification, openCertificateStore, type Certification } from '../../server/certification/certification.ts';
import type { CertificateSettings } from '../../server/certification/certificate-settings-form.ts';
import { createAfterExam, createHeldCertificates } from '../../server/certification/held-certificates.ts';
import { openSigningKeys } from '../../server/certification/keys/signing-keys.ts';
import { certificationRoutes } from '../../server/certification/routes.ts';
import type { Course } from '../../server/content/course.ts';
import { openPictures } from '../../server/learning/pictures/picture-store.ts';
import { openLearningRoom } from '../../server/learning/room.ts';
import { learningRoutes } from '../../server/learning/routes.ts';
import { openLearning, type Learning } from '../../server/learning/learning.ts';
import type { HeldCertificates } from '../../server/learning/standing.ts';
import { openStorage, type Storage } from '../../server/storage/storage.ts';
import { loadAssets } from '../../server/web/assets.ts';
import { createRenderer } from '../../server/web/render.ts';
import { createSendReply } from '../../server/web/send-reply.ts';
import { SessionStore } from '../../server/web/session-store.ts';
import { createWeb } from '../../server/web/web.ts';
import { course } from '../assessment/course-factory.ts';
import { databaseOf } from '../fixtures/engine.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Making keys takes long: the sites of a run share theirs. */
export const KEYS = openSigningKeys(await mkdtemp(join(tmpdir(), 'bimtek-keys-')));

export const ISSUER: CertificateSettings = {
  issuerLines: ['Pemerintah Kota Bekasi', 'Dinas Sosial'],
  place: 'Bekasi',
  legalBasis: undefined,
  documentNumber: undefined,
  organiser: 'Dinas Sosial Kota Bekasi',
  contact: undefined,
  signatories: [{ office: 'Kepala Dinas Sosial', name: 'Dr. Ratna Maheswari, M.Si.', secondLine: undefined }],
};

export const COURSE = course({
  id: 'psm-dasar',
  title: { original: 'Bimbingan Teknis Dasar PSM', en: 'Basic Training for PSM' },
  hours: 16,
  certificate: { validMonths: 60, prefix: 'PSM' },
});

/** The room on the embedded engine, with a clock, an address and courses that tests move. */
export interface Site {
  readonly certification: Certification;
  readonly learning: Learning;
  readonly held: HeldCertificates;
  readonly storage: Storage;
  readonly clock: { now: Date };
  readonly setting: { address: string };
  readonly dataDir: string;
  /** Published today, by id. */
  readonly courses: Map<string, Course>;
  /** Published before, by `id:version`. */
  readonly earlier: Map<string, Course>;
  /** An account, by default a learner's of Kota Bekasi. */
  person(name: string, given?: Partial<AccountRecord>): Promise<AccountRecord>;
  /** Enrols, reads everything and passes everything. */
  finish(learner: AccountRecord, finished?: Course, score?: number): Promise<void>;
  /** Sets results of units in the exam, in percent. */
  score(learner: AccountRecord, finished: Course, scores: Readonly<Record<string, number>>): Promise<void>;
  rename(learner: AccountRecord, name: string): Promise<void>;
  browser(who?: AccountRecord): Browser;
  /** For real browsers. */
  readonly app: Express;
  close(): Promise<void>;
}

/** `sharedDir`: the data folder of another site, as a second process has it. */
export async function openSite(courses: readonly Course[] = [COURSE], sharedDir?: string): Promise<Site> {
  const dataDir = sharedDir ?? (await mkdtemp(join(tmpdir(), 'bimtek-certification-')));
  const storage = await openStorage({ dataDir, mongodbUri: databaseOf(dataDir) });
  const { connection, files } = storage;
  const clock = { now: new Date('2026-11-24T02:00:00Z') };
  const setting = { address: 'https://bimtek.example' };
  const now = () => new Date(clock.now);
  const today = new Map(courses.map((each) => [each.id, each]));
  const earlier = new Map<string, Course>();
  const catalogue = { courses: () => [...today.values()], course: (id: string) => today.get(id), versionOf: async (id: string, version: string) => earlier.get(`${id}:${version}`) };
  const accounts = createAccountStore(connection);
  const standings = createStandingStore(connection);
  const held = createHeldCertificates(openCertificateStore(connection, now), now);
  const learning = openLearning(connection, catalogue, createStandings(connection, catalogue), held);
  const certification = openCertification(connection, {
    files, accounts, learning, throttle: createThrottleStore(connection), address: () => setting.address, keys: KEYS, now,
  });
  const doors = createExamDoors(connection, catalogue, now);
  const shelf = createCertificateShelf(openCertificateStore(connection, now), certification.renewals, now);
  const report = (problem: unknown) => { throw problem; };
  const assessment = openAssessment(connection, { files, learning, afterExam: createAfterExam(certification), report, now });
  await storage.ready();

  const assets = loadAssets(join(root, 'public'));
  const pictures = await openPictures(join(dataDir, 'pictures'), () => undefined);
  const send = createSendReply({ render: createRenderer(join(root, 'views'), { keep: true }), assets, siteFields: async () => ({}) });
  const app = createWeb(
    {
      send, assets,
      sessions: new SessionStore(connection),
      sessionSecret: 'only-in-this-test',
      baseUrl: undefined,
      trustProxy: 1,
      logger: pino({ level: 'silent' }),
      authentication: [(request, _response, next) => {
        const id = request.get('x-test-account');
        if (!id) return next();
        accounts.selectById(id).then((account) => { request.user = viewerOf(account); next(); }, next);
      }],
    },
    [...learningRoutes(openLearningRoom(connection, learning, doors, shelf, pictures), assets, { offline: false, measure: () => Promise.resolve(0) }), ...assessmentRoutes(assessment), ...certificationRoutes(certification, assets)],
  );

  const score: Site['score'] = async (learner, finished, scores) => {
    await standings.change(learner._id, finished.id, (standing) => ({
      quizzes: Object.fromEntries(finished.modules.flatMap(({ quiz }) => (quiz ? [[quiz.id, { best: 100, passed: true, attempts: 1, lastAttempt: 'a', lastFinishedAt: now() }]] : []))),
      units: finished.competencies.flatMap(({ code, minimum }) => {
        const reached = scores[code] ?? standing.units.find((unit) => unit.code === code)?.score;
        return reached === undefined ? [] : [{ code, score: reached, met: reached >= minimum, attempt: 'a', edition: 1 }];
      }),
    }));
  };

  let people = 0;
  return {
    app, certification, learning, held, storage, clock, setting, dataDir, courses: today, earlier, score,
    person: (name, given = {}) =>
      accounts.createAccount({ userName: `orang${(people += 1)}`, name, role: 'learner', passwordHash: undefined, regionCode: '32.75', village: 'Bojong Rawalumbu', ...given }),
    async finish(learner, finished = COURSE, reached = 90) {
      await learning.enrolments.enrol(learner._id, finished.id, finished.version);
      for (const lesson of finished.modules.flatMap((module) => module.lessons)) await learning.enrolments.markRead(learner._id, finished.id, lesson.id);
      await score(learner, finished, Object.fromEntries(finished.competencies.map(({ code }) => [code, reached])));
    },
    rename: (learner, name) => accounts.changeProfile(learner._id, { name, village: 'Pengasinan' }),
    browser: (who) => new Browser(supertest.agent(app), who?._id),
    async close() {
      await storage.close();
      if (sharedDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly bytes: Buffer;
  /** Where a redirect leads; '' where there is none. */
  readonly location: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A browser without JavaScript; `address` is where it seems to come from. */
export class Browser {
  readonly #agent;
  readonly #who: string | undefined;
  address = '203.0.113.7';
  #token = '';

  constructor(agent: ReturnType<typeof supertest.agent>, who: string | undefined) {
    this.#agent = agent;
    this.#who = who;
  }

  async get(path: string): Promise<Page> {
    const request = this.#agent.get(path).set('x-forwarded-for', this.address).buffer(true).parse(asBytes);
    if (this.#who) request.set('x-test-account', this.#who);
    const page = pageOf(await request);
    this.#token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? this.#token;
    return page;
  }

  async post(path: string, fields: Readonly<Record<string, string | string[]>>): Promise<Page> {
    const pairs = Object.entries({ ...fields, _csrf: this.#token }).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]));
    const body = new URLSearchParams(pairs).toString();
    const request = this.#agent.post(path).set('x-forwarded-for', this.address).type('form').buffer(true).parse(asBytes);
    if (this.#who) request.set('x-test-account', this.#who);
    return pageOf(await request.send(body));
  }
}

const asBytes = (response: supertest.Response, done: (problem: Error | null, body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
};

const pageOf = (response: supertest.Response): Page => {
  const bytes: Buffer = Buffer.isBuffer(response.body) ? response.body : Buffer.alloc(0);
  return { status: response.status, bytes, text: bytes.toString('utf8'), location: response.get('location') ?? '', headers: response.headers };
};

/** What a reader sees of a page: its words, without tags. */
export const wordsOf = (page: Page): string => page.text.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
