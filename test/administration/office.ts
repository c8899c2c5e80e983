import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import supertest from 'supertest';
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import type { NewAccount } from '../../server/accounts/account-store.ts';
import { openAccounts } from '../../server/accounts/accounts.ts';
import { hashPassword } from '../../server/accounts/password.ts';
import { accountRoutes } from '../../server/accounts/routes.ts';
import type { MailSettings } from '../../server/administration/announcements/mailer.ts';
import { openAdministration, openClassTerms, openFollows, openTold, type Administration } from '../../server/administration/administration.ts';
import { openAudit } from '../../server/administration/audit/audit.ts';
import { administrationRoutes } from '../../server/administration/routes.ts';
import { openAssessment } from '../../server/assessment/assessment.ts';
import { createStandings } from '../../server/assessment/standing-store.ts';
import { createExamDoors } from '../../server/assessment/start.ts';
import { openSigningKeys } from '../../server/certification/keys/signing-keys.ts';
import { openCertification } from '../../server/certification/certification.ts';
import { createAfterExam } from '../../server/certification/held-certificates.ts';
import { createCertificatesTouched } from '../../server/certification/touched-certificates.ts';
import { certificationRoutes } from '../../server/certification/routes.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import type { FolderProblems } from '../../server/content/catalogue.ts';
import type { Course } from '../../server/content/course.ts';
import { openPictures } from '../../server/learning/pictures/picture-store.ts';
import { openLearningRoom } from '../../server/learning/room.ts';
import { learningRoutes } from '../../server/learning/routes.ts';
import { createPackageStore } from '../../server/content/uploads/package-store.ts';
import { UploadedCourses } from '../../server/content/uploads/uploaded-courses.ts';
import { createVersionStore } from '../../server/content/version-store.ts';
import { createContactStore } from '../../server/learning/contacts/contact-store.ts';
import { openLearning } from '../../server/learning/learning.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { loadAssets } from '../../server/web/assets.ts';
import { createRenderer } from '../../server/web/render.ts';
import { createSendReply } from '../../server/web/send-reply.ts';
import { SessionStore } from '../../server/web/session-store.ts';
import { createWeb } from '../../server/web/web.ts';
import { databaseOf } from '../fixtures/engine.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Everybody's password: hashing costs more than all the rest of a test. */
const PASSWORD = 'tiga kata mudah';
let passwordHash: Promise<string> | undefined;

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads; '' where there is none. */
  readonly location: string;
  header(name: string): string | undefined;
}

/** A browser without JavaScript. */
export class Browser {
  readonly #agent;
  #token = '';

  constructor(agent: ReturnType<typeof supertest.agent>) {
    this.#agent = agent;
  }

  async get(path: string): Promise<Answer> {
    const response = await this.#agent.get(path);
    this.#token = /name="_csrf" value="([^"]+)"/.exec(response.text)?.[1] ?? this.#token;
    return { status: response.status, text: response.text, location: response.get('location') ?? '', header: (name) => response.get(name) };
  }

  async bytes(path: string): Promise<{ readonly status: number; readonly body: Buffer; header(name: string): string | undefined }> {
    const response = await this.#agent.get(path).buffer(true).parse((stream, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => done(null, Buffer.concat(chunks)));
    });
    return { status: response.status, body: response.body as Buffer, header: (name) => response.get(name) };
  }

  async post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const response = await this.#agent.post(path).type('form').send({ ...fields, _csrf: this.#token });
    return { status: response.status, text: response.text, location: response.get('location') ?? '', header: (name) => response.get(name) };
  }

  /** What a form leads to, as it is sent. */
  async postForBytes(path: string, fields: Readonly<Record<string, string>>): Promise<Buffer> {
    const response = await this.#agent.post(path).type('form').send({ ...fields, _csrf: this.#token }).buffer(true).parse((stream, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => done(null, Buffer.concat(chunks)));
    });
    return response.body as Buffer;
  }

  /** A form with files, as `multipart/form-data`. */
  async upload(path: string, fields: Readonly<Record<string, string>>, file?: { readonly field: string; readonly name: string; readonly bytes: Buffer }): Promise<Answer> {
    const request = this.#agent.post(path).field({ ...fields, _csrf: this.#token });
    const response = await (file ? request.attach(file.field, file.bytes, file.name) : request);
    return { status: response.status, text: response.text, location: response.get('location') ?? '', header: (name) => response.get(name) };
  }
}

type Person = Omit<NewAccount, 'passwordHash' | 'userName'> & { readonly userName?: string };

export interface Office {
  readonly app: Express;
  readonly connection: Connection;
  readonly administration: Administration;
  /** What the log was told, as text. */
  readonly log: string[];
  readonly folders: FolderProblems[];
  /** `course:version` -> a version that was published before. */
  readonly earlier: Map<string, Course>;
  account(person: Person): Promise<AccountRecord>;
  /** Gives this learner all that the course demands, and its certificate; its serial. */
  certify(account: AccountRecord, course: Course): Promise<string>;
  /** A browser in which this account has signed in. */
  browser(account: AccountRecord): Promise<Browser>;
  /** A browser in which nobody has. */
  stranger(): Browser;
  close(): Promise<void>;
}

/** The rooms up to this one on the embedded engine in a folder of their own, with these courses. */
export async function openOffice(courses: readonly Course[], address = 'https://bimtek.example.go.id', mail?: MailSettings): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-administration-'));
  const storage = await openStorage({ dataDir: folder, mongodbUri: databaseOf(folder) });
  const { connection } = storage;
  const log: string[] = [];
  const folders: FolderProblems[] = [];
  const earlier = new Map<string, Course>();
  const catalogue = {
    courses: () => courses,
    course: (id: string) => courses.find((course) => course.id === id),
    versionOf: async (id: string, version: string) => earlier.get(`${id}:${version}`),
    problems: () => folders,
    written: () => undefined,
    watch: () => () => undefined,
    settled: async () => undefined,
  };
  const sessions = new SessionStore(connection);
  const follows = openFollows(connection);
  const accounts = openAccounts(connection, sessions, follows);
  const held = { coursesOf: async () => [], addressOf: async () => undefined };
  const learning = openLearning(connection, catalogue, createStandings(connection, catalogue), held, follows);
  const certification = openCertification(connection, {
    files: storage.files, accounts: accounts.accounts, throttle: accounts.throttle, learning, address: () => address, keys: openSigningKeys(join(folder, 'secrets', 'keys')), whereabouts: follows, classTerms: openClassTerms(connection, follows),
  });
  const assessment = openAssessment(connection, {
    files: storage.files,
    learning,
    afterExam: createAfterExam(certification),
    certificates: createCertificatesTouched(certification),
    report: (problem) => void log.push(String(problem)),
    whereabouts: follows,
  });
  const packages = createPackageStore(connection);
  const uploads = new UploadedCourses(packages, join(folder, 'uploaded'), (problem) => void log.push(String(problem)));
  const administration = openAdministration(connection, {
    accounts, assessment, certification, learning, catalogue, examDoors: createExamDoors(connection, catalogue), follows, mail, files: storage.files, versions: createVersionStore(connection), packages, uploads, contacts: createContactStore(connection),
    report: (problem) => void log.push(String(problem)),
  });
  const room = openLearningRoom(connection, learning, administration.examDoors, { of: async () => [] }, await openPictures(join(folder, 'pictures'), () => undefined), [openTold(connection, follows)]);
  await storage.ready();

  const assets = loadAssets(join(root, 'public'));
  const send = createSendReply({ render: createRenderer(join(root, 'views'), { keep: true }), assets, siteFields: async () => ({}) });
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const app = createWeb(
    { send, assets, sessions, sessionSecret: 'only-in-this-test', baseUrl: undefined, trustProxy: 0, logger, authentication: accounts.authentication.middleware, audit: openAudit(connection).audit },
    [...learningRoutes(room, assets, { offline: false, measure: () => Promise.resolve(0) }), ...accountRoutes(accounts), ...certificationRoutes(certification, assets), ...administrationRoutes(administration)],
  );
  let made = 0;
  return {
    app,
    connection,
    administration,
    log,
    folders,
    earlier,
    async account(person) {
      passwordHash ??= hashPassword(PASSWORD);
      made += 1;
      return accounts.accounts.createAccount({ userName: `orang${made}`, passwordHash: await passwordHash, ...person });
    },
    async certify({ _id: learner }, course) {
      const lessons = course.modules.flatMap((module) => module.lessons);
      await learning.enrolments.enrol(learner, course.id, course.version);
      for (const { id } of lessons) await learning.enrolments.markRead(learner, course.id, id);
      const passed = { best: 100, passed: true, attempts: 1, lastAttempt: 'a', lastFinishedAt: new Date() };
      await assessment.standings.change(learner, course.id, () => ({
        quizzes: Object.fromEntries(course.modules.flatMap(({ quiz }) => (quiz ? [[quiz.id, passed]] : []))),
        units: course.competencies.map(({ code }) => ({ code, score: 90, met: true, attempt: 'a', edition: 1 })),
      }));
      const issue = await issueIfEligible(certification, learner, course.id);
      if (issue.kind !== 'issued') throw new Error(`no certificate: ${JSON.stringify(issue)}`);
      return issue.certificate.serial;
    },
    async browser({ userName }) {
      const browser = new Browser(supertest.agent(app));
      await browser.get('/sign-in');
      const { status } = await browser.post('/sign-in', { userName, password: PASSWORD });
      if (status !== 303) throw new Error(`${userName} could not sign in: ${status}`);
      return browser;
    },
    stranger: () => new Browser(supertest.agent(app)),
    async close() {
      await assessment.work.stop();
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
